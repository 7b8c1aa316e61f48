import { COMPONENT_SHAPE } from '../cluster/component-options';
import { Finding, shown } from '../cluster/finding';
import { bool, Check, list, oneOf, optional, required, Shape, struct, WRONG_TYPE } from '../cluster/shape';
import { ABSOLUTE_PATH } from '../cluster/values/absolute-path';
import { DNS_LABEL } from '../cluster/values/dns-label';
import { UNIT_NAME } from '../cluster/values/unit-name';
import { textRule } from '../cluster/values/value-rule';
import { SecretKind, SecretPart } from '../node/host-file';

const text: Check = (value, path, findings: Finding[]) => {
  if (typeof value === 'string' && !value.includes('\r')) return true;
  findings.push({ rule: WRONG_TYPE, path, got: shown(value), allowed: 'text whose lines end in a line feed' });
  return false;
};

const map: Check = (value, path, findings) => {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return true;
  findings.push({ rule: WRONG_TYPE, path, got: shown(value), allowed: 'a map' });
  return false;
};

/** Names of admission plugins. */
export const ADMISSION_PLUGIN = textRule(
  {
    id: 'HA032',
    title: 'not an admission plugin',
    allowed: 'the name of an admission plugin, like AlwaysPullImages',
    cause: 'kube-apiserver exits at a plugin that it does not know',
    fix: 'write the name as `kube-apiserver --help` lists it',
  },
  /^[A-Z][A-Za-z0-9]+$/,
);

/** Modes of files. */
export const FILE_MODE = textRule(
  {
    id: 'HA033',
    title: 'not a file mode',
    allowed: "four octal digits as text, like '0644'",
    cause: 'a number would be read as decimal by one tool and as octal by the next',
    fix: 'quote it',
  },
  /^0[0-7]{3}$/,
);

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

/** Fields of the options of kube-apiserver. */
export const API_SERVER_SHAPE: Shape = {
  ...COMPONENT_SHAPE,
  auditPolicy: optional(text),
  admissionPlugins: optional(list(ADMISSION_PLUGIN)),
  podSecurity: optional(oneOf(['privileged', 'baseline', 'restricted'])),
};

/** Fields of the options of the kubelets. */
export const KUBELET_SHAPE: Shape = { extraArgs: COMPONENT_SHAPE.extraArgs!, configuration: optional(map) };

const REFERENCE = struct({ kind: required(oneOf(Object.values(SecretKind))), name: required(DNS_LABEL), part: required(oneOf(Object.values(SecretPart))) });

const fields = struct({
  hosts: optional(list(DNS_LABEL, 1)),
  path: required(ABSOLUTE_PATH),
  content: optional(text),
  contentFrom: optional(REFERENCE),
  mode: optional(FILE_MODE),
  owner: optional(USER_NAME),
  group: optional(USER_NAME),
  onChange: optional(struct({ unit: required(UNIT_NAME), reload: optional(bool) })),
});

/** A file of the user's own: its fields, and exactly one source. */
export const CLUSTER_HOST_FILE: Check = (value, path, findings) => {
  if (!fields(value, path, findings)) return false;
  const given = (['content', 'contentFrom'] as const).filter((field) => (value as any)[field] !== undefined);
  if (given.length === 1) return true;
  findings.push({ rule: WRONG_TYPE, path, got: given.length === 0 ? 'neither content nor contentFrom' : 'both content and contentFrom', allowed: 'exactly one of them' });
  return false;
};

