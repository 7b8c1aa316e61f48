import { registerCheck } from '../../../cli/check/register';
import { main } from '../../../cli/main';
import { DIST, patchedDist } from './checked';

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
  await main(['check', ...argv], [registerCheck]);
  const code = Number(process.exitCode ?? 0);
  process.exitCode = undefined;
  return code;
}

test('a good cluster is 0, in every format, with nothing on stderr', async () => {
  expect(await exitOf(DIST)).toBe(0);
  expect(stdout).toMatch(/^prod: good\n/);
  stdout = '';
  expect(await exitOf(DIST, '--format', 'json')).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ good: true, clusters: [{ cluster: 'prod', good: true }] });
  stdout = '';
  expect(await exitOf(DIST, '--format', 'markdown')).toBe(0);
  expect(stdout).toMatch(/^### ✅ prod: good\n/);
  expect(stderr).toBe('');
});

test('findings are 1, after the result', async () => {
  expect(await exitOf(patchedDist(['--profiling=false', '--profiling=true']))).toBe(1);
  expect(stdout).toMatch(/^prod: 3 errors\n/);
  expect(stderr).toBe('prod: 3 errors\n');
  stderr = '';
  expect(await exitOf(DIST, '--budget', 'api=1ms', '--budget', 'pods=28s')).toBe(1);
  expect(stderr).toMatch(/^prod: \d+ over budget\n$/);
});

test.each([
  [
    ['/nowhere'],
    '/nowhere: got no such folder; allowed: the folder that synth wrote; fix: run `npm run synth` first, or give the folder as the first argument\n',
  ],
  [[DIST, '--cluster', 'test'], '--cluster: got test; allowed: prod; fix: one of these names\n'],
  [[DIST, '--hosts', 'trees'], `got the folder ${DIST} and --hosts trees; allowed: one of them; fix: leave out the one that is not meant\n`],
  [['--hosts', 'x', '--secrets', 'y'], "error: option '--hosts <folder>' cannot be used with option '--secrets <folder>'\n"],
  [
    [DIST, '--budget', 'app=2s'],
    '--budget: got "app=2s"; allowed: api, connections, pods, controllers, scheduler, each with = and a time; fix: as in --budget api=2s,controllers=20s\n',
  ],
])('wrong usage is 2 and shows no result: %j', async (argv, message) => {
  expect(await exitOf(...argv)).toBe(2);
  expect([stdout, stderr]).toEqual(['', message]);
});

test('help names every service, every format and the exit codes', async () => {
  expect(await exitOf('--help')).toBe(0);
  expect(stdout).toMatch(/\(choices: "text", "json",\s+"markdown"/);
  expect(stdout).toContain('api (new connections), connections (open ones), pods (by the kubernetes Service), controllers, scheduler');
  expect(stdout).toContain('Exit code 1:');
});
