import { VARIABLE_NAME } from '../../../lib/cluster/values/variable-name';
import { checkValues } from './check';

checkValues(VARIABLE_NAME, {
  good: ['HTTPS_PROXY', '_', 'a1', 'A'],
  bad: ['HTTPS-PROXY', '', '1A', 'A B', 'A=B', 'A.B', 'A\n', 'Ä'],
  message: 'HA024 here: got "HTTPS-PROXY"; allowed: letters, digits and underscores, not starting with a digit; fix: write it like HTTPS_PROXY',
});
