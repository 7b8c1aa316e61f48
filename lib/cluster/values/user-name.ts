import { textRule } from './value-rule';

/** Users and groups. */
export const USER_NAME = textRule(
  {
    id: 'HA034',
    title: 'not a user or group name',
    allowed: 'a user or group name: lower-case letters, digits, dashes and underscores, at most 32',
    cause: 'the file could not be given to its owner on the host',
    fix: 'use the name, not the number',
  },
  /^[a-z_][a-z0-9_-]{0,31}$/,
);
