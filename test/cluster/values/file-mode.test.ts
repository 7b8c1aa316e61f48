import { FILE_MODE } from '../../../lib/cluster/values/file-mode';
import { checkValues } from './check';

checkValues(FILE_MODE, {
  good: ['0644', '0000', '0777'],
  bad: [420, '644', '4755', '0888', '00644', '0644\n', 'rw-r--r--'],
  message: `HA033 here: got 420; allowed: four octal digits as text, like '0644'; fix: quote it`,
});
