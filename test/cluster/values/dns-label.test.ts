import { DNS_LABEL } from '../../../lib/cluster/values/dns-label';
import { checkValues } from './check';

checkValues(DNS_LABEL, {
  good: ['a', 'a'.repeat(63), 'cp-1', '1a', 'a--b'],
  bad: ['A', '', 'a'.repeat(64), '-a', 'a-', 'a.b', 'a_b', 'a b', 'a\n', '7', '10', 'ä', '../a'],
  message: 'HA010 here: got "A"; allowed: a DNS label: 1 to 63 lower-case letters, digits and dashes, a letter or digit at both ends, not digits only; fix: use lower-case letters, digits and dashes',
});
