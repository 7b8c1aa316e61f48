import { RenderedCluster } from './rendered';
import { RenderedHost } from './rendered-host';
import { RenderedPod } from './rendered-pod';

/** etcd's own default of `--heartbeat-interval` (embed.DefaultHeartbeatMs). */
const HEARTBEAT_MS = 100;

/** etcd's own default of `--election-timeout` (embed.DefaultElectionMs). */
const ELECTION_MS = 1000;

/** A member of the cluster's etcd. */
export interface EtcdMember {
  readonly host: RenderedHost;
  readonly pod: RenderedPod;
  readonly heartbeatMs: number;
  readonly electionMs: number;
}

/** Every etcd member of the cluster, by host. */
export function etcdMembersOf(cluster: RenderedCluster): EtcdMember[] {
  return cluster.hosts.flatMap((host) => {
    const pod = host.component('etcd');
    if (!pod) return [];
    return [{ host, pod, heartbeatMs: millis(pod, 'heartbeat-interval', HEARTBEAT_MS), electionMs: millis(pod, 'election-timeout', ELECTION_MS) }];
  });
}

/** etcd takes a setting from its flag, otherwise from the environment. */
function millis(pod: RenderedPod, flag: string, otherwise: number): number {
  const variable = pod.variable(`ETCD_${flag.toUpperCase().replace(/-/g, '_')}`) ?? '';
  return pod.flags().bareMillis(flag) ?? (/^\d+$/.test(variable) ? Number(variable) : otherwise);
}
