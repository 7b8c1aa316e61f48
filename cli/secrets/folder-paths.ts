import { existsSync, realpathSync } from 'fs';
import { basename, dirname, join, relative, resolve, sep } from 'path';

/** Whether a path is a folder or below it; both without symbolic links. */
export function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`));
}

/** The path without symbolic links, also of what does not exist yet. */
export function realPath(path: string): string {
  const absolute = resolve(path);
  return existsSync(absolute) ? realpathSync(absolute) : join(realPath(dirname(absolute)), basename(absolute));
}
