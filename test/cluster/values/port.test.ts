import { PORT } from '../../../lib/cluster/values/port';
import { checkValues } from './check';

checkValues(PORT, {
  good: [1024, 8443, 65535],
  bad: [1023, 0, -1, 65536, 8443.5, '8443'],
  message: 'HA014 here: got 1023; allowed: a whole number from 1024 to 65535; fix: choose a free port from 1024 on',
});
