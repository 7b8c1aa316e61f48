import { SeenFile } from './facts';
import { FileChecks, fileRows } from './file-row';
import { Row } from './row';
import { RunningHost } from './running-host';

const A = true;
const M = false;

/** Where kubelets look for static pods unless they are told otherwise, and where certificates are, as kubeadm has it. */
const [MANIFESTS, PKI] = ['/etc/kubernetes/manifests', '/etc/kubernetes/pki'];

/** Configurations of network plugins, and what their address management writes down. */
const NETWORK_PLUGINS = ['/etc/cni/net.d', '/var/lib/cni/networks'];

function plainFiles(files: SeenFile[]): SeenFile[] {
  return files.filter(({ folder }) => !folder);
}

/** Manifests whose names have a word: a copy in that folder would run too. */
function manifests(host: RunningHost, word: string): SeenFile[] {
  const folder = host.kubelet()?.staticPodPath ?? MANIFESTS;
  return plainFiles(host.seenBelow([folder.replace(/\/+$/, '')])).filter(({ path }) => path.slice(path.lastIndexOf('/')).includes(word));
}

function manifestOf(component: string, role: string, mode: string, owner: string): FileChecks {
  return {
    what: `manifest of ${component}`,
    automated: A,
    mode: { id: mode, mask: 0o600 },
    owner: { id: owner },
    roles: [role],
    files: (host) => manifests(host, component),
  };
}

/** Every kubeconfig that a component was started with, and the one that kubeadm has for it. */
function kubeconfigOf(component: string, kubeadms: string, mode: string, owner: string): FileChecks {
  const given = (host: RunningHost) =>
    ['kubeconfig', 'authentication-kubeconfig', 'authorization-kubeconfig'].map((flag) => host.flagsOf(component)?.value(flag));
  return {
    what: `kubeconfig of ${component}`,
    automated: A,
    mode: { id: mode, mask: 0o600 },
    owner: { id: owner },
    roles: ['control-plane'],
    files: (host) => [...host.named(given(host)), ...host.seen([kubeadms])],
  };
}

function pki(what: string, suffix: string, mode: FileChecks['mode']): FileChecks {
  const files = (host: RunningHost) => plainFiles(host.seenBelow([PKI])).filter(({ path }) => path.endsWith(suffix));
  return { what, automated: M, mode, files };
}

const CERTIFICATE_MODE = { mask: 0o644, note: 'cis-1.10 and older: 0600' };

const CHECKS: FileChecks[] = [
  manifestOf('kube-apiserver', 'control-plane', '1.1.1', '1.1.2'),
  manifestOf('kube-controller-manager', 'control-plane', '1.1.3', '1.1.4'),
  manifestOf('kube-scheduler', 'control-plane', '1.1.5', '1.1.6'),
  manifestOf('etcd', 'etcd', '1.1.7', '1.1.8'),
  {
    what: 'files of network plugins',
    automated: M,
    mode: { id: '1.1.9', mask: 0o600 },
    owner: { id: '1.1.10' },
    none: 'no network plugin',
    files: (host) => plainFiles(host.seenBelow(NETWORK_PLUGINS)),
  },
  {
    what: 'data directory of etcd',
    automated: A,
    mode: { id: '1.1.11', mask: 0o700 },
    owner: { id: '1.1.12', name: 'etcd' },
    roles: ['etcd'],
    files: (host) => host.named([host.flagsOf('etcd')?.value('data-dir')]),
  },
  {
    what: 'admin.conf and super-admin.conf',
    automated: A,
    mode: { id: '1.1.13', mask: 0o600, note: 'cis-1.8: admin.conf only' },
    owner: { id: '1.1.14' },
    files: (host) => host.seen(['/etc/kubernetes/admin.conf', '/etc/kubernetes/super-admin.conf']),
  },
  kubeconfigOf('kube-scheduler', '/etc/kubernetes/scheduler.conf', '1.1.15', '1.1.16'),
  kubeconfigOf('kube-controller-manager', '/etc/kubernetes/controller-manager.conf', '1.1.17', '1.1.18'),
  {
    what: `what is below ${PKI}`,
    automated: A,
    owner: { id: '1.1.19' },
    roles: ['control-plane'],
    files: (host) => host.seenBelow([PKI]),
  },
  pki('certificates', '.crt', { id: '1.1.20', ...CERTIFICATE_MODE }),
  pki('private keys', '.key', { id: '1.1.21', mask: 0o600 }),
  {
    what: 'kubelet.service and its drop-ins',
    automated: A,
    mode: { id: '4.1.1', mask: 0o600 },
    owner: { id: '4.1.2' },
    roles: ['control-plane', 'etcd', 'worker'],
    files: (host) => host.named(host.facts.units),
  },
  {
    what: 'kubeconfig of the kubelet',
    automated: A,
    mode: { id: '4.1.5', mask: 0o600 },
    owner: { id: '4.1.6' },
    roles: ['control-plane', 'worker'],
    files: (host) => [...host.named([host.kubeletFlags()?.value('kubeconfig')]), ...host.seen(['/etc/kubernetes/kubelet.conf'])],
  },
  {
    what: 'CA of the kubelet for its clients',
    automated: M,
    mode: { id: '4.1.7', ...CERTIFICATE_MODE },
    owner: { id: '4.1.8' },
    none: 'the kubelet has no such CA, see 4.2.3',
    files: (host) => host.named([host.kubelet()?.clientCaFile]),
  },
  {
    what: 'configuration of the kubelet and its drop-ins',
    automated: A,
    mode: { id: '4.1.9', mask: 0o600 },
    owner: { id: '4.1.10' },
    roles: ['control-plane', 'etcd', 'worker'],
    files: kubeletConfiguration,
  },
];

/** The file, and those of its drop-ins that the kubelet reads. */
function kubeletConfiguration(host: RunningHost): SeenFile[] {
  const flags = host.kubeletFlags();
  const folder = flags?.value('config-dir')?.replace(/\/+$/, '');
  const dropIns = folder === undefined ? [] : plainFiles(host.seenBelow([folder])).filter(({ path }) => path.endsWith('.conf'));
  return [...host.named([flags?.value('config')]), ...dropIns];
}

/** The checks about modes and owners, by what runs: paths are those that the processes were started with. */
export const FILE_ROWS: Row[] = CHECKS.flatMap(fileRows);
