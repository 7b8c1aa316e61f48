import { execFileSync } from 'child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { temporaryFolder } from '../../temporary-folder';

/** The reference blueprint's YAML. */
export const DIST = join(__dirname, '../../../dist');

/** Nothing of the one who runs the tests has a say. */
const ENV = {
  PATH: process.env.PATH,
  HOME: '/nowhere',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  ...Object.fromEntries(
    ['AUTHOR', 'COMMITTER'].flatMap((who) => [
      [`GIT_${who}_NAME`, 'Test'],
      [`GIT_${who}_EMAIL`, 'test@example'],
    ]),
  ),
  GIT_AUTHOR_DATE: '2026-01-01T00:00:00Z',
  GIT_COMMITTER_DATE: '2026-01-01T00:00:00Z',
};

/** Runs git in a folder and gives what it prints. */
export function git(folder: string, ...args: string[]): string {
  return execFileSync('git', args, { cwd: folder, env: ENV, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
}

/** Replaces a text in the files of a folder whose names fit. */
export function edit(folder: string, files: RegExp, from: string | RegExp, to: string): void {
  for (const name of readdirSync(folder).filter((each) => files.test(each))) {
    const file = join(folder, name);
    const text = readFileSync(file, 'utf8');
    if (text.replace(from, to) === text) throw new Error(`${name} has no ${String(from)}`);
    writeFileSync(file, text.replace(from, to));
  }
}

/** Writes a file, and the folders above it. */
export function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** A copy of the reference blueprint's YAML. */
export function copyOfDist(): string {
  const folder = join(temporaryFolder(), 'dist');
  cpSync(DIST, folder, { recursive: true });
  return folder;
}

/** A part of it that is read faster: the cluster, its objects of the API and a worker. */
export function smallDist(): string {
  const folder = join(temporaryFolder(), 'dist');
  for (const name of SMALL) write(join(folder, name), readFileSync(join(DIST, name), 'utf8'));
  return folder;
}

/** The files of the small part. */
export const SMALL = ['prod-api.k8s.yaml', 'prod-worker-1.k8s.yaml', 'prod.k8s.yaml'];

/** A repository: tag v1 has the small part in dist and, in one file, in clusters/prod; the next commit, on main, has slower detection. */
export function repository(): string {
  const folder = temporaryFolder();
  git(folder, 'init', '--quiet', '--initial-branch=main');
  cpSync(smallDist(), join(folder, 'dist'), { recursive: true });
  write(join(folder, 'clusters/prod/all.yaml'), SMALL.map((name) => readFileSync(join(DIST, name), 'utf8')).join('---\n'));
  git(folder, 'add', '.');
  git(folder, 'commit', '--quiet', '--message', 'one');
  git(folder, 'tag', 'v1');
  edit(join(folder, 'dist'), /worker/, 'inter 2000ms', 'inter 5s');
  git(folder, 'commit', '--quiet', '--all', '--message', 'two');
  return folder;
}
