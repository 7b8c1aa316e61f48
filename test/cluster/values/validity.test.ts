import { Duration } from 'cdk8s';
import { VALIDITY } from '../../../lib/cluster/pki-props';
import { checkValues } from './check';

checkValues(VALIDITY, {
  good: [Duration.days(1), Duration.days(3650), Duration.hours(24)],
  bad: [Duration.days(3651), Duration.hours(12), Duration.days(0), Duration.days(1.5), 365],
  message: 'HA031 here: got 3651 d; allowed: a Duration of 1 to 3650 whole days; fix: write Duration.days(365)',
});
