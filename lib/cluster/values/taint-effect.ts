import { textRule } from './value-rule';

/** Effects of taints. */
export const TAINT_EFFECTS = textRule(
  {
    id: 'HA029',
    title: 'not a taint effect',
    allowed: 'NoSchedule, PreferNoSchedule or NoExecute',
    cause: 'the kubelet refuses its configuration',
    fix: 'choose one of the three',
  },
  /^(NoSchedule|PreferNoSchedule|NoExecute)$/,
);
