import { REGISTRY } from '../../../lib/cluster/values/registry';
import { checkValues } from './check';

checkValues(REGISTRY, {
  good: ['registry.example', 'registry.example:5000', 'localhost:5000/a/b', 'a', 'registry.example/k8s_x/y.z'],
  bad: ['https://registry.example', '', 'registry.example/', 'registry.example:x', 'Registry.example', '-a', 'a//b', 'a b', 'a"', 'a\n', 'registry.example:500000'],
  message: 'HA022 here: got "https://registry.example"; allowed: a registry host, with a port and a path where needed, without scheme and trailing slash; fix: write it like registry.example:5000/kubernetes',
});
