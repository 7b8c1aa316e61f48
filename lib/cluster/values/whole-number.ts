import { ValueRule } from '../shape';
import { valueRule } from './value-rule';

/** Numbers that count something. */
export function wholeNumber(minimum: number, maximum: number): ValueRule {
  return valueRule(
    {
      id: 'HA026',
      title: 'a number out of range',
      allowed: `a whole number from ${minimum} to ${maximum}`,
      cause: 'the component refuses the value, or wraps it to another one',
      fix: 'choose a number within the range',
    },
    (value) => Number.isInteger(value) && (value as number) >= minimum && (value as number) <= maximum,
  );
}
