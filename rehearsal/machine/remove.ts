import { readdirSync, rmdirSync, rmSync } from 'fs';
import { dirname } from 'path';
import { groupExists, removeGroup } from './cgroups';
import { Layout } from './layout';

/**
 * Ends every process of a rehearsal and leaves nothing of its machines: no namespaces, mounts, control groups, processes or folders.
 *
 * The control group finds them all, also those that a killed command started and could not record. What else lies in the state folder is
 * left alone; the folder itself goes when it is empty.
 *
 * @param state folder of the rehearsal; one that is not there is fine
 */
export function removeEverything(state: string): void {
  const layout = new Layout(state);
  if (groupExists(layout.group)) removeGroup(layout.group);
  rmSync(layout.folder, { recursive: true, force: true });
  removeIfEmpty(dirname(layout.folder));
}

function removeIfEmpty(folder: string): void {
  try {
    if (readdirSync(folder).length === 0) rmdirSync(folder);
  } catch {
    // It is not there, or somebody has just put something in.
  }
}
