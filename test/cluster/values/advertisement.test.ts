import { Duration } from 'cdk8s';
import { ADVERTISEMENT } from '../../../lib/cluster/values/advertisement';
import { checkValues } from './check';

checkValues(ADVERTISEMENT, {
  good: [Duration.millis(10), Duration.millis(350), Duration.millis(40_950)],
  bad: [Duration.millis(355), Duration.millis(0), Duration.millis(5), Duration.millis(40_960), 1, '1s'],
  message: 'HA039 here: got 355 ms; allowed: a Duration from 10 ms to 40.95 s, in steps of 10 ms; fix: write Duration.millis(100)',
});
