import { LEASE_RELATION } from '../../../lib/availability/rules/lease-relation';
import { clusterOf, faults, podObject, says } from '../rendered-objects';

const FIX = 'fix: raise the larger of the two; the defaults of this project are 6s, 4s and 1s';

function scheduler(...flags: string[]) {
  return clusterOf({ 'cp-2': { pods: [podObject('kube-scheduler', flags)] } });
}

test('a lease that ends with the renew deadline', () => {
  expect(says(LEASE_RELATION, scheduler('--leader-elect-lease-duration=10s'))).toEqual([
    `HA201 cp-2 kube-scheduler --leader-elect-lease-duration: got 10s; allowed: more than 10s, the renew deadline; ${FIX}`,
  ]);
});

test('a renew deadline with room for one retry only', () => {
  expect(says(LEASE_RELATION, scheduler('--leader-elect-renew-deadline=2400ms'))).toEqual([
    `HA201 cp-2 kube-scheduler --leader-elect-renew-deadline: got 2.4s; allowed: more than 2.4s, 1.2 x the retry period of 2s; ${FIX}`,
  ]);
});

test('both at once, in the controller manager', () => {
  const pod = podObject('kube-controller-manager', ['--leader-elect-lease-duration=1s', '--leader-elect-renew-deadline=1s', '--leader-elect-retry-period=1s']);
  expect(faults(LEASE_RELATION, clusterOf({ 'cp-1': { pods: [pod] } }))).toEqual([
    'HA201 cp-1 kube-controller-manager --leader-elect-lease-duration: got 1s; allowed: more than 1s, the renew deadline',
    'HA201 cp-1 kube-controller-manager --leader-elect-renew-deadline: got 1s; allowed: more than 1.2s, 1.2 x the retry period of 1s',
  ]);
});

test.each([
  [[]],
  [['--leader-elect-lease-duration=10001ms']],
  [['--leader-elect-renew-deadline=2401ms']],
  [['--leader-elect=false', '--leader-elect-lease-duration=1s']],
])('%j is good', (flags) => {
  expect(says(LEASE_RELATION, scheduler(...flags))).toEqual([]);
});
