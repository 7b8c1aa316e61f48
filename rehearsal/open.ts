import { readCluster } from '../cli/stream/read';
import { findPrograms } from './programs';
import { Rehearsal } from './rehearsal';
import { RehearsalState } from './state';

/**
 * The rehearsal that a folder holds.
 *
 * @param folder absolute path of its state
 * @param signal stops what waits for it
 * @throws InputError when nothing was started there
 */
export function openRehearsal(folder: string, signal?: AbortSignal): Rehearsal {
  const state = new RehearsalState(folder);
  const { cluster: name, programs } = state.get();
  const cluster = readCluster(state.dist, name);
  return new Rehearsal(state, cluster, findPrograms(cluster.spec.version, programs), signal);
}
