import { OBJECT_NAME } from '../../../lib/cluster/values/object-name';
import { checkValues } from './check';

checkValues(OBJECT_NAME, {
  good: ['a', 'kubernetes-ca', 'cp-1-kubelet.server', 'a'.repeat(253)],
  bad: ['a/b', '', 'A', '-a', 'a-', '.a', 'a b', 'a#b', 'a'.repeat(254), 'a\n', '${a}'],
  message: 'HA037 here: got "a/b"; allowed: the name of an object: at most 253 lower-case letters, digits, dashes and dots, a letter or digit at both ends; fix: use the name that the rendered YAML shows in metadata.name',
});
