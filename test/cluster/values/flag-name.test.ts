import { FLAG_NAME } from '../../../lib/cluster/values/flag-name';
import { checkValues } from './check';

checkValues(FLAG_NAME, {
  good: ['v', 'audit-log-maxage', 'tls-sni-cert-key', 'http2-max-streams-per-connection'],
  bad: ['--v', '', '-v', 'v-', 'v=2', 'V', 'a_b', 'a b', 'a--b', 'v\n'],
  message: 'HA023 here: got "--v"; allowed: the name of a flag without leading dashes: lower-case letters, digits and dashes; fix: write `v`, not `--v`; give the value separately',
});
