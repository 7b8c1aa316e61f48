import { PlannedCluster, PlannedHost } from '../stream/model';
import { Member, membersOf } from './members';
import { podOf, securePort } from './pods';
import { Snapshot } from './snapshot';

/** What one host does while etcd is restored. */
export interface RestoreHost {
  readonly name: string;
  /** Its member, where it has one. */
  readonly member?: Member;
  /** Its API server, where it has one. */
  readonly apiserver?: { readonly pod: string; readonly address: string; readonly port: string };
  /** Names of the static pods that act on what they read from the API, and must not act on half of it. */
  readonly controllers: string[];
  /** How long its pods may take to stop, in seconds. */
  readonly stopSeconds: number;
}

/** One restoration: all its hosts take the same steps with the same name and token. */
export interface Restoration {
  readonly cluster: string;
  /** Time at which it was planned; part of the names of what is put aside. */
  readonly id: string;
  readonly snapshot: Snapshot;
  readonly hosts: RestoreHost[];
  /** Hosts with a kubelet that asks the API: control planes and workers. */
  readonly nodes: string[];
  /** Hosts whose member is backed up by a timer. */
  readonly backedUp: string[];
}

/** Kubernetes' default for pods that say nothing. */
const GRACE_SECONDS = 30;

/** For the kubelet to see that a manifest is gone (20 s) and for the runtime to remove what is left. */
const SLACK_SECONDS = 60;

/** Plans what every host does. Hosts that have neither a member nor an apiserver do nothing but restart their kubelet. */
export function planRestoration(cluster: PlannedCluster, snapshot: Snapshot, id: string): Restoration {
  const members = membersOf(cluster);
  const hosts = cluster.hosts.map((host) =>
    hostOf(
      host,
      members.find((member) => member.host === host.name),
    ),
  );
  return {
    cluster: cluster.name,
    id,
    snapshot,
    hosts: hosts.filter(({ member, apiserver, controllers }) => member || apiserver || controllers.length > 0),
    nodes: cluster.hosts.filter(({ spec }) => spec.roles.some((role) => role !== 'etcd')).map(({ name }) => name),
    backedUp: cluster.hosts.filter(({ spec }) => spec.units?.includes('etcd-backup.timer')).map(({ name }) => name),
  };
}

function hostOf(host: PlannedHost, member: Member | undefined): RestoreHost {
  const apiserver = podOf(host, 'kube-apiserver');
  const controllers = ['kube-controller-manager', 'kube-scheduler'].flatMap((program) => podOf(host, program) ?? []);
  const graces = [...(apiserver ? [apiserver] : []), ...controllers].map(({ spec }) => Number(spec.terminationGracePeriodSeconds ?? GRACE_SECONDS));
  return {
    name: host.name,
    ...(member ? { member } : {}),
    ...(apiserver ? { apiserver: { pod: apiserver.metadata.name, address: host.spec.addresses[0]!, port: securePort(apiserver) } } : {}),
    controllers: controllers.map(({ metadata }) => metadata.name),
    stopSeconds: Math.max(GRACE_SECONDS, ...graces) + SLACK_SECONDS,
  };
}
