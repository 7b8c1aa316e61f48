import { REASON } from '../../../lib/cluster/values/reason';
import { checkValues } from './check';

checkValues(REASON, {
  good: ['x', 'two sites are all we have'],
  bad: ['', '  ', 'a\nb', 7],
  message: 'HA038 here: got ""; allowed: text that says why; fix: say why it is right for this cluster',
});
