import { NOPREEMPT_STATE } from '../../../lib/availability/rules/nopreempt-state';
import { KEEPALIVED, keepalivedText, KeepalivedText } from '../front-end-files';
import { clusterOf, faults, says } from '../rendered-objects';

function cluster(text: KeepalivedText) {
  return clusterOf({ 'cp-1': { files: { [KEEPALIVED]: keepalivedText(text) } } });
}

const FIX = 'fix: write `state BACKUP` on every host, and no weight at the scripts';

test('nopreempt with state MASTER', () => {
  expect(says(NOPREEMPT_STATE, cluster({ instance: ['state MASTER', 'nopreempt'] }))).toEqual([
    `HA210 cp-1 /etc/keepalived/keepalived.conf vrrp_instance api state: got MASTER; allowed: BACKUP, because of nopreempt; ${FIX}`,
  ]);
});

test('nopreempt with a script that only changes the priority, by its own weight or by the one of the instance', () => {
  const message = (weight: number) => `HA210 cp-1 /etc/keepalived/keepalived.conf vrrp_instance api track_script haproxy weight: got ${weight}; allowed: 0, because of nopreempt`;
  expect(faults(NOPREEMPT_STATE, cluster({ script: ['script "/bin/x"', 'weight -60'] }))).toEqual([message(-60)]);
  expect(faults(NOPREEMPT_STATE, cluster({ track: 'track_script {\nhaproxy weight 5\n}' }))).toEqual([message(5)]);
});

test('without nopreempt, or with nothing said about state and weight, there is nothing to say', () => {
  expect(says(NOPREEMPT_STATE, cluster({ instance: ['state MASTER'], script: ['weight -2'] }))).toEqual([]);
  expect(says(NOPREEMPT_STATE, cluster({ instance: ['nopreempt'] }))).toEqual([]);
});
