import { Size } from 'cdk8s';
import { Construct } from 'constructs';
import { inUrl } from '../cluster/address';
import { ComponentOptions, COMPONENT_SHAPE } from '../cluster/component-options';
import { list, oneOf, optional, required, Shape, struct } from '../cluster/shape';
import { defaultTiming, Timing, FailoverTiming } from '../cluster/timing';
import { EtcdBootstrap } from '../cluster/topology';
import { ABSOLUTE_PATH } from '../cluster/values/absolute-path';
import { DNS_LABEL } from '../cluster/values/dns-label';
import { ETCD_TAG } from '../cluster/values/etcd-tag';
import { IP_ADDRESS } from '../cluster/values/ip-address';
import { ONE_LINE } from '../cluster/values/one-line';
import { REGISTRY } from '../cluster/values/registry';
import { SIZE } from '../cluster/values/size';
import { checkedProps, KNOWN_VERSION, TIMING } from '../node/checked-props';
import { PodPriority, renderComponentPod } from '../node/component-pod';
import { HostDirectory } from '../node/host-directory';
import { StaticPod } from '../node/static-pod';
import { etcdFeatures } from '../versions/etcd';
import { etcdImage } from '../versions/images';
import { KubernetesVersion } from '../versions/kubernetes-version';
import { etcdFlags, ETCD_PKI } from './etcd-flags';

/** One member of an etcd cluster, as the others know it. */
export interface EtcdPeer {
  /** Its name. */
  readonly name: string;
  /** The address at which the others reach it. */
  readonly address: string;
}

/** Properties of EtcdMember. */
export interface EtcdMemberProps {
  /** Which of `members` this is. */
  readonly name: string;

  /** Every member of the cluster, this one among them. Their order has no meaning. */
  readonly members: EtcdPeer[];

  /** The Kubernetes version of the cluster, which decides the etcd version and the form of the probes. */
  readonly version: KubernetesVersion;

  /**
   * Tag of the etcd image, like `3.6.8-0`.
   *
   * @default - the one that belongs to the Kubernetes version
   */
  readonly etcdVersion?: string;

  /**
   * What the member does when it finds no data.
   *
   * @default EtcdBootstrap.NEW
   */
  readonly bootstrap?: EtcdBootstrap;

  /**
   * Token that keeps members of different clusters apart.
   *
   * @default 'etcd-cluster'
   */
  readonly token?: string;

  /**
   * Where the data is.
   *
   * @default '/var/lib/etcd'
   */
  readonly dataDirectory?: string;

  /**
   * Size of the database at which writes stop.
   *
   * @default Size.gibibytes(8)
   */
  readonly quota?: Size;

  /**
   * Where the image comes from.
   *
   * @default 'registry.k8s.io'
   */
  readonly imageRegistry?: string;

  /**
   * Heartbeat and election timeout.
   *
   * @default FailoverTiming.balanced()
   */
  readonly timing?: FailoverTiming;

  /**
   * Extra arguments, environment, volumes, image.
   *
   * @default - none
   */
  readonly options?: ComponentOptions;
}

const SHAPE: Shape = {
  name: required(DNS_LABEL),
  members: required(list(struct({ name: required(DNS_LABEL), address: required(IP_ADDRESS) }), 1)),
  version: required(KNOWN_VERSION),
  etcdVersion: optional(ETCD_TAG),
  bootstrap: optional(oneOf([EtcdBootstrap.NEW, EtcdBootstrap.EXISTING])),
  token: optional(ONE_LINE),
  dataDirectory: optional(ABSOLUTE_PATH),
  quota: optional(SIZE),
  imageRegistry: optional(REGISTRY),
  timing: optional(TIMING),
  options: optional(struct(COMPONENT_SHAPE)),
};

/**
 * One etcd member as a static pod, and its data directory.
 *
 * Certificates are expected at kubeadm's places: `/etc/kubernetes/pki/etcd/{ca.crt,server.crt,server.key,peer.crt,peer.key}`.
 */
export class EtcdMember extends Construct {
  /** The static pod, for patches. */
  public readonly pod: StaticPod;

  /**
   * @param scope a chart, or a construct in one
   * @param id the construct id
   * @param props the member
   */
  constructor(scope: Construct, id: string, props: EtcdMemberProps) {
    super(scope, id);
    const checked = checkedProps<EtcdMemberProps>(this, SHAPE, props);
    const self = checked?.members.find((member) => member.name === checked.name);
    if (checked && !self) this.node.addValidation({ validate: () => [notAmong(checked)] });
    this.pod = checked && self ? this.place(checked, self) : new StaticPod(this, 'pod', { pod: { metadata: { name: 'etcd' } } });
  }

  private place(props: EtcdMemberProps, self: EtcdPeer): StaticPod {
    const row = props.version._row() ?? KubernetesVersion.V1_36._row()!;
    const version = props.etcdVersion ?? row.etcd;
    const dataDirectory = props.dataDirectory ?? '/var/lib/etcd';
    const timing: Timing = props.timing?._resolve('timing', []) ?? defaultTiming();
    const loopback = self.address.includes(':') ? '::1' : '127.0.0.1';
    const health = (path: string) => ({ host: loopback, path, scheme: 'HTTP' as const });
    const readyz = etcdFeatures(version).readyz;
    // A directory owned by a user of the host: the container runs as root and may write all the same.
    new HostDirectory(this, 'data', { path: dataDirectory, mode: '0700', owner: 'etcd', group: 'etcd' });
    return new StaticPod(this, 'pod', {
      pod: renderComponentPod({
        name: 'etcd',
        image: etcdImage(props.imageRegistry, version),
        flags: etcdFlags({
          name: props.name,
          address: self.address,
          members: [...props.members].sort((a, b) => (a.name < b.name ? -1 : 1)),
          bootstrap: props.bootstrap ?? EtcdBootstrap.NEW,
          token: props.token ?? 'etcd-cluster',
          dataDirectory,
          quota: props.quota ?? Size.gibibytes(8),
          version,
          timing,
        }),
        options: props.options ?? {},
        mounts: [
          { name: 'etcd-data', path: dataDirectory, readOnly: false, type: 'Directory' },
          { name: 'etcd-certs', path: ETCD_PKI, readOnly: true, type: 'Directory' },
        ],
        port: 2381,
        namedPort: row.features.namedProbePort,
        liveness: health(readyz ? '/livez' : '/health?exclude=NOSPACE&serializable=true'),
        readiness: readyz ? health('/readyz') : undefined,
        // Not /readyz: a member that waits for its peers at a cold start must not be restarted after four minutes, and without end.
        startup: health(readyz ? '/livez' : '/health?serializable=true'),
        requests: { cpu: '100m', memory: '100Mi' },
        priority: PodPriority.NODE_CRITICAL,
        annotations: { 'kubeadm.kubernetes.io/etcd.advertise-client-urls': `https://${inUrl(self.address)}:2379` },
      }),
    });
  }
}

function notAmong({ name, members }: EtcdMemberProps): string {
  return `etcd member ${JSON.stringify(name)}: it is not among members ${members.map((member) => member.name).join(', ')}; add it, or correct the name`;
}
