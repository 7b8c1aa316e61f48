import { RENEW_OUTLASTS_ELECTION } from '../../../lib/availability/rules/renew-outlasts-election';
import { clusterOf, faults, podObject, says } from '../rendered-objects';

function cluster(renew: string, election: string) {
  const elected = podObject('kube-controller-manager', [`--leader-elect-renew-deadline=${renew}`, '--leader-elect-retry-period=1s']);
  return clusterOf({ 'cp-1': { pods: [elected] }, 'etcd-1': { pods: [podObject('etcd')] }, 'etcd-2': { pods: [podObject('etcd', [`--election-timeout=${election}`])] } });
}

test('a renew deadline that ends before etcd has a new leader, by its slowest member', () => {
  expect(says(RENEW_OUTLASTS_ELECTION, cluster('4s', '2000'))).toEqual([
    'HA202 cp-1 kube-controller-manager --leader-elect-renew-deadline: got 4s; ' +
      'allowed: at least 5s: 2 x the election timeout of 2s and the retry period of 1s; ' +
      'fix: raise the renew deadline and the lease duration with it, or lower the election timeout of every etcd member',
  ]);
});

test('the renew deadline may be exactly as long as that', () => {
  expect(says(RENEW_OUTLASTS_ELECTION, cluster('3s', '1000'))).toEqual([]);
  expect(faults(RENEW_OUTLASTS_ELECTION, cluster('2999ms', '1000'))).toHaveLength(1);
});

test('etcd takes its election timeout from the environment, too', () => {
  const etcd = podObject('etcd', [], {}, { env: [{ name: 'ETCD_ELECTION_TIMEOUT', value: '9000' }] });
  const pods = [podObject('kube-scheduler'), etcd];
  expect(faults(RENEW_OUTLASTS_ELECTION, clusterOf({ 'cp-1': { pods } }))).toEqual([
    'HA202 cp-1 kube-scheduler --leader-elect-renew-deadline: got 10s; allowed: at least 20s: 2 x the election timeout of 9s and the retry period of 2s',
  ]);
});

test('nothing is known about an etcd that exists elsewhere', () => {
  expect(says(RENEW_OUTLASTS_ELECTION, clusterOf({ 'cp-1': { pods: [podObject('kube-scheduler', ['--leader-elect-renew-deadline=1s'])] } }))).toEqual([]);
});
