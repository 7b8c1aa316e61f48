import { Duration } from 'cdk8s';
import { DURATION } from '../../../lib/cluster/values/duration';
import { checkValues } from './check';

checkValues(DURATION, {
  good: [Duration.millis(1), Duration.seconds(4), Duration.days(1), Duration.seconds(0.5)],
  bad: [Duration.millis(0), Duration.millis(0.5), Duration.days(2), 4, '4s', { amount: 4, unit: 'seconds' }],
  message: 'HA015 here: got 0 ms; allowed: a Duration of whole milliseconds, greater than zero and at most a day; fix: write Duration.seconds(4) or Duration.millis(500)',
});
