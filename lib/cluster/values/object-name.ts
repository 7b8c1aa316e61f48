import { textRule } from './value-rule';

/** Names of objects of the plan, which begin with the name of a host. */
export const OBJECT_NAME = textRule(
  {
    id: 'HA037',
    title: 'not the name of an object',
    allowed: 'the name of an object: at most 253 lower-case letters, digits, dashes and dots, a letter or digit at both ends',
    cause: 'the name is the address of a secret in the folder of secrets, and what `kubectl` and the schemas take',
    fix: 'use the name that the rendered YAML shows in metadata.name',
  },
  /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/,
);
