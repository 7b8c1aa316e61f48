import { spawnSync } from 'child_process';
import { existsSync } from 'fs';
import { dirname, join } from 'path';
import { realPath } from './folder-paths';

/**
 * Whether `git add` would take a file: it is in a work tree, and nothing ignores it.
 *
 * Where git cannot say, it counts as taken: a warning too many costs less than a published key.
 *
 * @param file which need not exist
 */
export function gitWouldTake(file: string): boolean {
  const path = realPath(file);
  if (!isInWorkTree(dirname(path))) return false;
  const folder = nearestExisting(dirname(path));
  // Variables such as GIT_DIR, which a hook sets, would have git look at another repository.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')));
  return spawnSync('git', ['-C', folder, 'check-ignore', '--quiet', '--', path], { env, stdio: 'ignore' }).status !== 0;
}

function isInWorkTree(folder: string): boolean {
  if (existsSync(join(folder, '.git'))) return true;
  return dirname(folder) !== folder && isInWorkTree(dirname(folder));
}

function nearestExisting(folder: string): string {
  return existsSync(folder) ? folder : nearestExisting(dirname(folder));
}
