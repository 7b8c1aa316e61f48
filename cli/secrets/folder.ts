import { existsSync, lstatSync, readdirSync, statSync } from 'fs';
import { chmod, writeFile } from 'fs/promises';
import { join, resolve } from 'path';
import { InputError } from '../command/errors';
import { isWithin, realPath } from './folder-paths';
import { gitWouldTake } from './git';
import { clusterFolder } from './layout';
import { FILE_MODE, FOLDER_MODE, makeFolder } from './write';

/** Where secrets are to be kept. */
export interface SecretsFolder {
  /** Folder of all clusters. */
  readonly secrets: string;
  /** Name of the cluster. */
  readonly cluster: string;
  /**
   * Folder of the rendered YAML, which is published.
   *
   * @default - not compared with it
   */
  readonly dist?: string;
}

/**
 * Makes the folder of a cluster's secrets, or looks whether the one that is there is a place for them. What is in it is looked at by `tighten`.
 *
 * @param warn takes one line about each thing that was mended or should be
 * @returns `<secrets>/<cluster>`
 * @throws InputError where the folder is published, or open to others
 */
export async function prepareFolder({ secrets, cluster, dist }: SecretsFolder, warn: (line: string) => void): Promise<string> {
  if (dist !== undefined) keepApart(secrets, dist);
  if (!existsSync(secrets)) await makeFolder(resolve(secrets));
  if (!statSync(secrets).isDirectory()) throw new InputError(`${secrets}: got a file; allowed: a folder; fix: give another --secrets`);
  await claim(secrets, warn);
  const folder = clusterFolder(secrets, cluster);
  await makeFolder(resolve(folder));
  if (!lstatSync(folder).isDirectory()) {
    throw new InputError(`${folder}: got a symbolic link or a file; allowed: a folder; fix: give the real one with --secrets`);
  }
  if (gitWouldTake(join(folder, 'made.json'))) {
    warn(`${secrets}: is in a git work tree that does not ignore it; fix: echo '*' > ${join(secrets, '.gitignore')}`);
  }
  return folder;
}

/** An empty folder becomes ours; one with other things in it is not changed, since those who may enter it may rely on that. */
async function claim(secrets: string, warn: (line: string) => void): Promise<void> {
  const empty = readdirSync(secrets).length === 0;
  const mode = statSync(secrets).mode & 0o777;
  if (mode !== FOLDER_MODE) {
    const fix = `${secrets}: got mode ${mode.toString(8).padStart(4, '0')}; allowed: 0700; fix: chmod 700 ${secrets}`;
    if (!empty) throw new InputError(fix);
    await chmod(secrets, FOLDER_MODE);
    if ((statSync(secrets).mode & 0o777) !== FOLDER_MODE) throw new InputError(`${fix}, on a file system that knows modes`);
    warn(`${secrets}: mode ${mode.toString(8).padStart(4, '0')} changed to 0700`);
  }
  if (empty) await writeFile(join(secrets, '.gitignore'), '*\n', { mode: FILE_MODE });
}

/** Neither of two folders may be in the other. */
function keepApart(secrets: string, dist: string): void {
  const [a, b] = [realPath(secrets), realPath(dist)];
  if (!isWithin(a, b) && !isWithin(b, a)) return;
  throw new InputError(`--secrets: got ${secrets}, which is ${a === b ? '' : isWithin(a, b) ? 'inside ' : 'around '}the folder of the YAML, ${dist}; allowed: a folder apart from it, as the YAML is published; fix: give another --secrets`);
}
