import { parseRange } from '../address';
import { valueRule } from './value-rule';

/** Networks of nodes, pods and Services. */
export const ADDRESS_RANGE = valueRule(
  {
    id: 'HA013',
    title: 'not an address range',
    allowed: 'an address range in CIDR form whose address is the first of the range',
    cause: 'components disagree on what a range with host bits means, and some refuse it at start',
    fix: 'write it like 10.244.0.0/16 or fd00:10:244::/56',
  },
  (value) => typeof value === 'string' && parseRange(value) !== undefined,
);
