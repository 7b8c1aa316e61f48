import { shown } from './finding';
import { bool, list, optional, record, required, Shape, struct, Check, WRONG_TYPE } from './shape';
import { ABSOLUTE_PATH } from './values/absolute-path';
import { DNS_LABEL } from './values/dns-label';
import { FLAG_NAME } from './values/flag-name';
import { IMAGE } from './values/image';
import { ONE_LINE } from './values/one-line';
import { VARIABLE_NAME } from './values/variable-name';

/** A directory or file of the host that a component gets to see. */
export interface HostVolume {
  /** Name of the volume: a DNS label, unique in the pod. */
  readonly name: string;
  /** Absolute path on the host. */
  readonly hostPath: string;
  /**
   * Absolute path in the container.
   *
   * @default - the path on the host
   */
  readonly mountPath?: string;
  /**
   * Whether the component may write.
   *
   * @default true
   */
  readonly readOnly?: boolean;
}

/** What can be changed about any component that runs as a static pod. */
export interface ComponentOptions {
  /**
   * Flags by name, without leading dashes. A flag that the blueprint sets is replaced; an empty list removes it. A list repeats the flag.
   *
   * @default - none
   */
  readonly extraArgs?: { [flag: string]: string | string[] };

  /**
   * Environment variables by name.
   *
   * @default - none
   */
  readonly extraEnv?: { [name: string]: string };

  /**
   * Further directories and files of the host.
   *
   * @default - none
   */
  readonly extraVolumes?: HostVolume[];

  /**
   * The image, with tag or digest.
   *
   * @default - the one that belongs to the version, from `imageRegistry`
   */
  readonly image?: string;
}

const flagValue: Check = (value, path, findings) => {
  const values: unknown[] = Array.isArray(value) ? value : [value];
  if (values.every((entry) => typeof entry === 'string' && ONE_LINE.accepts(entry))) return true;
  const rule = values.every((entry) => typeof entry === 'string') ? ONE_LINE : WRONG_TYPE;
  findings.push({ rule, path, got: shown(value), allowed: 'text of one line without `${secret:`, or a list of such' });
  return false;
};

/** Fields that every component has. */
export const COMPONENT_SHAPE: Shape = {
  extraArgs: optional(record(FLAG_NAME, flagValue)),
  extraEnv: optional(record(VARIABLE_NAME, ONE_LINE)),
  extraVolumes: optional(
    list(struct({ name: required(DNS_LABEL), hostPath: required(ABSOLUTE_PATH), mountPath: optional(ABSOLUTE_PATH), readOnly: optional(bool) })),
  ),
  image: optional(IMAGE),
};
