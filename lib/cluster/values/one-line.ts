import { valueRule } from './value-rule';

/** Text that becomes part of a line. */
export const ONE_LINE = valueRule(
  {
    id: 'HA025',
    title: 'text that is not one line',
    allowed: 'text of one line without control characters and without `${secret:`',
    cause: 'a line break inside a value becomes a line of configuration of its own, and a secret in a flag is read by whoever lists processes',
    fix: 'remove line breaks and control characters; let the component read a secret from a file of hostFiles',
  },
  // eslint-disable-next-line no-control-regex
  (value) => typeof value === 'string' && !/[\u0000-\u001f\u007f\u0085\u2028\u2029]|\$\{secret:/.test(value),
);
