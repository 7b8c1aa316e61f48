import { randomBytes } from 'crypto';
import { createGroup, groupsBelow, removeGroup } from './cgroups';
import { Layout } from './layout';

/**
 * Makes the control group of a host, or of the network, for one start of it.
 *
 * Every start has a group of its own, and those of earlier starts are removed with all that is in them: what a killed command began to start
 * finds its group gone, and stops.
 *
 * @param name of the host
 * @returns its path below the root of every hierarchy
 */
export function freshGroup(layout: Layout, name: string): string {
  removeGroupsOf(layout, name);
  const path = `${layout.group}/${name}.${randomBytes(4).toString('hex')}`;
  createGroup(path);
  return path;
}

/** Ends all processes of a host, or of the network, and removes their groups. */
export function removeGroupsOf(layout: Layout, name: string): void {
  for (const group of groupsBelow(layout.group)) if (group.startsWith(`${name}.`)) removeGroup(`${layout.group}/${group}`);
}
