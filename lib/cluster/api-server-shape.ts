import { COMPONENT_SHAPE } from './component-options';
import { shown } from './finding';
import { Check, list, oneOf, optional, Shape, WRONG_TYPE } from './shape';
import { ADMISSION_PLUGIN } from './values/admission-plugin';

/** Text of any number of lines. */
export const TEXT: Check = (value, path, findings) => {
  if (typeof value === 'string' && !value.includes('\r')) return true;
  findings.push({ rule: WRONG_TYPE, path, got: shown(value), allowed: 'text whose lines end in a line feed' });
  return false;
};

/** What only kube-apiserver can be told. */
export const API_SERVER_EXTRAS: Shape = {
  auditPolicy: optional(TEXT),
  admissionPlugins: optional(list(ADMISSION_PLUGIN)),
  podSecurity: optional(oneOf(['privileged', 'baseline', 'restricted'])),
};

/** Fields of the options of kube-apiserver. */
export const API_SERVER_SHAPE: Shape = { ...COMPONENT_SHAPE, ...API_SERVER_EXTRAS };
