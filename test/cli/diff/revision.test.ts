import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { InputError, PrerequisiteError } from '../../../cli/command/errors';
import { withFolder } from '../../../cli/stream/revision';
import { temporaryFolder } from '../../temporary-folder';
import { DIST, git, repository, SMALL, write } from './repository';

let folder: string;
beforeAll(() => (folder = repository()));

const options = (more = {}) => ({ defaultPath: true, only: /\.ya?ml$/, cwd: folder, ...more });
const namesIn = (name: string, more = {}) => withFolder(name, options(more), (given) => readdirSync(given).sort());
const NAMES = SMALL;

/** Temporary folders of revisions that nobody removed. */
const leftovers = () => readdirSync(tmpdir()).filter((name) => name.startsWith('ha-cluster-revision-'));

test('a folder that exists is taken as it is', () => {
  expect(withFolder(DIST, options(), (given) => given)).toBe(DIST);
});

test('a revision is its folder dist, in the folder that the command runs in', () => {
  expect(namesIn('v1')).toEqual(NAMES);
  expect(namesIn('HEAD~1')).toEqual(NAMES);
  expect(namesIn('main:dist')).toEqual(NAMES);
  expect(namesIn('v1:clusters/prod')).toEqual(['all.yaml']);
  expect(() => namesIn('v1', { cwd: join(folder, 'clusters') })).toThrow('v1: revision v1 has no folder ./dist;');
  expect(namesIn('v1:./prod', { cwd: join(folder, 'clusters') })).toEqual(['all.yaml']);
});

test('files have the bytes of the revision', () => {
  const text = (name: string) => withFolder(name, options(), (given) => readFileSync(join(given, 'prod-worker-1.k8s.yaml'), 'utf8'));
  expect(text('v1')).toBe(readFileSync(join(DIST, 'prod-worker-1.k8s.yaml'), 'utf8'));
  expect(text('main')).toContain('inter 5s');
});

test('only files that are asked for are taken out, ordinary ones alone, under their own names', () => {
  const strange = temporaryFolder();
  git(strange, 'init', '--quiet', '--initial-branch=main');
  write(join(strange, 'dist/ä b\n"c".yaml'), 'a: 1\n');
  write(join(strange, 'dist/below/x.yml'), 'b: 2\n');
  write(join(strange, 'dist/other.txt'), 'c\n');
  symlinkSync('/etc/passwd', join(strange, 'dist/link.yaml'));
  git(strange, 'add', '.');
  git(strange, 'commit', '--quiet', '--message', 'one');
  expect(namesIn('main', { cwd: strange })).toEqual(['below', 'ä b\n"c".yaml'].sort());
});

test('the temporary folder is gone afterwards, also when its use fails', () => {
  const before = leftovers();
  let seen = '';
  withFolder('v1', options(), (given) => (seen = given));
  expect(existsSync(seen)).toBe(false);
  expect(() =>
    withFolder('v1', options(), (given) => {
      throw new InputError(`${given}: wrong`);
    }),
  ).toThrow(new InputError('v1: wrong'));
  expect(leftovers()).toEqual(before);
});

test('what is no folder and no revision is said, with the fix', () => {
  expect(() => namesIn('nothing')).toThrow(
    new InputError(
      'nothing: got no such folder, and git knows no revision nothing; allowed: a folder, a revision of git, or REVISION:PATH; fix: look at `git branch --all` and `git tag`; in a shallow clone, fetch the revision first (git fetch --depth=1 origin nothing)',
    ),
  );
  expect(() => namesIn('v1:nothing')).toThrow(
    new InputError('v1:nothing: revision v1 has no folder nothing; allowed: a folder that is in it; fix: v1:PATH, from the top of the repository'),
  );
  expect(() => namesIn('v1:dist/prod.k8s.yaml')).toThrow(InputError);
  expect(() => namesIn(':dist')).toThrow(InputError);
  expect(() => namesIn('v1', { defaultPath: false })).toThrow(
    new InputError('v1: got a revision without a path; allowed with --hosts: REVISION:PATH; fix: v1:PATH of the host trees'),
  );
});

test('a name that looks like an option never reaches git', () => {
  expect(() => namesIn('--output=x')).toThrow(
    new InputError('got --output=x; allowed: a folder, a revision of git, or REVISION:PATH; fix: ./--output=x for a folder of that name'),
  );
  expect(() => namesIn('')).toThrow(InputError);
  expect(() => namesIn('--help:dist')).toThrow(InputError);
});

test('outside of a repository revisions are no input, and folders are', () => {
  const outside = temporaryFolder();
  mkdirSync(join(outside, '.git'));
  expect(() => namesIn('main', { cwd: outside })).toThrow(
    /^main: got no such folder, and no repository of git to look for a revision in \(fatal: not a git repository.*\); allowed: a folder, a revision of git, or REVISION:PATH; fix: give a folder, or run this in the repository$/,
  );
  expect(namesIn(DIST, { cwd: outside })).toEqual(readdirSync(DIST).sort());
});

test('without git a revision needs a prerequisite', () => {
  const path = process.env.PATH;
  process.env.PATH = temporaryFolder();
  try {
    expect(() => namesIn('main')).toThrow(
      new PrerequisiteError('git: cannot be run (not found); needed: git, to read revisions; fix: install it, or give two folders'),
    );
  } finally {
    process.env.PATH = path;
  }
});

test('variables of a hook do not lead to another repository', () => {
  const before = process.env.GIT_DIR;
  process.env.GIT_DIR = '/nowhere';
  try {
    expect(namesIn('v1')).toEqual(NAMES);
  } finally {
    if (before === undefined) delete process.env.GIT_DIR;
    else process.env.GIT_DIR = before;
  }
});
