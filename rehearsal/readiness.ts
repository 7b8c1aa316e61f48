import { ApiServer, apiServersOf } from '../cli/apply/api-servers';
import { Member, membersOf } from '../cli/etcd/members';
import { KubeObject, PlannedCluster, PlannedHost, StaticPod } from '../cli/stream/model';
import { inUrl } from '../lib/cluster/address';
import { demand, Ground } from './ground';
import { Kube } from './kube';
import { Condition } from './until';

/** The components of which one at a time is the leader, and whose lease says which. */
const ELECTED = ['kube-controller-manager', 'kube-scheduler'];

/** Client certificate of a host for its etcd member, as kubeadm places it. */
const ETCD_CLIENT = '/etc/kubernetes/pki/etcd/healthcheck-client';

interface Lease extends KubeObject {
  readonly spec: { readonly holderIdentity?: string; readonly renewTime?: string; readonly leaseDurationSeconds?: number };
}

interface PodStatus extends KubeObject {
  readonly status: { readonly conditions?: { readonly type: string; readonly status: string }[] };
}

/** All that must hold before a cluster is called ready: apiservers, etcd, the endpoint, leaders, and static pods. */
export function readinessOf(cluster: PlannedCluster, ground: Ground, kube: Kube): Condition[] {
  return [...coreOf(cluster, ground, kube), ...podsOf(cluster, kube)];
}

/** What must hold before anything can be applied: apiservers, etcd, and the endpoint. */
export function coreOf(cluster: PlannedCluster, ground: Ground, kube: Kube): Condition[] {
  const members = cluster.hosts.filter((host) => hasPod(host, 'etcd'));
  return [
    ...membersOf(cluster).map((member) => etcdMember(member, ground)),
    ...(members.length > 0 ? [allMembers(members, ground)] : []),
    ...apiServersOf(cluster).map((server) => apiserver(server, kube)),
    endpoint(kube),
    ...ELECTED.map((name) => leader(name, kube)),
  ];
}

/** Every static pod of every kubelet that registers as a Node has a mirror pod that is Ready, and every such Node is there. */
export function podsOf(cluster: PlannedCluster, kube: Kube): Condition[] {
  const nodes = cluster.hosts.filter(({ spec }) => spec.roles.some((role) => role !== 'etcd'));
  return [
    ...nodes.map((host): Condition => ({ name: `${host.name}: Node registered`, missing: async () => void (await kube.get([`node/${host.name}`])) })),
    { name: 'every static pod is ready', missing: () => unreadyPods(nodes, kube) },
  ];
}

/** Whether a static pod of a name is planned on a host. */
export function hasPod(host: PlannedHost, name: string): boolean {
  return host.staticPods.some((pod: StaticPod) => pod.metadata.name === name);
}

function apiserver({ host, url: server }: ApiServer, kube: Kube): Condition {
  return { name: `${host}: apiserver ready`, missing: async () => refusal(await kube.run(['get', '--raw', '/readyz'], { server })) };
}

function endpoint(kube: Kube): Condition {
  return { name: 'the API answers through the endpoint', missing: async () => refusal(await kube.run(['get', '--raw', '/readyz'])) };
}

function refusal({ status, stderr }: { status: number; stderr: string }): string | undefined {
  if (status === 0) return undefined;
  const failed = [...stderr.matchAll(/\[-\](\S+) failed/g)].map(([, check]) => check);
  return failed.length > 0 ? `failing checks: ${failed.join(', ')}` : (stderr.trim().split('\n').at(-1) ?? `exit ${status}`);
}

function etcdMember({ host, health }: Member, ground: Ground): Condition {
  const url = `http://${inUrl(health.host)}:${health.port}${health.path}`;
  const argv = ['curl', '--silent', '--show-error', '--fail', '--max-time', '5', url];
  return { name: `${host}: etcd member ready`, missing: async () => refusal(await ground.on(host, argv)) };
}

function allMembers(members: PlannedHost[], ground: Ground): Condition {
  return {
    name: `etcd has its ${members.length} members`,
    missing: async () => {
      const there = await memberNames(members[0]!, ground);
      const absent = members.map(({ name }) => name).filter((name) => !there.includes(name));
      return absent.length === 0 && there.length === members.length
        ? undefined
        : `members: ${there.join(', ')}; not there: ${absent.join(', ') || 'none'}`;
    },
  };
}

/** The names of the members that a member knows and that have started. */
export async function memberNames(host: PlannedHost, ground: Ground): Promise<string[]> {
  const credentials = ['--cacert', '/etc/kubernetes/pki/etcd/ca.crt', '--cert', `${ETCD_CLIENT}.crt`, '--key', `${ETCD_CLIENT}.key`];
  const url = `https://${inUrl(host.spec.addresses[0]!)}:2379/v3/cluster/member/list`;
  const argv = ['curl', '--silent', '--show-error', '--fail', '--max-time', '5', ...credentials, '--data', '{}', url];
  const { members } = JSON.parse(demand(await ground.on(host.name, argv), `etcd on ${host.name}`)) as { members: { name?: string }[] };
  return members.flatMap(({ name }) => (name ? [name] : [])).sort();
}

function leader(name: string, kube: Kube): Condition {
  return {
    name: `${name} has a leader`,
    missing: async () => {
      const [lease] = await kube.get<Lease>(['lease', name, '--namespace', 'kube-system']);
      const { holderIdentity, renewTime, leaseDurationSeconds } = lease!.spec;
      if (!holderIdentity || !renewTime) return 'nobody holds its lease';
      const age = Date.now() - Date.parse(renewTime);
      return age < (leaseDurationSeconds ?? 0) * 1000 ? undefined : `its lease was last renewed ${Math.round(age / 1000)} s ago`;
    },
  };
}

async function unreadyPods(nodes: PlannedHost[], kube: Kube): Promise<string | undefined> {
  const pods = await kube.get<PodStatus>(['pods', '--namespace', 'kube-system']);
  const ready = new Set(pods.filter(isReady).map(({ metadata }) => metadata.name));
  const planned = nodes.flatMap((host) => host.staticPods.map((pod) => `${pod.metadata.name}-${host.name}`));
  const unready = planned.filter((name) => !ready.has(name));
  return unready.length === 0 ? undefined : unready.join(', ');
}

function isReady({ status }: PodStatus): boolean {
  return (status.conditions ?? []).some(({ type, status: is }) => type === 'Ready' && is === 'True');
}
