import { ETCD_SAME_TIMING } from '../../../lib/availability/rules/etcd-same-timing';
import { RuleLevel } from '../../../lib/cluster/finding';
import { clusterOf, faults, podObject, says } from '../rendered-objects';

function members(...flags: string[][]) {
  return clusterOf(Object.fromEntries(flags.map((own, index) => [`cp-${index + 1}`, { pods: [podObject('etcd', own)] }])));
}

test('a member with another heartbeat is a warning', () => {
  expect(ETCD_SAME_TIMING.level).toBe(RuleLevel.WARNING);
  expect(says(ETCD_SAME_TIMING, members([], ['--heartbeat-interval=200'], []))).toEqual([
    'HA204 cp-2 etcd --heartbeat-interval: got 200ms; allowed: 100ms, as on cp-1; ' +
      'fix: give every member the same values; while a change is rolled out, expect this warning',
  ]);
});

test('a member with another election timeout', () => {
  expect(faults(ETCD_SAME_TIMING, members(['--election-timeout=5000'], []))).toEqual(['HA204 cp-2 etcd --election-timeout: got 1s; allowed: 5s, as on cp-1']);
});

test('a default that is written out is the same', () => {
  expect(says(ETCD_SAME_TIMING, members([], ['--heartbeat-interval=100', '--election-timeout=1000']))).toEqual([]);
});
