import { existsSync, lstatSync, readdirSync, readFileSync, realpathSync, statSync } from 'fs';
import { basename, dirname, join, relative, resolve, sep } from 'path';
import { InputError } from '../command/errors';
import { HostManifest } from './manifest';
import { fileOfTar } from './tar';

/** What every tree has. */
const MANIFEST = 'manifest.json';

/** A folder that a bundle must not touch, and what it is. */
export interface Forbidden {
  readonly folder: string;
  readonly what: string;
}

/**
 * The folder that a bundle replaces: `<out>/<cluster>`.
 *
 * @throws InputError where it is in, around or the same as one of the forbidden folders, or holds what no bundle wrote
 */
export async function bundleFolder(out: string, cluster: string, forbidden: Forbidden[]): Promise<string> {
  const folder = join(out, cluster);
  for (const { folder: other, what } of forbidden) {
    if (!overlap(real(folder), real(other)) && !isInside(real(resolve(out)), real(other))) continue;
    throw new InputError(
      `--out: got ${out}, so that ${folder} would be replaced, and ${other} holds ${what}; allowed: a folder apart from it; fix: --out bundle`,
    );
  }
  const strange = await strangersIn(folder);
  if (strange.length > 0) {
    const fix = 'remove them, or choose another --out';
    throw new InputError(
      `${folder}: got ${strange.join(', ')}, which no bundle wrote, in a folder that would be replaced; allowed: trees of hosts; fix: ${fix}`,
    );
  }
  return folder;
}

/** The names of the hosts whose trees a bundle holds, in either form. */
export function hostsIn(folder: string): string[] {
  return entriesOf(folder).map((name) => name.replace(/\.tar$/, ''));
}

async function strangersIn(folder: string): Promise<string[]> {
  const strange: string[] = [];
  for (const name of entriesOf(folder)) if (!(await isTree(folder, name))) strange.push(name);
  return strange;
}

/** Whether an entry is, in either form, the tree of the host that it is named after. */
async function isTree(folder: string, name: string): Promise<boolean> {
  const path = join(folder, name);
  const entry = lstatSync(path);
  if (entry.isDirectory()) return hostOf(textOf(join(path, MANIFEST))) === name;
  return entry.isFile() && name.endsWith('.tar') && `${hostOf(await fileOfTar(path, MANIFEST))}.tar` === name;
}

function textOf(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** The host that a text names if it is the manifest of a tree; others call files so, too. */
function hostOf(text = ''): string | undefined {
  try {
    const { format, host } = JSON.parse(text) as Partial<HostManifest>;
    return format === 1 ? host : undefined;
  } catch {
    return undefined;
  }
}

function entriesOf(folder: string): string[] {
  if (!existsSync(folder)) return [];
  if (!statSync(folder).isDirectory())
    throw new InputError(`${folder}: got a file; allowed: a folder of trees; fix: remove it, or choose another --out`);
  return readdirSync(folder).sort();
}

function overlap(a: string, b: string): boolean {
  return isInside(a, b) || isInside(b, a);
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`));
}

/** Where a path leads, whatever symbolic links are above it; it need not be there yet. */
function real(path: string): string {
  const absolute = resolve(path);
  if (existsSync(absolute)) return realpathSync(absolute);
  return join(real(dirname(absolute)), basename(absolute));
}
