import { Duration } from 'cdk8s';
import { valueRule } from './value-rule';

/** VRRP carries the time in 12 bits, as hundredths of a second (RFC 5798, section 5.2.7). */
const HUNDREDTH_MS = 10;
const MAXIMUM = 4095;

/** The time between two VRRP advertisements. */
export const ADVERTISEMENT = valueRule(
  {
    id: 'HA039',
    title: 'not a time between advertisements',
    allowed: 'a Duration from 10 ms to 40.95 s, in steps of 10 ms',
    cause: 'VRRP cannot carry another value, and keepalived would take its default instead',
    fix: 'write Duration.millis(100)',
  },
  (value) => {
    if (!(value instanceof Duration)) return false;
    const hundredths = value.toMilliseconds({ integral: false }) / HUNDREDTH_MS;
    return Number.isInteger(hundredths) && hundredths >= 1 && hundredths <= MAXIMUM;
  },
);
