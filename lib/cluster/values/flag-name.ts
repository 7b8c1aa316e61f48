import { textRule } from './value-rule';

/** Flags, without their leading dashes. */
export const FLAG_NAME = textRule(
  {
    id: 'HA023',
    title: 'not a flag name',
    allowed: 'the name of a flag without leading dashes: lower-case letters, digits and dashes',
    cause: 'a component that meets a flag it does not know exits at once',
    fix: 'write `v`, not `--v`; give the value separately',
  },
  /^[a-z0-9]+(-[a-z0-9]+)*$/,
);
