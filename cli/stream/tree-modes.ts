import { existsSync } from 'fs';
import { join } from 'path';
import { TreeFile, TreePath } from '../../lib/availability/read/host-tree';
import { isObject } from './documents';
import { readText } from './text-file';

/** What lies beside the files in the tree of a host and says what their modes and owners are. */
export const MODES_FILE = 'modes.txt';
const MANIFEST_FILE = 'manifest.json';

/** Modes and owners as they are on the host. */
export interface TreeModes {
  readonly files: readonly TreePath[];
  readonly directories: readonly TreePath[];
}

const NONE: TreeModes = { files: [], directories: [] };

/**
 * Modes and owners of a host's files. Those of the copy say nothing: whoever copied it may be another user, and Git keeps none.
 *
 * They are read from `modes.txt` in the tree, lines of type, mode, user, group and path as `find -printf '%y %m %u %g %p\n'` writes them, or from
 * the manifest of a tree that `ha-cluster bundle` wrote.
 *
 * @throws InputError where one of them is there and cannot be read
 */
export function modesOfTree(root: string): TreeModes {
  if (existsSync(join(root, MODES_FILE))) return listed(readText(join(root, MODES_FILE), join(root, MODES_FILE)));
  return existsSync(join(root, MANIFEST_FILE)) ? bundled(readText(join(root, MANIFEST_FILE), join(root, MANIFEST_FILE))) : NONE;
}

/** Files with their modes; what is listed and was not copied is there without its content. */
export function withModes(files: readonly TreeFile[], { files: modes }: TreeModes): TreeFile[] {
  const known = new Map(modes.map((mode) => [mode.path, mode]));
  const copied = new Set(files.map(({ path }) => path));
  return [...files.map((file) => ({ ...known.get(file.path), ...file })), ...modes.filter(({ path }) => !copied.has(path))];
}

function listed(text: string): TreeModes {
  const lines = text.split('\n').flatMap((line) => {
    const match = /^([df]) ([0-7]{3,4}) (\S+) (\S+) (\/\S*)$/.exec(line.trim());
    if (!match) return [];
    const [, type = '', mode = '', owner = '', group = '', path = ''] = match;
    return [{ type, known: { path: path.replace(/(.)\/+$/, '$1'), mode: mode.padStart(4, '0'), owner, group } }];
  });
  const of = (type: string) => lines.filter((line) => line.type === type).map(({ known }) => known);
  return { files: of('f'), directories: of('d') };
}

function bundled(text: string): TreeModes {
  let manifest: unknown;
  try {
    manifest = JSON.parse(text) as unknown;
  } catch {
    return NONE;
  }
  if (!isObject(manifest) || manifest.format !== 1) return NONE;
  return { files: pathsOf(manifest.files), directories: pathsOf(manifest.directories) };
}

function pathsOf(list: unknown): TreePath[] {
  const entries: unknown[] = Array.isArray(list) ? list : [];
  return entries.flatMap((entry) => {
    if (!isObject(entry) || typeof entry.path !== 'string') return [];
    const { path, mode, owner, group } = entry;
    return [mode, owner, group].every((field) => typeof field === 'string') ? [{ path, mode, owner, group } as TreePath] : [];
  });
}
