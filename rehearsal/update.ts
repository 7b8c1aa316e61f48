import { applyCluster } from '../cli/apply/apply';
import { bundle } from '../cli/bundle/bundle';
import { FindingsError } from '../cli/command/errors';
import { Output } from '../cli/command/output';
import { issuePki } from '../cli/pki/issue';
import { PlannedCluster } from '../cli/stream/model';
import { readCluster } from '../cli/stream/read';
import { archivesOf, imagesOfCluster } from './images';
import { installHost } from './install';
import { openRehearsal } from './open';
import { requireRoom, startHosts } from './power';
import { prepareHost } from './prepare';
import { becomeReady } from './ready';
import { rehearsable } from './rehearsable';
import { Rehearsal } from './rehearsal';
import { Stopwatch } from './stopwatch';

/**
 * Takes a change to the running cluster as an operator would: bundle, then one host after the other, each when everything is ready again.
 *
 * Hosts that the change adds get power and what every new machine has.
 *
 * @throws CommandError with what is wrong with the YAML, or what did not become ready
 */
export async function rehearseUpdate(dist: string, folder: string, output: Output, signal?: AbortSignal): Promise<void> {
  const watch = new Stopwatch(output, signal);
  const before = openRehearsal(folder, signal);
  const cluster = rehearsable(readCluster(dist, before.cluster.name));
  const { secrets, bundle: out } = before.state;
  const { also, images, pull } = before.state.get();
  await wholeBefore(before, output);
  await issuePki({ cluster, secrets, prune: true }, output);
  await bundle({ cluster, secrets, out, format: 'folder' }, output);
  before.state.takeDist(dist);
  removeGone(before, cluster, output);
  const rehearsal = openRehearsal(folder, signal);
  requireRoom(rehearsal);
  const archives = await archivesOf([...imagesOfCluster(cluster), ...(also ?? [])], images, output, pull ? 'pull' : 'build');
  for (const host of cluster.hosts) {
    await startHosts(rehearsal, [host.name], output);
    await prepareHost(rehearsal, host, archives, output);
    await installHost(rehearsal, host.name, output);
    await becomeReady(rehearsal, output);
    watch.lap(`${host.name} is updated`);
  }
  await applyCluster({ cluster, secrets, kubectl: rehearsal.kubectlInside() }, output);
  output.result(`${cluster.name}: ${cluster.hosts.length} hosts are updated, after ${watch.total()} s`, {
    cluster: cluster.name,
    seconds: watch.laps,
  });
}

/** A change begins on a cluster that is whole: with one member away already, the first restart could take the quorum. */
async function wholeBefore(rehearsal: Rehearsal, output: Output): Promise<void> {
  const off = rehearsal.cluster.hosts.map(({ name }) => name).filter((name) => !rehearsal.powered(name));
  if (off.length > 0) throw new FindingsError(`${off.join(', ')}: off; fix: \`ha-cluster rehearse power on ${off.join(' ')}\` before an update`);
  await becomeReady(rehearsal, output);
}

/** Hosts that are not described any more lose their power and their disks. */
function removeGone(rehearsal: Rehearsal, cluster: PlannedCluster, output: Output): void {
  for (const { name } of rehearsal.cluster.hosts.filter((host) => !cluster.hosts.some((other) => other.name === host.name))) {
    rehearsal.known(name)?.destroy();
    output.progress(`${name}: removed, it is not described any more`);
  }
}
