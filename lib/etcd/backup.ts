import { Construct } from 'constructs';
import { BACKUP_SHAPE, EtcdBackup, EtcdBackupOptions, etcdBackup } from '../cluster/backup-props';
import { required, optional, Shape } from '../cluster/shape';
import { ABSOLUTE_PATH } from '../cluster/values/absolute-path';
import { DNS_LABEL } from '../cluster/values/dns-label';
import { ETCD_TAG } from '../cluster/values/etcd-tag';
import { IMAGE } from '../cluster/values/image';
import { IP_ADDRESS } from '../cluster/values/ip-address';
import { REGISTRY } from '../cluster/values/registry';
import { checkedProps, KNOWN_VERSION } from '../node/checked-props';
import { HostDirectory } from '../node/host-directory';
import { HostFile } from '../node/host-file';
import { etcdImage } from '../versions/images';
import { KubernetesVersion } from '../versions/kubernetes-version';
import { BACKUP_SCRIPT, renderBackupScript } from './backup-script';

/** The unit that a host must enable. */
export const BACKUP_TIMER = 'etcd-backup.timer';

/** Properties of EtcdMemberBackup. */
export interface EtcdMemberBackupProps extends EtcdBackupOptions {
  /** Name of the cluster, for the names of the snapshots. */
  readonly cluster: string;

  /** Name of the member, for the names of the snapshots. */
  readonly member: string;

  /** The address of the member; its family says which loopback address it has. */
  readonly address: string;

  /** The Kubernetes version of the cluster, which decides the etcd version. */
  readonly version: KubernetesVersion;

  /**
   * Tag of the etcd image, like `3.6.8-0`.
   *
   * @default - the one that belongs to the Kubernetes version
   */
  readonly etcdVersion?: string;

  /**
   * Where the image comes from.
   *
   * @default 'registry.k8s.io'
   */
  readonly imageRegistry?: string;

  /**
   * The image, with tag or digest: that of the member.
   *
   * @default - the one of `etcdVersion`, from `imageRegistry`
   */
  readonly image?: string;

  /**
   * Where the member keeps its data.
   *
   * @default '/var/lib/etcd'
   */
  readonly dataDirectory?: string;
}

const SHAPE: Shape = {
  ...BACKUP_SHAPE,
  cluster: required(DNS_LABEL),
  member: required(DNS_LABEL),
  address: required(IP_ADDRESS),
  version: required(KNOWN_VERSION),
  etcdVersion: optional(ETCD_TAG),
  imageRegistry: optional(REGISTRY),
  image: optional(IMAGE),
  dataDirectory: optional(ABSOLUTE_PATH),
};

/** Bounds a run that hangs. A database of 8 GiB is read and written in minutes; copying it may take the rest. */
const LIMIT = '30min';

/** Renders the unit of one run: it may write where backups can be, and not to the programs and settings of the host. */
export function renderBackupService(): string {
  return unit([
    ['Unit', ['Description=Snapshot of the etcd member of this host', 'After=containerd.service kubelet.service network-online.target']],
    [
      'Service',
      [
        'Type=oneshot',
        `ExecStart=${BACKUP_SCRIPT}`,
        `TimeoutStartSec=${LIMIT}`,
        'Nice=10',
        'LockPersonality=yes',
        'NoNewPrivileges=yes',
        'PrivateTmp=yes',
        'ProtectHome=read-only',
        'ProtectSystem=full',
        'RestrictRealtime=yes',
        'RestrictSUIDSGID=yes',
      ],
    ],
  ]);
}

/** Renders the timer. What was due while the host was off is made up for after its start. */
export function renderBackupTimer(backup: EtcdBackup): string {
  return unit([
    ['Unit', ['Description=Snapshots of the etcd member of this host']],
    [
      'Timer',
      [`OnCalendar=${backup.schedule}`, `RandomizedDelaySec=${backup.randomizedDelay.toSeconds()}`, 'FixedRandomDelay=yes', 'Persistent=yes'],
    ],
    ['Install', ['WantedBy=timers.target']],
  ]);
}

/**
 * Snapshots of one etcd member by a systemd timer: script, service, timer and the directory that they are kept in.
 *
 * The tools are those of the etcd image, run by containerd. The client certificate is expected at
 * `/etc/kubernetes/pki/etcd/healthcheck-client.{crt,key}`, the CA beside it. The unit `etcd-backup.timer` must be enabled on the host.
 */
export class EtcdMemberBackup extends Construct {
  /**
   * @param scope a chart, or a construct in one
   * @param id the construct id
   * @param props the member, and how it is backed up
   */
  constructor(scope: Construct, id: string, props: EtcdMemberBackupProps) {
    super(scope, id);
    const checked = checkedProps<EtcdMemberBackupProps>(this, SHAPE, props);
    if (checked && checked.enabled !== false) this.place(checked, etcdBackup(checked));
  }

  private place(props: EtcdMemberBackupProps, backup: EtcdBackup): void {
    const version = props.etcdVersion ?? (props.version._row() ?? KubernetesVersion.V1_36._row()!).etcd;
    const script = renderBackupScript({
      cluster: props.cluster,
      member: props.member,
      ipv6: props.address.includes(':'),
      image: props.image ?? etcdImage(props.imageRegistry, version),
      version,
      dataDirectory: props.dataDirectory ?? '/var/lib/etcd',
      backup,
    });
    new HostDirectory(this, 'directory', { path: backup.directory, mode: '0700' });
    // Only root: what it runs may name the place and the account that copies go to.
    new HostFile(this, 'script', { path: BACKUP_SCRIPT, mode: '0700', content: script });
    new HostFile(this, 'service', { path: '/etc/systemd/system/etcd-backup.service', content: renderBackupService() });
    new HostFile(this, 'timer', {
      path: `/etc/systemd/system/${BACKUP_TIMER}`,
      content: renderBackupTimer(backup),
      onChange: { unit: BACKUP_TIMER },
    });
  }
}

function unit(sections: [string, string[]][]): string {
  return sections.map(([name, lines]) => [`[${name}]`, ...lines, ''].join('\n')).join('\n');
}
