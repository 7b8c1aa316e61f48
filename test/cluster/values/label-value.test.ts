import { LABEL_VALUE } from '../../../lib/cluster/values/label-value';
import { checkValues } from './check';

checkValues(LABEL_VALUE, {
  good: ['a', 'Rack_1.a-b', 'z'.repeat(63), '1'],
  bad: ['rack 1', '', '-a', 'a-', 'z'.repeat(64), 'a,b', 'a=b', 'a/b', 'a\n', 'ä', '.', 1],
  message: 'HA011 here: got "rack 1"; allowed: a label value: 1 to 63 letters, digits, dashes, dots and underscores, a letter or digit at both ends; fix: use a short name such as `a` or `dc-1`',
});
