import { CHECK_TIMEOUT } from '../../../lib/availability/rules/check-timeout';
import { HAPROXY, haproxyText, HaproxyText } from '../front-end-files';
import { clusterOf, faults, podObject, says } from '../rendered-objects';

function cluster(text: HaproxyText) {
  return clusterOf({ 'cp-1': { files: { [HAPROXY]: haproxyText(text) }, pods: [podObject('kube-apiserver')] } });
}

test('a limit below one slow fsync is said once for the section', () => {
  expect(says(CHECK_TIMEOUT, cluster({ defaults: ['timeout check 999ms'], servers: { a: '10.0.0.11:6443', b: '10.0.0.12:6443', c: '10.0.0.13:6443' } }))).toEqual([
    'HA218 cp-1 /etc/haproxy/haproxy.cfg backend apiservers timeout check: got 999ms; allowed: at least 1s; fix: set `timeout check 1s` or more',
  ]);
});

test('no limit, where the interval is one', () => {
  expect(faults(CHECK_TIMEOUT, cluster({ defaults: [] }))).toEqual([
    'HA218 cp-1 /etc/haproxy/haproxy.cfg backend apiservers timeout check: got nothing, so that inter limits a check to 500ms; allowed: at least 1s',
  ]);
});

test.each([[{ defaults: ['timeout check 1s'] }], [{ defaults: [], backend: ['default-server inter 1s'] }], [{ defaults: [], server: '' }]])('%j is good', (text) => {
  expect(says(CHECK_TIMEOUT, cluster(text))).toEqual([]);
});
