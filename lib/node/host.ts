import { Chart, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { staticPodNames } from './find';
import { API_VERSION, LOCAL_CONFIG } from './kinds';
import { PatchableObject } from './patchable-object';

/** A user that must exist on a host before its files are written. */
export interface HostUser {
  /** Name of the user and of its group. */
  readonly name: string;
  /** Home directory; the user cannot log in. */
  readonly home: string;
}

/** Properties of Host. */
export interface HostSpecProps {
  /** Name of the host, the same as its host name. */
  readonly name: string;
  /** All its addresses, the primary one first. */
  readonly addresses: string[];
  /** What it is for: `control-plane`, `etcd`, `worker`. */
  readonly roles: string[];
  /**
   * Its failure domain.
   *
   * @default - none
   */
  readonly zone?: string;
  /**
   * The network interface that has its primary address.
   *
   * @default - not known
   */
  readonly networkInterface?: string;
  /**
   * The kubelet's version.
   *
   * @default - not known
   */
  readonly kubeletVersion?: string;
  /**
   * Programs that must be installed, by the names of Debian's packages and of the Kubernetes project's.
   *
   * @default - none
   */
  readonly packages?: string[];
  /**
   * Kernel modules that must be loaded.
   *
   * @default - none
   */
  readonly kernelModules?: string[];
  /**
   * Kernel settings.
   *
   * @default - none
   */
  readonly sysctls?: { [name: string]: string };
  /**
   * Users that must exist.
   *
   * @default - none
   */
  readonly users?: HostUser[];
  /**
   * systemd units to enable and start, in this order.
   *
   * @default - none
   */
  readonly units?: string[];
  /**
   * Names of its static pods.
   *
   * @default - those of the same chart
   */
  readonly staticPods?: string[];
}

/** What a host is, and what must be there before its files make sense. */
export class Host extends PatchableObject {
  /**
   * @param scope the host's chart
   * @param id the construct id
   * @param props the host
   */
  constructor(scope: Construct, id: string, props: HostSpecProps) {
    super(scope, id, {
      apiVersion: API_VERSION,
      kind: 'Host',
      metadata: { name: props.name, annotations: LOCAL_CONFIG },
      spec: {
        addresses: props.addresses,
        ...(props.zone === undefined ? {} : { zone: props.zone }),
        ...(props.networkInterface === undefined ? {} : { networkInterface: props.networkInterface }),
        ...(props.kubeletVersion === undefined ? {} : { kubeletVersion: props.kubeletVersion }),
        roles: [...props.roles].sort(),
        packages: [...new Set(props.packages ?? [])].sort(),
        kernelModules: [...new Set(props.kernelModules ?? [])].sort(),
        sysctls: props.sysctls ?? {},
        users: (props.users ?? []).map((user) => ({ name: user.name, home: user.home })),
        units: props.units ?? [],
        staticPods: props.staticPods ?? Lazy.any({ produce: () => staticPodNames(Chart.of(scope)).sort() }),
      },
    } as any);
  }
}
