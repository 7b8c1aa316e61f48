import { SHUTDOWN_DELAY } from '../../../lib/availability/rules/shutdown-delay';
import { HAPROXY, haproxyText, HaproxyText } from '../front-end-files';
import { clusterOf, faults, podObject, says } from '../rendered-objects';

function cluster(delay: string[], ...balancers: HaproxyText[]) {
  const host = (text?: HaproxyText) => ({ pods: [podObject('kube-apiserver', delay)], files: text ? { [HAPROXY]: haproxyText(text) } : {} });
  return clusterOf({ 'cp-1': host(balancers[0]), 'cp-2': host(balancers[1]) });
}

test('an apiserver that stops before the slowest HAProxy has noticed', () => {
  const slow = { backend: ['option httpchk', 'default-server inter 5s fall 3'] };
  expect(says(SHUTDOWN_DELAY, cluster(['--shutdown-delay-duration=5s'], {}, slow))).toEqual(
    ['cp-1', 'cp-2'].map(
      (host) =>
        `HA205 ${host} kube-apiserver --shutdown-delay-duration: got 5s; allowed: at least 16s, after which HAProxy on cp-2 has noticed at the latest; ` +
        'fix: raise --shutdown-delay-duration and terminationGracePeriodSeconds with it, or let HAProxy check more often',
    ),
  );
});

test('without the flag an apiserver stops at once', () => {
  expect(faults(SHUTDOWN_DELAY, cluster([], { servers: { 'cp-1': '10.0.0.11:6443' } }))).toEqual([
    'HA205 cp-1 kube-apiserver --shutdown-delay-duration: got 0s; allowed: at least 1.7s, after which HAProxy on cp-1 has noticed at the latest',
  ]);
});

test('a delay of exactly the worst detection is enough', () => {
  expect(says(SHUTDOWN_DELAY, cluster(['--shutdown-delay-duration=1700ms'], {}, {}))).toEqual([]);
  expect(says(SHUTDOWN_DELAY, cluster(['--shutdown-delay-duration=1699ms'], {}, {}))).toHaveLength(2);
});

test('an apiserver that no HAProxy serves from has nobody to wait for', () => {
  expect(says(SHUTDOWN_DELAY, cluster([]))).toEqual([]);
});
