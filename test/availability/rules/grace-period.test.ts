import { GRACE_PERIOD } from '../../../lib/availability/rules/grace-period';
import { clusterOf, faults, podObject, says } from '../rendered-objects';

function apiserver(grace: number | undefined, ...flags: string[]) {
  return clusterOf({ 'cp-1': { pods: [podObject('kube-apiserver', flags, grace === undefined ? {} : { terminationGracePeriodSeconds: grace })] } });
}

test("the kubelet's default of 30 s is too short for any apiserver", () => {
  expect(says(GRACE_PERIOD, apiserver(undefined, '--shutdown-delay-duration=5s'))).toEqual([
    'HA206 cp-1 kube-apiserver spec.terminationGracePeriodSeconds: got 30s; allowed: at least 65s: shutdown delay 5s, requests in flight 60s; ' +
      'fix: raise terminationGracePeriodSeconds of the pod',
  ]);
});

test('watches that are given time to end count, and so does a request timeout of its own', () => {
  expect(faults(GRACE_PERIOD, apiserver(60, '--request-timeout=30s', '--shutdown-delay-duration=20s', '--shutdown-watch-termination-grace-period=15s'))).toEqual([
    'HA206 cp-1 kube-apiserver spec.terminationGracePeriodSeconds: got 60s; allowed: at least 65s: shutdown delay 20s, requests in flight 30s, watches 15s',
  ]);
});

test('exactly as long is enough', () => {
  expect([65, 64].map((grace) => says(GRACE_PERIOD, apiserver(grace, '--shutdown-delay-duration=5s')).length)).toEqual([0, 1]);
});
