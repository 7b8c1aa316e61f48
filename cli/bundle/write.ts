import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { setImmediate as turn } from 'timers/promises';
import { InterruptedError } from '../command/errors';
import { packageRoot } from '../command/package-root';
import { HostManifest, manifestLines } from './manifest';
import { tarOf } from './tar';
import { HostTree } from './tree';

/** How the tree of a host is written: as a folder, or as one archive. */
export type TreeForm = 'folder' | 'tar';

/** The tree of a host and what describes it. */
export interface DescribedTree {
  readonly tree: HostTree;
  readonly manifest: HostManifest;
}

/** It holds secrets: whatever the modes on the host are, here only its owner reads. */
const FOLDER = 0o700;
const FILE = 0o600;

/** Suffixes on the way in and out; no cluster has a `~` in its name. `NEW` is complete as soon as `OLD` is there. */
const SUFFIX = { NEW: '~new', OLD: '~old' } as const;

/**
 * Puts new trees in the place of those that are there, all at once.
 *
 * They are written beside; then the old ones are moved away, and the new ones to their place. A kill leaves the old ones or the new ones; between
 * the two moves the new ones are complete under another name, and the next run finishes the exchange.
 *
 * @param folder `<out>/<cluster>`; the caller holds the lock of `<out>`, and has called `recoverTrees`
 * @param kept hosts whose trees stay as they are
 * @param signal asks to stop, which is possible until the exchange begins
 * @throws InterruptedError when it was asked to; like after any other error, e.g. a full disk, nothing of the new trees is left
 */
export async function replaceTrees(folder: string, trees: DescribedTree[], form: TreeForm, kept: string[], signal?: AbortSignal): Promise<void> {
  try {
    await stage(folder, trees, form, kept, signal);
    if (existsSync(folder)) renameSync(folder, folder + SUFFIX.OLD);
    renameSync(folder + SUFFIX.NEW, folder);
    rmSync(folder + SUFFIX.OLD, { recursive: true, force: true });
  } catch (error) {
    recoverTrees(folder);
    throw error;
  }
}

/** Writes all trees beside their place. */
async function stage(folder: string, trees: DescribedTree[], form: TreeForm, kept: string[], signal?: AbortSignal): Promise<void> {
  const staging = folder + SUFFIX.NEW;
  mkdirSync(staging, { mode: FOLDER });
  for (const name of kept.flatMap((host) => [host, `${host}.tar`])) {
    if (existsSync(join(folder, name))) cpSync(join(folder, name), join(staging, name), { recursive: true });
  }
  for (const tree of trees) {
    const path = join(staging, tree.manifest.host);
    if (form === 'tar') writeFileSync(`${path}.tar`, await tarOf(tarFiles(tree)), { mode: FILE });
    else writeFolder(path, tree);
    await stopWhenAsked(signal);
  }
}

/** Signals are heard between two turns of the event loop only. */
async function stopWhenAsked(signal: AbortSignal | undefined): Promise<void> {
  await turn();
  if (signal?.aborted) throw new InterruptedError('stopped before any tree was replaced; what was there stays: run the same command again');
}

/** Finishes or forgets an exchange that was killed; the caller holds the lock of `<out>`. */
export function recoverTrees(folder: string): void {
  if (!existsSync(folder) && existsSync(folder + SUFFIX.OLD)) {
    renameSync(existsSync(folder + SUFFIX.NEW) ? folder + SUFFIX.NEW : folder + SUFFIX.OLD, folder);
  }
  for (const suffix of Object.values(SUFFIX)) rmSync(folder + suffix, { recursive: true, force: true });
}

/** The text of `install`, which is the same for every host. */
export function installScript(): string {
  return readFileSync(join(packageRoot(), 'cli', 'bundle', 'install.sh'), 'utf8');
}

/** What lies beside the files of a host, by name. */
function beside({ manifest }: DescribedTree): Record<string, string> {
  return { install: installScript(), 'manifest.json': `${JSON.stringify(manifest, undefined, 2)}\n`, 'manifest.tsv': manifestLines(manifest) };
}

function writeFolder(folder: string, described: DescribedTree): void {
  mkdirSync(folder, { mode: FOLDER });
  for (const { path, content } of [...described.tree.files, ...described.tree.pods]) write(folder, path.slice(1), content);
  for (const [name, content] of Object.entries(beside(described))) write(folder, name, content);
}

function write(folder: string, path: string, content: string): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true, mode: FOLDER });
  writeFileSync(file, content, { mode: modeOf(path) });
}

function tarFiles(described: DescribedTree): Parameters<typeof tarOf>[0] {
  const root = { owner: 'root', group: 'root' };
  return [
    ...[...described.tree.files, ...described.tree.pods].map(({ path, mode, owner, group, content }) => ({
      path: path.slice(1),
      mode: parseInt(mode, 8),
      owner,
      group,
      content,
    })),
    ...Object.entries(beside(described)).map(([name, content]) => ({ path: name, mode: modeOf(name), ...root, content })),
  ];
}

/** `install` is run from where it lies. */
function modeOf(path: string): number {
  return path === 'install' ? FOLDER : FILE;
}
