import { DOMAIN } from '../../../lib/cluster/values/domain';
import { checkValues } from './check';

checkValues(DOMAIN, {
  good: ['cluster.local', 'local', 'k8s.example.com', 'a.' + 'b'.repeat(63)],
  bad: ['Cluster.local', '', '.local', 'local.', 'a..b', 'a_b.local', 'a.' + 'b'.repeat(64), 'a'.repeat(254), 'a b', 'a.local\n', 'https://a'],
  message: 'HA027 here: got "Cluster.local"; allowed: a lower-case DNS domain of one or more labels; fix: keep cluster.local, or write a domain of your own like k8s.example.com',
});
