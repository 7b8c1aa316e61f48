import { INITIAL_CLUSTER } from '../../../lib/availability/rules/initial-cluster';
import { clusterOf, faults, podObject, says } from '../rendered-objects';

/** Hosts cp-1, cp-2, … whose members name these hosts. */
function cluster(...lists: string[][]) {
  const member = (names: string[], index: number) => ({
    pods: [podObject('etcd', [`--name=cp-${index + 1}`, `--initial-cluster=${names.map((name) => `${name}=https://${name}:2380`).join(',')}`])],
  });
  return clusterOf(Object.fromEntries(lists.map((names, index) => [`cp-${index + 1}`, member(names, index)])));
}

const ALL = ['cp-1', 'cp-2', 'cp-3'];

test('members that all name each other, and members that joined one after the other', () => {
  expect(says(INITIAL_CLUSTER, cluster(ALL, ALL, ALL))).toEqual([]);
  expect(says(INITIAL_CLUSTER, cluster(['cp-1'], ['cp-1', 'cp-2'], ALL))).toEqual([]);
  expect(says(INITIAL_CLUSTER, cluster(ALL, ['cp-2', 'cp-1'], ['cp-3']))).toEqual([]);
});

test('a member that names only itself, and that nobody names', () => {
  expect(faults(INITIAL_CLUSTER, cluster(['cp-1', 'cp-2'], ['cp-1', 'cp-2'], ['cp-3']))).toEqual([
    'HA220 cp-3 etcd --initial-cluster: got cp-3=https://cp-3:2380; allowed: a list that also names a member of cp-1, cp-2',
  ]);
});

test('three clusters of one member each', () => {
  expect(faults(INITIAL_CLUSTER, cluster(['cp-1'], ['cp-2'], ['cp-3']))).toHaveLength(2);
});
