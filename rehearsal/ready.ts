import { Output } from '../cli/command/output';
import { PlannedCluster } from '../cli/stream/model';
import { placeNetworkPlugin } from './place-network-plugin';
import { coreOf, readinessOf } from './readiness';
import { Rehearsal } from './rehearsal';
import { explain, until } from './until';

/** Limit for a cluster to become ready, in milliseconds: several times what it took on two slow cores. */
const READY_LIMIT = 600_000;

/** Waits until applying makes sense: etcd, every apiserver, the endpoint, and a leader of each kind. */
export async function coreReady(rehearsal: Rehearsal, output: Output): Promise<void> {
  const { cluster, kube } = rehearsal;
  explain(await until(coreOf(powered(rehearsal), rehearsal, kube), READY_LIMIT, (name) => output.progress(name), rehearsal.signal), cluster.name);
}

/** Waits until everything on the hosts that have power is ready, the network plugin's stand-in included. */
export async function becomeReady(rehearsal: Rehearsal, output: Output): Promise<void> {
  await coreReady(rehearsal, output);
  await placeNetworkPlugin(rehearsal);
  explain(await until(readinessOf(powered(rehearsal), rehearsal, rehearsal.kube), READY_LIMIT, undefined, rehearsal.signal), rehearsal.cluster.name);
}

function powered(rehearsal: Rehearsal): PlannedCluster {
  return { ...rehearsal.cluster, hosts: rehearsal.cluster.hosts.filter(({ name }) => rehearsal.powered(name)) };
}
