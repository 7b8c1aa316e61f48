import { valueRule } from './value-rule';

/** Paths on a host. */
export const ABSOLUTE_PATH = valueRule(
  {
    id: 'HA020',
    title: 'not an absolute path',
    allowed: 'an absolute path of letters, digits and . _ - @ : +, without empty, `.` and `..` parts',
    cause: 'a path that can be read in two ways ends up in a place that nobody looks at',
    fix: 'write it in full, like /etc/kubernetes/extra.yaml',
  },
  (value) => typeof value === 'string' && /^(\/[A-Za-z0-9._@:+-]+)+$/.test(value) && !value.split('/').some((part) => part === '.' || part === '..'),
);
