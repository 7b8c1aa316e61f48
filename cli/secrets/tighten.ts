import { chmod, lstat, readdir } from 'fs/promises';
import { join } from 'path';
import { InputError } from '../command/errors';
import { isLock } from './lock';
import { FILE_MODE, FOLDER_MODE } from './write';

/** A file or folder of secrets that others may enter, or that its owner may not use. */
export interface LooseMode {
  readonly path: string;
  /** Four octal digits. */
  readonly got: string;
  /** Four octal digits. */
  readonly allowed: string;
}

/**
 * Everything below a folder of secrets that is not closed to others.
 *
 * @throws InputError for a symbolic link, or for anything else that is neither a folder nor a regular file
 */
export async function looseModes(path: string): Promise<LooseMode[]> {
  const stat = await lstat(path).catch(unlessGone);
  // Another command may be at work while this one only looks.
  if (!stat) return [];
  if (!stat.isDirectory() && !stat.isFile()) {
    const got = stat.isSymbolicLink() ? 'a symbolic link' : 'neither a file nor a folder';
    throw new InputError(`${path}: got ${got}; allowed: files and folders alone, so that secrets end up where they seem to; fix: replace it by what it leads to`);
  }
  const own = loose(path, stat.mode & 0o777, stat.isDirectory() ? FOLDER_MODE : FILE_MODE);
  if (!stat.isDirectory()) return own;
  const names = ((await readdir(path).catch(unlessGone)) ?? []).filter((name) => !isLock(name)).sort();
  const below = await Promise.all(names.map((name) => looseModes(join(path, name))));
  return [...own, ...below.flat()];
}

/**
 * Closes everything below a folder of secrets to others.
 *
 * @returns what was changed
 * @throws InputError as `looseModes` does
 */
export async function tighten(folder: string): Promise<LooseMode[]> {
  const found = await looseModes(folder);
  for (const { path, allowed } of found) await chmod(path, Number.parseInt(allowed, 8));
  return found;
}

function loose(path: string, mode: number, allowed: number): LooseMode[] {
  if ((mode & 0o077) === 0 && (mode & allowed) === allowed) return [];
  return [{ path, got: octal(mode), allowed: octal(allowed) }];
}

function octal(mode: number): string {
  return mode.toString(8).padStart(4, '0');
}

function unlessGone(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
