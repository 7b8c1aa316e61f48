import { Size } from 'cdk8s';
import { Finding } from './finding';
import { EtcdNode } from './nodes';
import { list, oneOf, optional, required, Shape, usable, byRule, Check } from './shape';
import { ABSOLUTE_PATH } from './values/absolute-path';
import { ETCD_TAG } from './values/etcd-tag';
import { HTTPS_URL } from './values/https-url';
import { ONE_LINE } from './values/one-line';
import { SIZE } from './values/size';

/** What a member does when it finds no data. */
export enum EtcdBootstrap {
  /**
   * All members found a cluster together. Only for the first boot: as a lasting setting it lets members that lost their disks found an empty
   * cluster while the data is elsewhere.
   */
  NEW = 'new',
  /** A member without data joins nothing by itself; what every render after the first boot must say. */
  EXISTING = 'existing',
}

/** What every etcd cluster that the blueprint renders can be told. */
export interface EtcdOptions {
  /**
   * What a member does when it finds no data.
   *
   * @default EtcdBootstrap.NEW
   */
  readonly bootstrap?: EtcdBootstrap;

  /**
   * The size of the database at which etcd stops accepting writes: at most 8 GiB, the largest that etcd's maintainers suggest.
   *
   * @default Size.gibibytes(8)
   */
  readonly quota?: Size;

  /**
   * Tag of the etcd image, like `3.6.8-0`.
   *
   * @default - the one that belongs to the Kubernetes version
   */
  readonly version?: string;

  /**
   * Token that keeps members of different clusters apart. A cluster that was restored from a backup needs a new one.
   *
   * @default - the cluster's name
   */
  readonly token?: string;

  /**
   * Where members keep their data. A disk of its own is best.
   *
   * @default '/var/lib/etcd'
   */
  readonly dataDirectory?: string;
}

/** Options of EtcdTopology.stacked and EtcdTopology.singleForDevelopment. */
export interface StackedEtcdOptions extends EtcdOptions {}

/** Options of EtcdTopology.external. */
export interface ExternalEtcdOptions extends EtcdOptions {
  /** The hosts of the members: 3, 5 or 7. */
  readonly members: EtcdNode[];
}

/** Options of EtcdTopology.existing. */
export interface ExistingEtcdOptions {
  /** The client URLs of every member, like `https://10.0.0.21:2379`. */
  readonly endpoints: string[];

  /**
   * Where the operator puts the certificate of the etcd CA on every control-plane host.
   *
   * @default '/etc/kubernetes/pki/etcd/ca.crt'
   */
  readonly caFile?: string;

  /**
   * Where the operator puts the client certificate of kube-apiserver.
   *
   * @default '/etc/kubernetes/pki/apiserver-etcd-client.crt'
   */
  readonly certFile?: string;

  /**
   * Where the operator puts its key.
   *
   * @default '/etc/kubernetes/pki/apiserver-etcd-client.key'
   */
  readonly keyFile?: string;
}

/** How the etcd cluster is laid out. */
export type EtcdKind = 'stacked' | 'external' | 'existing' | 'single';

const bootstrap: Check = oneOf([EtcdBootstrap.NEW, EtcdBootstrap.EXISTING]);
const OPTIONS: Shape = {
  bootstrap: optional(bootstrap),
  quota: optional(SIZE),
  version: optional(ETCD_TAG),
  token: optional(ONE_LINE),
  dataDirectory: optional(ABSOLUTE_PATH),
};
const EXISTING: Shape = {
  endpoints: required(list(byRule(HTTPS_URL), 1)),
  caFile: optional(ABSOLUTE_PATH),
  certFile: optional(ABSOLUTE_PATH),
  keyFile: optional(ABSOLUTE_PATH),
};

/** Where the cluster keeps its state. */
export class EtcdTopology {
  /**
   * One member on every control-plane node: 3, 5 or 7 of them.
   *
   * @param options what differs from the defaults
   */
  public static stacked(options?: StackedEtcdOptions): EtcdTopology {
    return new EtcdTopology('stacked', options ?? {});
  }

  /**
   * Members on hosts of their own, so that a control plane can be lost without losing a vote: 3, 5 or 7 members, two or more control planes.
   *
   * @param options the members, and what differs from the defaults
   */
  public static external(options: ExternalEtcdOptions): EtcdTopology {
    return new EtcdTopology('external', options);
  }

  /**
   * A cluster that exists already. Nothing is rendered or issued for it; the operator puts the client certificate on the control-plane hosts.
   *
   * @param options where it is
   */
  public static existing(options: ExistingEtcdOptions): EtcdTopology {
    return new EtcdTopology('existing', options);
  }

  /**
   * One member on one control-plane node. Not highly available: for a laptop or a test.
   *
   * @param options what differs from the defaults
   */
  public static singleForDevelopment(options?: StackedEtcdOptions): EtcdTopology {
    return new EtcdTopology('single', options ?? {});
  }

  private constructor(
    private readonly kind: EtcdKind,
    private readonly options: any,
  ) {}

  /** @internal */
  public _kind(): EtcdKind {
    return this.kind;
  }

  /**
   * The options that can be used; what is wrong with the others is recorded. Members are checked by the caller, who knows all hosts.
   *
   * @internal
   */
  public _resolve(path: string, findings: Finding[]): any {
    if (this.kind === 'existing') return usable<ExistingEtcdOptions>(EXISTING, this.options, path, findings);
    const members: Shape = this.kind === 'external' ? { members: required(list(() => true)) } : {};
    return usable<ExternalEtcdOptions>({ ...OPTIONS, ...members }, this.options, path, findings);
  }
}
