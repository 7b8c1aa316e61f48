import { wholeNumber } from '../../../lib/cluster/values/whole-number';
import { checkValues } from './check';

checkValues(wholeNumber(1, 255), {
  good: [1, 255, 1e2],
  bad: [256, 0, -1, 1.5, '1'],
  message: 'HA026 here: got 256; allowed: a whole number from 1 to 255; fix: choose a number within the range',
});
