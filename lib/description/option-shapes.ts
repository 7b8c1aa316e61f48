import { TEXT } from '../cluster/api-server-shape';
import { COMPONENT_SHAPE } from '../cluster/component-options';
import { bool, Check, list, MAP, oneOf, optional, required, Shape, struct, WRONG_TYPE } from '../cluster/shape';
import { ABSOLUTE_PATH } from '../cluster/values/absolute-path';
import { DNS_LABEL } from '../cluster/values/dns-label';
import { FILE_MODE } from '../cluster/values/file-mode';
import { OBJECT_NAME } from '../cluster/values/object-name';
import { UNIT_NAME } from '../cluster/values/unit-name';
import { USER_NAME } from '../cluster/values/user-name';
import { SecretKind, SecretPart } from '../node/host-file';

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
