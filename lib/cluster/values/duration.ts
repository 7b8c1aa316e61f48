import { Duration } from 'cdk8s';
import { valueRule } from './value-rule';

/** Times. */
export const DURATION = valueRule(
  {
    id: 'HA015',
    title: 'not a usable time',
    allowed: 'a Duration of whole milliseconds, greater than zero and at most a day',
    cause: 'a time of zero switches off the very check that it configures, and a bare number has no unit',
    fix: 'write Duration.seconds(4) or Duration.millis(500)',
  },
  (value) => {
    if (!(value instanceof Duration)) return false;
    const millis = value.toMilliseconds({ integral: false });
    return Number.isInteger(millis) && millis > 0 && millis <= 86_400_000;
  },
);
