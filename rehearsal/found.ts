import { applyCluster } from '../cli/apply/apply';
import { bundle } from '../cli/bundle/bundle';
import { Output } from '../cli/command/output';
import { issuePki } from '../cli/pki/issue';
import { readFounded } from '../cli/secrets/founded';
import { Archive } from './images';
import { installHost } from './install';
import { startAll } from './power';
import { prepareHost } from './prepare';
import { coreReady } from './ready';
import { Rehearsal } from './rehearsal';
import { Stopwatch } from './stopwatch';

/**
 * Brings a cluster to life that was not founded yet: keys, trees, hosts, installation of all of them at the same time, and the objects for its API.
 * Every step does nothing where it was done, so that it goes on where an interrupted one stopped; also after the cluster was founded, when the trees
 * that found it are not written any more.
 */
export async function found(rehearsal: Rehearsal, archives: Archive[], watch: Stopwatch, output: Output): Promise<void> {
  const { cluster, state } = rehearsal;
  if (!readFounded(state.secrets, cluster.name)) {
    await issuePki({ cluster, secrets: state.secrets, prune: true }, output);
    watch.lap('keys are issued');
    await bundle({ cluster, secrets: state.secrets, out: state.bundle, format: 'folder' }, output);
    watch.lap('trees are written');
  }
  await startAll(rehearsal, output);
  watch.lap('hosts have power');
  await Promise.all(cluster.hosts.map((host) => prepareHost(rehearsal, host, archives, output)));
  watch.lap('hosts have kubelet and images');
  await Promise.all(cluster.hosts.map(({ name }) => installHost(rehearsal, name, output)));
  watch.lap('hosts are installed');
  await coreReady(rehearsal, output);
  watch.lap('the API answers through the endpoint');
  await applyCluster({ cluster, secrets: state.secrets, kubectl: rehearsal.kubectlInside() }, output);
  watch.lap('API objects are applied');
}
