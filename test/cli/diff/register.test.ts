import { readFileSync, rmSync } from 'fs';
import { join } from 'path';
import { parseAllDocuments, stringify } from 'yaml';
import { registerDiff } from '../../../cli/diff/register';
import { main } from '../../../cli/main';
import { temporaryFolder } from '../../temporary-folder';
import { copyOfDist, DIST, edit, repository, SMALL, smallDist, write } from './repository';

let stdout: string;
let stderr: string;

beforeEach(() => {
  [stdout, stderr] = ['', ''];
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => ((stdout += text), true));
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => ((stderr += text), true));
});
afterEach(() => {
  jest.restoreAllMocks();
  process.exitCode = undefined;
});

async function exitOf(...argv: string[]): Promise<number> {
  [stdout, stderr] = ['', ''];
  await main(['diff', ...argv], [registerDiff]);
  const code = Number(process.exitCode ?? 0);
  process.exitCode = undefined;
  return code;
}

let slower: string;
beforeAll(() => {
  slower = copyOfDist();
  edit(slower, /cp/, 'inter 500ms', 'inter 5s');
});

test('the same folder is no difference, in every format', async () => {
  const small = smallDist();
  expect(await exitOf(small, small, '--exit-code', '--fail-on-worse')).toBe(0);
  expect([stdout, stderr]).toEqual(['', 'no difference\n']);
  expect(await exitOf(small, small, '--format', 'markdown')).toBe(0);
  expect(stdout).toBe('');
  expect(await exitOf(small, small, '--format', 'json')).toBe(0);
  expect(JSON.parse(stdout)).toEqual({ different: false, worse: false, clusters: [] });
});

test('one file, other quotes, comments and no header are no difference', async () => {
  const one = temporaryFolder();
  const documents = SMALL.flatMap((name) => parseAllDocuments(readFileSync(join(DIST, name), 'utf8')).map((document) => document.toJS() as unknown));
  const texts = documents
    .reverse()
    .map((document) =>
      stringify(document, { sortMapEntries: (a, b) => (String(a.key) < String(b.key) ? 1 : -1), defaultStringType: 'QUOTE_DOUBLE' }),
    );
  write(join(one, 'below/everything.yml'), texts.map((text) => `# a comment\n${text}`).join('---\n'));
  expect(await exitOf(smallDist(), one, '--exit-code')).toBe(0);
  expect(stdout).toBe('');
});

test('a slower detection, as text', async () => {
  expect(await exitOf(DIST, slower)).toBe(0);
  expect(stdout).toMatchSnapshot();
});

test('a slower detection, as the comment on a pull request', async () => {
  expect(await exitOf(DIST, slower, '--format', 'markdown')).toBe(0);
  expect(stdout).toMatchSnapshot();
});

test('a slower detection, for programs', async () => {
  expect(await exitOf(DIST, slower, '--format', 'json')).toBe(0);
  const { different, worse, clusters } = JSON.parse(stdout);
  expect({ different, worse }).toEqual({ different: true, worse: false });
  expect(clusters).toHaveLength(1);
  expect(clusters[0]).toMatchObject({ cluster: 'prod', presence: 'both', worse: false });
  const recovery = clusters[0].changes.find(({ kind }: { kind: string }) => kind === 'recovery');
  expect(recovery).toMatchObject({
    section: 'availability',
    severity: 'note',
    subject: 'api',
    was: { time: { bounded: true } },
    is: { time: { bounded: true } },
  });
  expect(clusters[0].changes.at(-1)).toEqual({
    section: 'hosts',
    host: 'cp-3',
    kind: 'file',
    severity: 'reload',
    subject: 'haproxy.service',
    effect: 'reloads; open connections stay in the old process, for at most 600 s',
    text: '/etc/haproxy/haproxy.cfg: backend apiservers: default-server: inter: 500ms -> 5s',
  });
});

test('only an option makes a difference an exit code', async () => {
  const [small, other] = [smallDist(), smallDist()];
  edit(other, /worker/, 'inter 2000ms', 'inter 5s');
  expect(await exitOf(small, other, '--exit-code')).toBe(1);
  expect(stderr).toBe('prod: something differs\n');
  expect(stdout).not.toBe('');
  expect(await exitOf(small, other, '--fail-on-worse')).toBe(0);
});

test('less tolerance is an exit code for who asks for it', async () => {
  const smaller = copyOfDist();
  rmSync(join(smaller, 'prod-cp-3.k8s.yaml'));
  expect(await exitOf(DIST, smaller, '--fail-on-worse')).toBe(1);
  expect(stdout).toMatch(/^prod: \d+ dangers; less is tolerated or survived than before\n\nDanger\n {2}- tolerates 0 lost hosts \(was 1\)\n/);
  expect(stderr).toBe('prod: less is tolerated or survived than before\n');
  expect(await exitOf(smaller, DIST, '--fail-on-worse')).toBe(0);
});

test('revisions of git, and dist as what is compared with', async () => {
  const folder = repository();
  const before = process.cwd();
  process.chdir(folder);
  try {
    expect(await exitOf('v1', 'main')).toBe(0);
    const both = stdout;
    expect(both).toContain('default-server: inter: 2000ms -> 5s');
    expect(await exitOf('HEAD~1')).toBe(0);
    expect(stdout).toBe(both);
    expect(await exitOf('v1', 'v1:clusters/prod', '--exit-code')).toBe(0);
    expect(await exitOf('v1', 'v1:clusters')).toBe(0);
    expect(await exitOf('nothing')).toBe(2);
    expect(stdout).toBe('');
  } finally {
    process.chdir(before);
  }
});

test('clusters that one side alone has', async () => {
  const [small, two] = [smallDist(), smallDist()];
  const names = [
    ['prod.k8s.yaml', 'stage.yaml'],
    ['prod-worker-1.k8s.yaml', 'stage-worker-1.yaml'],
  ] as const;
  for (const [name, other] of names) {
    const text = readFileSync(join(DIST, name), 'utf8').replace(/ha-cluster\.local\/cluster: prod/g, 'ha-cluster.local/cluster: stage');
    write(join(two, other), text.replace(/^ {2}name: prod$/gm, '  name: stage'));
  }
  expect(await exitOf(small, two)).toBe(0);
  expect(stdout).toBe('stage: 1 note\n\nVersions and cluster-wide settings\n  - cluster stage added, with worker-1\n');
  expect(await exitOf(two, small)).toBe(0);
  expect(stdout).toBe('stage: 1 danger\n\nDanger\n  - cluster stage is described no more; its hosts worker-1 go on as they are\n');
  expect(await exitOf(small, two, '--cluster', 'prod')).toBe(0);
  expect(stdout).toBe('');
  expect(await exitOf(small, two, '--cluster', 'nothing')).toBe(2);
  expect(stderr).toBe('--cluster: got nothing; allowed: prod, stage; fix: one of these names\n');
});

test('wrong usage', async () => {
  expect(await exitOf()).toBe(2);
  expect(await exitOf(DIST, '--hosts')).toBe(2);
  expect(stderr).toBe('NEW: got nothing; allowed with --hosts: a folder of host trees, or REVISION:PATH; fix: name it\n');
  expect(await exitOf('--', '-x', DIST)).toBe(2);
  expect(stderr).toContain('got -x; allowed: a folder, a revision of git, or REVISION:PATH');
});
