import { Construct } from 'constructs';
import { hostFileErrors } from './host-file';
import { API_VERSION, LOCAL_CONFIG, nameOfPath } from './kinds';
import { PatchableObject } from './patchable-object';
import { report } from './report';

/** Properties of HostDirectory. */
export interface HostDirectoryProps {
  /** Absolute path on the host. */
  readonly path: string;

  /**
   * Permissions as four octal digits.
   *
   * @default '0755'
   */
  readonly mode?: string;

  /**
   * Name of the owning user.
   *
   * @default 'root'
   */
  readonly owner?: string;

  /**
   * Name of the owning group.
   *
   * @default 'root'
   */
  readonly group?: string;
}

/**
 * One directory of one host, for those whose owner or mode matters.
 *
 * Directories that only hold rendered files need none: they are made as root with 0755.
 */
export class HostDirectory extends PatchableObject {
  /**
   * @param scope a chart, or a construct in one
   * @param id the construct id
   * @param props the directory
   */
  constructor(scope: Construct, id: string, props: HostDirectoryProps) {
    super(scope, id, {
      apiVersion: API_VERSION,
      kind: 'HostDirectory',
      metadata: { name: nameOfPath(scope, 'HostDirectory', String(props.path)), annotations: LOCAL_CONFIG },
      spec: { path: props.path, mode: props.mode ?? '0755', owner: props.owner ?? 'root', group: props.group ?? 'root' },
    } as any);
    report(this, hostFileErrors({ ...props, content: '' }).map((error) => error.replace('host file', 'host directory')));
  }
}
