import { existsSync } from 'fs';
import { join } from 'path';

/** The kinds of planned secrets, as folders are named. */
export const SECRET_KINDS = ['Certificate', 'Kubeconfig', 'SecretKey'] as const;

/**
 * Suffixes of folders on their way in or out. No planned object has a `~` in its name, so none can be taken for one.
 *
 * `NEW` is complete as soon as `OLD` is there: the old folder is moved away only after every file of the new one has reached the disk.
 */
export const SUFFIX = { NEW: '~new', OLD: '~old', GONE: '~gone' } as const;

/** `<secrets>/<cluster>`. */
export function clusterFolder(secrets: string, cluster: string): string {
  return join(secrets, cluster);
}

/** Where the parts of one secret belong. */
export function secretFolder(folder: string, kind: string, name: string): string {
  return join(folder, kind, name);
}

/**
 * Where the parts of one secret are now, complete: between the two renames of a replacement it is the new folder.
 *
 * @returns undefined where there is none
 */
export function currentFolder(folder: string, kind: string, name: string): string | undefined {
  const home = secretFolder(folder, kind, name);
  if (existsSync(home)) return home;
  if (!existsSync(home + SUFFIX.OLD)) return undefined;
  return [home + SUFFIX.NEW, home, home + SUFFIX.OLD].find((candidate) => existsSync(candidate));
}
