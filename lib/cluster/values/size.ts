import { Size, SizeRoundingBehavior } from 'cdk8s';
import { valueRule } from './value-rule';

/** Sizes of data. */
export const SIZE = valueRule(
  {
    id: 'HA016',
    title: 'not a usable size',
    allowed: 'a Size from 256 MiB to 8 GiB',
    cause: 'etcd warns above 8 GiB, its tested maximum, and a small database stops all writes when it is full',
    fix: 'write Size.gibibytes(8)',
  },
  (value) =>
    value instanceof Size &&
    value.toMebibytes({ rounding: SizeRoundingBehavior.NONE }) >= 256 &&
    value.toMebibytes({ rounding: SizeRoundingBehavior.NONE }) <= 8192,
);
