import { USER_NAME } from '../../../lib/cluster/values/user-name';
import { checkValues } from './check';

checkValues(USER_NAME, {
  good: ['root', '_apt', 'www-data', 'u1', 'a'.repeat(32)],
  bad: ['1000', '', 'Root', 'my group', 'root; id', 'a'.repeat(33), 'a.b', 'root\n', 0],
  message: 'HA034 here: got "1000"; allowed: a user or group name: lower-case letters, digits, dashes and underscores, at most 32; fix: use the name, not the number',
});
