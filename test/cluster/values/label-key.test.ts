import { LABEL_KEY } from '../../../lib/cluster/values/label-key';
import { checkValues } from './check';

checkValues(LABEL_KEY, {
  good: ['role', 'example.com/role', 'A_b.c-d', 'a'.repeat(63), 'mykubernetes.io/x', 'kubernetes.io.example.com/x'],
  bad: ['node-role.kubernetes.io/worker', 'kubernetes.io/x', 'topology.k8s.io/zone', 'k8s.io/x', '', '/role', 'example.com/', 'a b', 'a,b', 'a=b', '-a', 'a-', 'a'.repeat(64), 'Example.com/x', 'a/b/c', 'a\n'],
  message: 'HA028 here: got "node-role.kubernetes.io/worker"; allowed: a label key whose prefix, if any, is not one that Kubernetes reserves (kubernetes.io, k8s.io); fix: use a prefix of your own, like example.com/role',
});
