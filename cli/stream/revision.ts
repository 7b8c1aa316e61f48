import { isUtf8 } from 'buffer';
import { spawnSync } from 'child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { basename, dirname, join } from 'path';
import { InputError, PrerequisiteError } from '../command/errors';

/** Where a revision without a path has the YAML, seen from the folder that the command runs in. */
const DEFAULT_PATH = './dist';

/** More than this in one tree is no description of a cluster. */
const BYTES_AT_MOST = 256 * 1024 * 1024;

/** How a folder is found. */
export interface FolderOptions {
  /** Only files whose names end so; all files if it is left out. */
  readonly only?: RegExp;
  /**
   * What is written of a text, so that no key of a revision gets onto a disk.
   *
   * @default every byte of it
   */
  readonly keep?: (text: string) => string;
  /** A revision without a path stands for its folder `dist`; otherwise a path is asked for. */
  readonly defaultPath: boolean;
  /**
   * The folder that the command runs in.
   *
   * @default - that of the process
   */
  readonly cwd?: string;
}

/**
 * Gives a folder, or the files of a folder as they are in a revision of git.
 *
 * A folder that exists is taken as it is. Otherwise the name is a revision, with or without a path: `main`, `v1.2:clusters/prod`. Its files
 * are read with the git program and put into a folder that only this user can read, which is removed when `use` is done, whatever happens.
 * What git has as symbolic links or submodules is left out.
 *
 * @param name a folder, `REVISION` or `REVISION:PATH`
 * @param use gets the folder; paths in its errors below a temporary folder are those within the revision
 * @throws InputError for what is neither a folder nor a revision; PrerequisiteError where there is no git
 */
export function withFolder<T>(name: string, options: FolderOptions, use: (folder: string) => T): T {
  if (name === '' || name.startsWith('-'))
    throw new InputError(`got ${name || 'an empty name'}; allowed: ${ALLOWED}; fix: ./${name} for a folder of that name`);
  if (existsSync(name) && statSync(name).isDirectory()) return use(name);
  const tree = treeOf(name, options);
  const above = mkdtempSync(join(tmpdir(), 'ha-cluster-revision-'));
  // Host trees are named after their folder.
  const folder = join(above, basename(name.slice(name.indexOf(':') + 1)).replace(/^\.*$/, '') || 'revision');
  try {
    mkdirSync(folder);
    unpack(tree, folder, options);
    return use(folder);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(error.message.split(folder).join(name));
  } finally {
    rmSync(above, { recursive: true, force: true });
  }
}

const ALLOWED = 'a folder, a revision of git, or REVISION:PATH';

/** The id of the tree that a name stands for. */
function treeOf(name: string, { defaultPath, cwd }: FolderOptions): string {
  const colon = name.indexOf(':');
  const revision = colon < 0 ? name : name.slice(0, colon);
  const path = colon < 0 ? DEFAULT_PATH : name.slice(colon + 1);
  const inside = git(['rev-parse', '--is-inside-work-tree'], cwd);
  if (inside.status !== 0) {
    throw new InputError(
      `${name}: got no such folder, and no repository of git to look for a revision in (${inside.reason}); allowed: ${ALLOWED}; fix: give a folder, or run this in the repository`,
    );
  }
  const commit = git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`], cwd);
  if (revision === '' || commit.status !== 0) {
    throw new InputError(
      `${name}: got no such folder, and git knows no revision ${revision || '(empty)'}; allowed: ${ALLOWED}; fix: look at \`git branch --all\` and \`git tag\`; in a shallow clone, fetch the revision first (git fetch --depth=1 origin ${revision || 'main'})`,
    );
  }
  if (colon < 0 && !defaultPath)
    throw new InputError(`${name}: got a revision without a path; allowed with --hosts: REVISION:PATH; fix: ${name}:PATH of the host trees`);
  const tree = git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${commit.text.trim()}:${path}`], cwd);
  const id = tree.text.trim();
  if (tree.status !== 0 || git(['cat-file', '-t', id], cwd).text.trim() !== 'tree') {
    throw new InputError(
      `${name}: revision ${revision} has no folder ${path}; allowed: a folder that is in it; fix: ${revision}:PATH, from the top of the repository`,
    );
  }
  return id;
}

interface Blob {
  readonly id: string;
  readonly path: string;
}

function unpack(tree: string, folder: string, { only, keep, cwd }: FolderOptions): void {
  const listing = git(['ls-tree', '-r', '-z', '--full-tree', tree], cwd);
  if (listing.status !== 0) throw new InputError(`git ls-tree failed: ${listing.reason}; fix: see that the repository is whole (git fsck)`);
  const blobs = listing.text
    .split('\0')
    .flatMap(blobOf)
    .filter(({ path }) => only === undefined || only.test(path));
  if (blobs.length === 0) return;
  const input = blobs.map(({ id }) => `${id}\n`).join('');
  const contents = git(['cat-file', '--batch'], cwd, input);
  if (contents.status !== 0) throw new InputError(`git cat-file failed: ${contents.reason}; fix: see that the repository is whole (git fsck)`);
  let at = 0;
  for (const { path } of blobs) {
    const end = contents.bytes.indexOf(10, at);
    const [, type, size] = contents.bytes.toString('utf8', at, end).split(' ');
    if (type !== 'blob') throw new InputError(`${path}: git does not have its content; fix: fetch it (git fetch), or give a folder`);
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    const bytes = contents.bytes.subarray(end + 1, end + 1 + Number(size));
    writeFileSync(file, keep && isUtf8(bytes) ? keep(bytes.toString('utf8')) : bytes, { mode: 0o600 });
    at = end + 1 + Number(size) + 1;
  }
}

/** Ordinary files only, and none that a crafted tree would put elsewhere. */
function blobOf(entry: string): Blob[] {
  const match = /^100\d{3} blob ([0-9a-f]+)\t([\s\S]+)$/.exec(entry);
  if (!match) return [];
  const [, id = '', path = ''] = match;
  const strange =
    path.startsWith('/') || path.split(/[/\\]/).some((part) => part === '..' || part === '.' || part === '' || part.toLowerCase() === '.git');
  return strange ? [] : [{ id, path }];
}

interface GitAnswer {
  readonly status: number | null;
  readonly bytes: Buffer;
  readonly text: string;
  /** First line of what it complained about. */
  readonly reason: string;
}

function git(args: string[], cwd = process.cwd(), input = ''): GitAnswer {
  // Variables such as GIT_DIR, which a hook sets, would have git look at another repository.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')));
  const answer = spawnSync('git', ['--no-pager', '--no-replace-objects', ...args], {
    cwd,
    input,
    env: { ...env, LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0' },
    maxBuffer: BYTES_AT_MOST,
  });
  const code = (answer.error as NodeJS.ErrnoException | undefined)?.code;
  if (code === 'ENOENT') {
    throw new PrerequisiteError('git: cannot be run (not found); needed: git, to read revisions; fix: install it, or give two folders');
  }
  if (code === 'ENOBUFS')
    throw new InputError(
      `more than ${BYTES_AT_MOST / 1024 / 1024} MiB in one revision; allowed: the YAML of clusters; fix: give its folder as REVISION:PATH`,
    );
  if (answer.error)
    throw new PrerequisiteError(`git: cannot be run (${answer.error.message}); needed: git, to read revisions; fix: repair it, or give two folders`);
  const complaint = answer.stderr.toString('utf8').trim().split('\n')[0] ?? '';
  return { status: answer.status, bytes: answer.stdout, text: answer.stdout.toString('utf8'), reason: complaint || `exit code ${answer.status}` };
}
