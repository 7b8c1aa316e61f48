import { TEXT } from '../cluster/api-server-shape';
import { COMPONENT_SHAPE } from '../cluster/component-options';
import { bool, Check, list, MAP, oneOf, optional, required, Shape, struct, WRONG_TYPE } from '../cluster/shape';
import { ABSOLUTE_PATH } from '../cluster/values/absolute-path';
import { DNS_LABEL } from '../cluster/values/dns-label';
import { OBJECT_NAME } from '../cluster/values/object-name';
import { UNIT_NAME } from '../cluster/values/unit-name';
import { textRule } from '../cluster/values/value-rule';
import { SecretKind, SecretPart } from '../node/host-file';

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

/** Fields of the options of the kubelets. */
export const KUBELET_SHAPE: Shape = { extraArgs: COMPONENT_SHAPE.extraArgs!, configuration: optional(MAP) };

const REFERENCE = struct({
  kind: required(oneOf(Object.values(SecretKind))),
  name: required(OBJECT_NAME),
  part: required(oneOf(Object.values(SecretPart))),
});

const fields = struct({
  hosts: optional(list(DNS_LABEL, 1)),
  path: required(ABSOLUTE_PATH),
  content: optional(TEXT),
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
  findings.push({
    rule: WRONG_TYPE,
    path,
    got: given.length === 0 ? 'neither content nor contentFrom' : 'both content and contentFrom',
    allowed: 'exactly one of them',
  });
  return false;
};
