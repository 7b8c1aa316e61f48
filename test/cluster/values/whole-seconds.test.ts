import { Duration } from 'cdk8s';
import { WHOLE_SECONDS } from '../../../lib/cluster/values/whole-seconds';
import { checkValues } from './check';

checkValues(WHOLE_SECONDS, {
  good: [Duration.seconds(1), Duration.hours(1), Duration.millis(2000)],
  bad: [Duration.millis(500), Duration.seconds(0), Duration.millis(1500), Duration.seconds(3601), 1, '1s'],
  message: 'HA035 here: got 500 ms; allowed: a Duration of 1 to 3600 whole seconds; fix: write Duration.seconds(1)',
});
