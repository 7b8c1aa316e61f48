import { textRule } from './value-rule';

/** Environment variables. */
export const VARIABLE_NAME = textRule(
  {
    id: 'HA024',
    title: 'not an environment variable name',
    allowed: 'letters, digits and underscores, not starting with a digit',
    cause: 'the kubelet drops or refuses other names',
    fix: 'write it like HTTPS_PROXY',
  },
  /^[A-Za-z_][A-Za-z0-9_]*$/,
);
