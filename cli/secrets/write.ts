import { existsSync, readdirSync } from 'fs';
import { mkdir, open, rename, rm } from 'fs/promises';
import { dirname, join } from 'path';
import { SECRET_KINDS, secretFolder, SUFFIX } from './layout';

/** Nobody but the owner enters. */
export const FOLDER_MODE = 0o700;

/** Nobody but the owner reads. */
export const FILE_MODE = 0o600;

/**
 * Puts a secret in place, all its parts at once.
 *
 * The parts are written beside and reach the disk first; then the old folder is moved away, and the new one to its place. A kill before the first
 * rename leaves the old parts, and a kill after it the new ones: `recover` and every reader take the new folder where the old one was moved away.
 *
 * @param folder `<secrets>/<cluster>`; the caller holds its lock
 * @param parts texts by file name
 */
export async function writeSecret(folder: string, kind: string, name: string, parts: Record<string, string>): Promise<void> {
  const home = secretFolder(folder, kind, name);
  await makeFolder(dirname(home));
  await rm(home + SUFFIX.NEW, { recursive: true, force: true });
  await mkdir(home + SUFFIX.NEW, { mode: FOLDER_MODE });
  await Promise.all(Object.entries(parts).map(([part, text]) => writeDurably(join(home + SUFFIX.NEW, part), text)));
  await flush(home + SUFFIX.NEW);
  if (existsSync(home)) await rename(home, home + SUFFIX.OLD);
  await rename(home + SUFFIX.NEW, home);
  await flush(dirname(home));
  await rm(home + SUFFIX.OLD, { recursive: true, force: true });
}

/** Removes a secret, all its parts at once. */
export async function removeSecret(folder: string, kind: string, name: string): Promise<void> {
  const home = secretFolder(folder, kind, name);
  await rm(home + SUFFIX.GONE, { recursive: true, force: true });
  await rename(home, home + SUFFIX.GONE);
  await rm(home + SUFFIX.GONE, { recursive: true, force: true });
}

/**
 * Finishes what a killed run left: a replacement that had begun is completed, one that had not is forgotten.
 *
 * @param folder `<secrets>/<cluster>`; the caller holds its lock
 */
export async function recover(folder: string): Promise<void> {
  const files = readdirSync(folder).filter((name) => name.endsWith(SUFFIX.NEW));
  for (const file of files) await rm(join(folder, file), { recursive: true, force: true });
  for (const kind of SECRET_KINDS) {
    const entries = existsSync(join(folder, kind)) ? readdirSync(join(folder, kind)) : [];
    const names = entries.filter((entry) => entry.includes('~')).map((entry) => entry.slice(0, entry.indexOf('~')));
    for (const name of new Set(names)) await recoverOne(secretFolder(folder, kind, name));
  }
}

async function recoverOne(home: string): Promise<void> {
  if (!existsSync(home) && existsSync(home + SUFFIX.OLD)) {
    await rename(existsSync(home + SUFFIX.NEW) ? home + SUFFIX.NEW : home + SUFFIX.OLD, home);
    await flush(dirname(home));
  }
  for (const suffix of Object.values(SUFFIX)) await rm(home + suffix, { recursive: true, force: true });
}

/** Makes a folder for its owner alone, and every one above that is missing. */
export async function makeFolder(folder: string): Promise<void> {
  if (existsSync(folder)) return;
  await makeFolder(dirname(folder));
  try {
    await mkdir(folder, { mode: FOLDER_MODE });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  await flush(dirname(folder));
}

/** Replaces one file that stands alone, atomically. */
export async function replaceFile(file: string, text: string): Promise<void> {
  await rm(file + SUFFIX.NEW, { force: true });
  await writeDurably(file + SUFFIX.NEW, text);
  await rename(file + SUFFIX.NEW, file);
  await flush(dirname(file));
}

async function writeDurably(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx', FILE_MODE);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes the names in a folder reach the disk. */
async function flush(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
