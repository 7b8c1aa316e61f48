import { InputError } from '../cli/command/errors';
import { Output } from '../cli/command/output';
import { readCluster } from '../cli/stream/read';
import { found } from './found';
import { Archive, archivesOf, imagesOfCluster } from './images';
import { requirePrerequisites } from './machine';
import { NETWORK_PLUGIN_REASON } from './network-plugin';
import { differences, differencesText, machineFacts, overridesFor } from './overrides';
import { requireRoom, startAll } from './power';
import { findPrograms } from './programs';
import { becomeReady } from './ready';
import { rehearsable } from './rehearsable';
import { Rehearsal } from './rehearsal';
import { RehearsalState } from './state';
import { Stopwatch } from './stopwatch';

/** What `rehearse up` is given. */
export interface UpOptions {
  /** Folder of the YAML. */
  readonly dist: string;
  /** Folder of the rehearsal; absolute. */
  readonly state: string;
  /** Name of the cluster, where there are several. */
  readonly cluster?: string;
  /** Folder of image archives. */
  readonly images?: string;
  /**
   * Pulls the images that are not in a folder, instead of building them.
   *
   * @default false
   */
  readonly pull?: boolean;
  /** Folder of kubelet and kubectl. */
  readonly programs?: string;
  /** Images that every host gets beside those of the YAML. */
  readonly also?: string[];
}

/**
 * Boots a cluster, or finishes what an interrupted `up` began, or starts one that is installed.
 *
 * @throws CommandError that says what is missing, or what did not become ready
 */
export async function rehearseUp(options: UpOptions, output: Output, signal?: AbortSignal): Promise<void> {
  const watch = new Stopwatch(output, signal);
  requirePrerequisites();
  const rehearsal = begin(options, output, signal);
  requireRoom(rehearsal);
  const { cluster, state } = rehearsal;
  const remembered = state.get();
  let archives: Archive[] = [];
  if (remembered.installed) {
    await startAll(rehearsal, output);
    watch.lap('hosts have power');
  } else {
    const { also = [], images, pull } = remembered;
    archives = await archivesOf([...imagesOfCluster(cluster), ...also], images, output, pull ? 'pull' : 'build');
    await found(rehearsal, archives, watch, output);
    state.save({ ...remembered, installed: true });
  }
  await becomeReady(rehearsal, output);
  watch.lap('everything is ready');
  output.result(summary(rehearsal, archives, watch), { cluster: cluster.name, ready: true, seconds: watch.laps });
}

/** Remembers what is about to be done; a rehearsal that is there goes on with the YAML that it has. */
function begin({ dist, state: folder, cluster: name, images, pull, programs, also }: UpOptions, output: Output, signal?: AbortSignal): Rehearsal {
  const state = new RehearsalState(folder);
  const before = state.find();
  if (!before?.installed) {
    const cluster = rehearsable(readCluster(dist, name));
    if (before && before.cluster !== cluster.name) {
      throw new InputError(
        `${folder}: holds a rehearsal of ${before.cluster}; allowed: one cluster a folder; fix: \`ha-cluster rehearse down\`, or another --state`,
      );
    }
    const have = findPrograms(cluster.spec.version, programs);
    state.claim();
    state.takeDist(dist);
    state.save({ cluster: cluster.name, images, pull, programs, also, installed: false });
    return new Rehearsal(state, cluster, have, signal);
  }
  output.progress(`${folder}: starts what is installed; \`ha-cluster rehearse update\` takes a change to it`);
  const cluster = readCluster(state.dist, before.cluster);
  return new Rehearsal(state, cluster, findPrograms(cluster.spec.version, programs ?? before.programs), signal);
}

function summary({ cluster, state }: Rehearsal, archives: Archive[], watch: Stopwatch): string {
  const differing = archives.flatMap(({ differs }) => (differs === undefined ? [] : [`differs: ${differs}`]));
  const facts = machineFacts(state.folder);
  const unlike = differencesText(
    differences(
      facts,
      cluster.hosts.flatMap((host) => overridesFor(host, facts)),
    ),
  );
  return [
    `${cluster.name} is ready: ${cluster.hosts.length} hosts, Kubernetes ${cluster.spec.version}, after ${watch.total()} s`,
    ...differing,
    unlike,
    `differs: ${NETWORK_PLUGIN_REASON}`,
    `next: ha-cluster rehearse kubectl --state ${state.folder} get nodes`,
  ].join('\n');
}
