import { TAINT_EFFECTS } from '../../../lib/cluster/values/taint-effect';
import { checkValues } from './check';

checkValues(TAINT_EFFECTS, {
  good: ['NoSchedule', 'PreferNoSchedule', 'NoExecute'],
  bad: ['Evict', '', 'noSchedule', 'NoSchedule,NoExecute', 'NoSchedule\n', ' NoSchedule'],
  message: 'HA029 here: got "Evict"; allowed: NoSchedule, PreferNoSchedule or NoExecute; fix: choose one of the three',
});
