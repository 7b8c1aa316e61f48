import { renameSync, rmSync, statSync, writeFileSync } from 'fs';
import { dirname } from 'path';
import { InputError } from '../command/errors';

/**
 * Writes files, all or none: each is complete under another name before the first one takes its place.
 *
 * @param files texts by path
 * @throws InputError where a folder is missing, or cannot be written
 */
export function writeTogether(files: ReadonlyMap<string, string>): void {
  const beside = [...files.keys()].map((path) => [path, `${path}.${process.pid}~`] as const);
  try {
    for (const [path, temporary] of beside) {
      refuseFolder(path);
      writeFileSync(temporary, files.get(path)!, { flag: 'wx' });
    }
    for (const [path, temporary] of beside) renameSync(temporary, path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new InputError(
      `${beside.map(([path]) => path).join(', ')}: cannot be written (${code}); allowed: a file in a folder that exists; fix: make the folder ${dirname(beside[0]![0])}, or give another path`,
    );
  } finally {
    for (const [, temporary] of beside) rmSync(temporary, { force: true });
  }
}

function refuseFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
    throw new InputError(`${path}: got a folder; allowed: a file; fix: give a name in it, such as ${path.replace(/\/$/, '')}/report.html`);
  }
}
