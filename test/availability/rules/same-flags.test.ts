import { SAME_FLAGS } from '../../../lib/availability/rules/same-flags';
import { clusterOf, faults, podObject, says } from '../rendered-objects';

function hosts(program: string, ...flags: string[][]) {
  return clusterOf(Object.fromEntries(flags.map((own, index) => [`cp-${index + 1}`, { pods: [podObject(program, own)] }])));
}

test('one apiserver that keeps its state elsewhere', () => {
  expect(says(SAME_FLAGS, hosts('kube-apiserver', ['--etcd-prefix=/other'], [], []))).toEqual([
    'HA222 cp-1 kube-apiserver --etcd-prefix: got /other; allowed: /registry, as on cp-2, cp-3; ' +
      'fix: give every host the same value; for a change that hosts take one by one, accept the finding until the last has it',
  ]);
});

test.each([
  ['kube-apiserver', '--service-cluster-ip-range=10.97.0.0/16', '--service-cluster-ip-range: got nothing; allowed: 10.97.0.0/16'],
  ['kube-apiserver', '--service-account-issuer=https://b', '--service-account-issuer: got nothing; allowed: https://b'],
  ['kube-apiserver', '--encryption-provider-config=/e.yaml', '--encryption-provider-config: got nothing; allowed: a file'],
  ['kube-controller-manager', '--leader-elect-resource-name=x', '--leader-elect-resource-name: got kube-controller-manager; allowed: x'],
  ['kube-scheduler', '--leader-elect-resource-namespace=x', '--leader-elect-resource-namespace: got kube-system; allowed: x'],
  ['etcd', '--initial-cluster-token=x', '--initial-cluster-token: got etcd-cluster; allowed: x'],
])('%s %s on two of three', (program, flag, expected) => {
  expect(faults(SAME_FLAGS, hosts(program, [flag], [], [flag]))).toEqual([`HA222 cp-2 ${program} ${expected}, as on cp-1, cp-3`]);
});

test('defaults that are written out, and lists in another order, are the same', () => {
  expect(
    says(SAME_FLAGS, hosts('kube-apiserver', ['--etcd-prefix=/registry', '--authorization-mode=Node,RBAC'], ['--authorization-mode=RBAC,Node'])),
  ).toEqual([]);
});

test('the token of a member that joined counts for nothing', () => {
  const joined = ['--initial-cluster-token=y', '--initial-cluster-state=existing'];
  expect(says(SAME_FLAGS, hosts('etcd', ['--initial-cluster-token=x'], joined, joined))).toEqual([]);
});
