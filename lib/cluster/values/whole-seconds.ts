import { Duration } from 'cdk8s';
import { valueRule } from './value-rule';

/** Times that a program reads as whole seconds. */
export const WHOLE_SECONDS = valueRule(
  {
    id: 'HA035',
    title: 'not a time of whole seconds',
    allowed: 'a Duration of 1 to 3600 whole seconds',
    cause: 'keepalived before 2.3 reads a fraction of a second as one second, and kubelets know whole seconds only',
    fix: 'write Duration.seconds(1)',
  },
  (value) => {
    if (!(value instanceof Duration)) return false;
    const seconds = value.toSeconds({ integral: false });
    return Number.isInteger(seconds) && seconds >= 1 && seconds <= 3600;
  },
);
