import { applyCluster } from '../cli/apply/apply';
import { bundle } from '../cli/bundle/bundle';
import { Output } from '../cli/command/output';
import { issuePki } from '../cli/pki/issue';
import { readCluster } from '../cli/stream/read';
import { archivesOf, imagesOfCluster } from './images';
import { installHost } from './install';
import { openRehearsal } from './open';
import { requireRoom, startHosts } from './power';
import { prepareHost } from './prepare';
import { becomeReady } from './ready';
import { rehearsable } from './rehearsable';
import { Stopwatch } from './stopwatch';

/**
 * Takes a change to the running cluster as an operator would: bundle, then one host after the other, each when everything is ready again.
 *
 * Hosts that the change adds get power and what every new machine has.
 *
 * @throws CommandError with what is wrong with the YAML, or what did not become ready
 */
export async function rehearseUpdate(dist: string, folder: string, output: Output): Promise<void> {
  const watch = new Stopwatch(output);
  const before = openRehearsal(folder);
  const cluster = rehearsable(readCluster(dist, before.cluster.name));
  const { secrets, bundle: out } = before.state;
  const { also, images } = before.state.get();
  await issuePki({ cluster, secrets }, output);
  await bundle({ cluster, secrets, out, format: 'folder' }, output);
  before.state.takeDist(dist);
  const rehearsal = openRehearsal(folder);
  requireRoom(rehearsal);
  const archives = await archivesOf([...imagesOfCluster(cluster), ...(also ?? [])], images, output);
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
