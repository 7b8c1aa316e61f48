import { spawnSync } from 'child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'fs';
import { join } from 'path';
import { issuePki } from '../../../cli/pki/issue';
import { prepareFolder } from '../../../cli/secrets/folder';
import { temporaryFolder } from '../../temporary-folder';
import { fileOf, issuedFolders, kept, NOW, planned } from '../pki/plan';

const issuedFolder = issuedFolders();

let parent: string;
let warnings: string[];
beforeEach(() => {
  parent = temporaryFolder();
  warnings = [];
});

const prepare = (secrets: string, dist?: string) => prepareFolder({ secrets, cluster: 'prod', dist }, (line) => warnings.push(line));
const modeOf = (path: string) => statSync(path).mode & 0o777;

test('a new folder is for its owner alone, and git ignores it', async () => {
  const secrets = join(parent, 'a/secrets');
  expect(await prepare(secrets)).toBe(join(secrets, 'prod'));
  expect([modeOf(secrets), modeOf(join(secrets, 'prod'))]).toEqual([0o700, 0o700]);
  expect(readFileSync(join(secrets, '.gitignore'), 'utf8')).toBe('*\n');
  expect(warnings).toEqual([]);
});

test('an empty folder is closed, which is said', async () => {
  const secrets = join(parent, 'secrets');
  mkdirSync(secrets);
  chmodSync(secrets, 0o755);
  await prepare(secrets);
  expect([modeOf(secrets), warnings]).toEqual([0o700, [`${secrets}: mode 0755 changed to 0700`]]);
});

test('a folder with other things in it that is open to others is refused', async () => {
  chmodSync(parent, 0o755);
  writeFileSync(join(parent, 'notes'), '');
  await expect(prepare(parent)).rejects.toThrow(expect.objectContaining({ exitCode: 2, message: `${parent}: got mode 0755; allowed: 0700; fix: chmod 700 ${parent}` }));
  expect([modeOf(parent), existsSync(join(parent, 'prod'))]).toEqual([0o755, false]);
});

test.each([
  ['the folder of the YAML', '', 'dist', 'dist'],
  ['inside it', 'inside ', 'dist/secrets', 'dist'],
  ['around it', 'around ', 'all', 'all/dist'],
])('%s is refused', async (_, where, secrets, dist) => {
  mkdirSync(join(parent, dist), { recursive: true });
  await expect(prepare(join(parent, secrets), join(parent, dist))).rejects.toThrow(
    `--secrets: got ${parent}/${secrets}, which is ${where}the folder of the YAML, ${parent}/${dist}; allowed: a folder apart from it, as the YAML is published; fix: give another --secrets`,
  );
});

test('a symbolic link does not hide that the folder is the one of the YAML', async () => {
  mkdirSync(join(parent, 'dist'));
  symlinkSync(join(parent, 'dist'), join(parent, 'link'));
  await expect(prepare(join(parent, 'link/secrets'), join(parent, 'dist'))).rejects.toThrow('inside the folder of the YAML');
});

test('names that begin alike are apart', async () => {
  mkdirSync(join(parent, 'dist'));
  await expect(prepare(join(parent, 'dist-secrets'), join(parent, 'dist'))).resolves.toBe(join(parent, 'dist-secrets/prod'));
});

test('a file in its place is refused', async () => {
  writeFileSync(join(parent, 'secrets'), '');
  await expect(prepare(join(parent, 'secrets'))).rejects.toThrow('secrets: got a file; allowed: a folder; fix: give another --secrets');
});

test('a folder of a cluster that leads elsewhere is refused', async () => {
  mkdirSync(join(parent, 'elsewhere'));
  symlinkSync(join(parent, 'elsewhere'), join(parent, 'prod'));
  await expect(prepare(parent)).rejects.toThrow(`${parent}/prod: got a symbolic link or a file; allowed: a folder; fix: give the real one with --secrets`);
});

const git = (...args: string[]) => spawnSync('git', ['-C', parent, ...args], { encoding: 'utf8' }).status === 0;
const HAS_GIT = spawnSync('git', ['--version']).status === 0;

(HAS_GIT ? test : test.skip)('a git work tree that would take secrets is warned about', async () => {
  expect(git('init', '--quiet')).toBe(true);
  const secrets = join(parent, 'secrets');
  mkdirSync(secrets, { mode: 0o700 });
  writeFileSync(join(secrets, 'notes'), '');
  await prepare(secrets);
  expect(warnings).toEqual([`${secrets}: is in a git work tree that does not ignore it; fix: echo '*' > ${secrets}/.gitignore`]);
  writeFileSync(join(secrets, '.gitignore'), '*\n');
  await prepare(secrets);
  expect(warnings).toHaveLength(1);
  await prepare(join(parent, 'new'));
  expect(warnings).toHaveLength(1);
});

test('what others may read is closed by the next run, which says so', async () => {
  const secrets = issuedFolder();
  const key = fileOf(secrets, 'SecretKey', 'encryption-1', 'key');
  chmodSync(key, 0o640);
  chmodSync(join(secrets, 'prod/Certificate'), 0o755);
  const output = kept();
  await issuePki({ cluster: planned(), secrets, now: NOW }, output);
  expect(output.lines).toEqual([`${secrets}/prod/Certificate: mode 0755 changed to 0700`, `${key}: mode 0640 changed to 0600`]);
  expect([modeOf(key), modeOf(join(secrets, 'prod/Certificate'))]).toEqual([0o600, 0o700]);
});

test('a symbolic link among the secrets is refused', async () => {
  const secrets = issuedFolder();
  symlinkSync('/etc/hostname', join(secrets, 'prod/Certificate/link'));
  await expect(issuePki({ cluster: planned(), secrets, now: NOW }, kept())).rejects.toThrow(
    `${secrets}/prod/Certificate/link: got a symbolic link; allowed: files and folders alone, so that secrets end up where they seem to; fix: replace it by what it leads to`,
  );
});
