import { Yaml } from 'cdk8s';
import { Construct } from 'constructs';
import { FailoverTiming } from '../cluster/timing';
import { KubernetesVersion } from '../versions/kubernetes-version';
import { checkedProps } from './checked-props';
import { Flags, renderFlags } from './component-flags';
import { HostDirectory } from './host-directory';
import { HostFile } from './host-file';
import { kubeletConfiguration, KubeletRole, shutdownSeconds } from './kubelet-configuration';
import { KUBELET_PROPS_SHAPE, KubeletProps } from './kubelet-props';
import { mergeStrategically } from './strategic-merge';

/** Settings of the operator's own, read after the blueprint's. From 1.30; before, the kubelet needs an environment variable for it. */
const DROP_INS = '/etc/kubernetes/kubelet.conf.d';

/**
 * The kubelet of one host: its configuration, its systemd unit, and how long logind lets it hold back a shutdown.
 *
 * The kubeconfig is expected at `/etc/kubernetes/kubelet.conf`, the CA at `/etc/kubernetes/pki/ca.crt`, a serving certificate at
 * `/var/lib/kubelet/pki/kubelet.{crt,key}`; a standalone kubelet needs none of them. Client certificates rotate: the kubelet keeps the current
 * one in `/var/lib/kubelet/pki`, which nothing overwrites, and takes the kubeconfig's only while it has no valid one of its own.
 */
export class Kubelet extends Construct {
  /**
   * @param scope a chart, or a construct in one
   * @param id the construct id
   * @param props the kubelet
   */
  constructor(scope: Construct, id: string, props: KubeletProps) {
    super(scope, id);
    const checked = checkedProps<KubeletProps>(this, KUBELET_PROPS_SHAPE, props);
    if (checked) this.place(checked);
  }

  private place(props: KubeletProps): void {
    const row = props.version._row() ?? KubernetesVersion.V1_36._row()!;
    const { apiserverGracePeriod } = (props.timing ?? FailoverTiming.balanced())._resolve('timing', []);
    const dropIns = row.features.kubeletConfigDir;
    const configuration = kubeletConfiguration({
      role: props.role,
      clusterDns: props.clusterDns ?? ['10.96.0.10'],
      clusterDomain: props.clusterDomain ?? 'cluster.local',
      taints: props.taints ?? [],
      apiserverGracePeriod,
    });
    const unit = 'kubelet.service';
    new HostFile(this, 'config', {
      path: '/var/lib/kubelet/config.yaml',
      content: Yaml.stringify(sortKeys(mergeStrategically(configuration, props.configuration ?? {}))),
      mode: '0600',
      onChange: { unit },
    });
    if (dropIns) new HostDirectory(this, 'drop-ins', { path: DROP_INS, mode: '0755' });
    new HostDirectory(this, 'manifests', { path: '/etc/kubernetes/manifests', mode: '0700' });
    new HostFile(this, 'unit', { path: '/etc/systemd/system/kubelet.service', content: renderUnit(), mode: '0600', onChange: { unit } });
    // kubeadm's package has a drop-in of this name; one in /etc takes its place, so that nobody's flags but these apply.
    new HostFile(this, 'flags', {
      path: '/etc/systemd/system/kubelet.service.d/10-kubeadm.conf',
      content: renderFlagDropIn(renderFlags(kubeletFlags(props, dropIns), props.extraArgs)),
      mode: '0600',
      onChange: { unit },
    });
    new HostFile(this, 'logind', {
      // Drop-ins of all folders are sorted by name: unattended-upgrades has one of its own, which must not come last.
      path: '/etc/systemd/logind.conf.d/zz-ha-cluster.conf',
      content: ['[Login]', `InhibitDelayMaxSec=${shutdownSeconds(props.role, apiserverGracePeriod)}`, ''].join('\n'),
      onChange: { unit: 'systemd-logind.service' },
    });
  }
}

function kubeletFlags(props: KubeletProps, dropIns: boolean): Flags {
  const standalone = props.role === KubeletRole.STANDALONE;
  const labels = { ...props.labels, ...(props.zone === undefined ? {} : { 'topology.kubernetes.io/zone': props.zone }) };
  const pairs = Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .sort();
  return {
    config: '/var/lib/kubelet/config.yaml',
    'config-dir': dropIns ? DROP_INS : undefined,
    kubeconfig: standalone ? undefined : '/etc/kubernetes/kubelet.conf',
    'node-ip': standalone || !props.addresses?.length ? undefined : props.addresses.join(','),
    'node-labels': standalone || pairs.length === 0 ? undefined : pairs.join(','),
  };
}

function renderUnit(): string {
  return [
    '[Unit]',
    'Description=kubelet: The Kubernetes Node Agent',
    'Documentation=https://kubernetes.io/docs/',
    'Wants=network-online.target',
    'After=network-online.target containerd.service',
    'StartLimitIntervalSec=0',
    '',
    '[Service]',
    'ExecStart=/usr/bin/kubelet',
    'Restart=always',
    'RestartSec=1',
    '',
    '[Install]',
    'WantedBy=multi-user.target',
    '',
  ].join('\n');
}

function renderFlagDropIn(flags: string[]): string {
  return ['[Service]', 'ExecStart=', ['ExecStart=/usr/bin/kubelet', ...flags.map(unitWord)].join(' \\\n  '), ''].join('\n');
}

/** One word of a command line in a unit: `%` and `$` are systemd's own, blanks and quotes would split it. */
function unitWord(word: string): string {
  const escaped = word.replace(/\\/g, '\\\\').replace(/%/g, '%%').replace(/\$/g, '$$$$').replace(/"/g, '\\"');
  return /[\s"';\\]/.test(word) ? `"${escaped}"` : escaped;
}

function sortKeys(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const head = ['apiVersion', 'kind'];
  const rank = (key: string) => (head.includes(key) ? `0${head.indexOf(key)}` : `1${key}`);
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (rank(a) < rank(b) ? -1 : 1)));
}
