import { ADVERT_WHOLE_SECONDS } from '../../../lib/availability/rules/advert-whole-seconds';
import { KEEPALIVED, keepalivedText } from '../front-end-files';
import { clusterOf, says } from '../rendered-objects';

function cluster(global: string[], ...instance: string[]) {
  return clusterOf({ 'cp-1': { files: { [KEEPALIVED]: keepalivedText({ global, instance }) } } });
}

test('a tenth of a second in version 2', () => {
  expect(says(ADVERT_WHOLE_SECONDS, cluster([], 'advert_int 0.1'))).toEqual([
    'HA212 cp-1 /etc/keepalived/keepalived.conf vrrp_instance api advert_int: got 100ms; allowed: whole seconds in VRRP version 2; ' +
      'fix: set `vrrp_version 3` in global_defs, or a whole number of seconds',
  ]);
});

test('an instance that goes back to version 2', () => {
  expect(says(ADVERT_WHOLE_SECONDS, cluster(['vrrp_version 3'], 'version 2', 'advert_int 1.5'))).toHaveLength(1);
});

test('whole seconds in version 2 and parts of one in version 3 are good', () => {
  expect([cluster([], 'advert_int 2'), cluster(['vrrp_version 3'], 'advert_int 0.1')].map((given) => says(ADVERT_WHOLE_SECONDS, given))).toEqual([[], []]);
});
