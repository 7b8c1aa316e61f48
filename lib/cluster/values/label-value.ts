import { textRule } from './value-rule';

/** Zones: the value of the label `topology.kubernetes.io/zone`. */
export const LABEL_VALUE = textRule(
  {
    id: 'HA011',
    title: 'a zone that is no label value',
    allowed: 'a label value: 1 to 63 letters, digits, dashes, dots and underscores, a letter or digit at both ends',
    cause: 'the kubelet refuses to start with a node label that is not valid',
    fix: 'use a short name such as `a` or `dc-1`',
  },
  /^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$/,
  63,
);
