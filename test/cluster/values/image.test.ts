import { IMAGE } from '../../../lib/cluster/values/image';
import { checkValues } from './check';

checkValues(IMAGE, {
  good: ['haproxy:3.0', 'registry.example:5000/kube/haproxy:3.0.5', 'registry.k8s.io/etcd@sha256:' + 'a'.repeat(64), 'a/b_c/d:V1_x.y-z'],
  bad: ['haproxy:latest', 'haproxy', 'registry.example/haproxy', 'https://registry.example/haproxy:1', 'haproxy:3.0 ', 'HAProxy:3.0', 'haproxy:', 'haproxy@sha256:abc', '/haproxy:1', 'haproxy:-1', 'haproxy:1\n', '"haproxy:1"'],
  message: 'HA021 here: got "haproxy:latest"; allowed: an image reference with a registry or path and a tag or digest, not `latest`; fix: write it like registry.example/kube/haproxy:3.0.5',
});
