import { RenderedCluster } from '../read/rendered';
import { RenderedHost } from '../read/rendered-host';
import { RenderedPod } from '../read/rendered-pod';
import { Change } from './change';
import { ClusterPair } from './pairs';
import { listed } from './show';

/** What has versions, in the order in which an upgrade takes them (Kubernetes' version skew policy; etcd as kubeadm does it). */
export const UPGRADE_ORDER = ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kubelet'] as const;

/** A program with a version. */
type Versioned = (typeof UPGRADE_ORDER)[number];

/** A version as far as the rules about skew look at it. */
interface Version {
  readonly text: string;
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
}

/** Which versions differ, in which order they must be taken, and which way is closed. */
export function versionChanges(pair: ClusterPair): Change[] {
  return UPGRADE_ORDER.flatMap((program) => moves(pair, program).flatMap((move) => moveChanges(program, move)));
}

interface Move {
  readonly from: Version;
  readonly to: Version;
  readonly hosts: string[];
}

/** Moves of one program, hosts with the same one together. */
function moves(pair: ClusterPair, program: Versioned): Move[] {
  const found = new Map<string, { from: Version; to: Version; hosts: string[] }>();
  for (const host of pair.hosts) {
    const [from, to] = [versionOn(host.before, program, pair.before), versionOn(host.after, program, pair.after)];
    if (!from || !to || from.text === to.text) continue;
    const key = `${from.text} ${to.text}`;
    const move = found.get(key) ?? { from, to, hosts: [] };
    found.set(key, move);
    move.hosts.push(host.name);
  }
  return [...found.values()];
}

function moveChanges(program: Versioned, { from, to, hosts }: Move): Change[] {
  const base = { section: 'cluster' as const, kind: 'version', subject: program, from: from.text, to: to.text };
  const where = `${program} ${from.text} -> ${to.text} on ${listed(hosts)}`;
  const [severity, meaning] = judged(program, from, to);
  return [{ ...base, severity, text: `${where}: ${meaning}` }];
}

function judged(program: Versioned, from: Version, to: Version): [Change['severity'], string] {
  const minors = to.major === from.major ? to.minor - from.minor : Math.sign(to.major - from.major) * 10;
  if (minors < 0) {
    if (program === 'etcd')
      return ['danger', 'a downgrade: etcd takes none without `etcdctl downgrade`, and one minor at a time; the data may not be readable'];
    if (program === 'kube-apiserver') return ['danger', 'a downgrade: not supported, objects may be stored in versions that it does not know'];
    return ['danger', 'a downgrade: not supported'];
  }
  if (minors > 1 && program !== 'kubelet') return ['danger', `${minors} minors at once: no minor may be skipped; go to the next one first`];
  if (program === 'etcd' && minors === 1 && from.minor === 5 && from.patch < LAST_STOP) {
    return ['danger', `${ORDER.etcd}; from 3.5 bring every member to 3.5.${LAST_STOP} or later before, or members may come back as learners`];
  }
  if (minors === 0) return ['note', `within one minor${to.patch < from.patch ? ', to an older patch' : ''}`];
  return ['note', ORDER[program]];
}

/** Patch of etcd 3.5 from which an upgrade to 3.6 is safe (etcd's upgrade guide to 3.6; etcd issues 19557 and 20793). */
const LAST_STOP = 32;

const ORDER: Readonly<Record<Versioned, string>> = {
  etcd: 'next minor: before the apiservers, one member at a time, all healthy in between; take a snapshot first',
  'kube-apiserver':
    'next minor: all apiservers before any controller manager, scheduler or kubelet that asks them; they may be one minor apart meanwhile',
  'kube-controller-manager': 'next minor: never newer than the apiserver that it asks, so with or after the apiserver of its host',
  'kube-scheduler': 'next minor: never newer than the apiserver that it asks, so with or after the apiserver of its host',
  kubelet: 'newer minor: after all apiservers, and never newer than any that it asks; drain its Node first',
};

/** The version of a program on a host; undefined where it does not run or does not say. */
function versionOn(host: RenderedHost, program: Versioned, cluster: RenderedCluster): Version | undefined {
  if (program !== 'kubelet') return imageVersion(host.component(program));
  const given: unknown = host.object?.spec?.kubeletVersion;
  return parse(typeof given === 'string' ? given : host.kubelet() ? String(cluster.object?.spec?.version ?? '') : '');
}

function imageVersion(pod: RenderedPod | undefined): Version | undefined {
  return parse(/:([^:/@]+)(@.*)?$/.exec(String(pod?.container.image ?? ''))?.[1] ?? '');
}

function parse(given: string): Version | undefined {
  const match = /^v?(\d{1,3})\.(\d{1,3})(?:\.(\d{1,4}))?(?=$|[-+.])/.exec(given);
  return match ? { text: given.replace(/^v/, ''), major: Number(match[1]), minor: Number(match[2]), patch: Number(match[3] ?? 0) } : undefined;
}
