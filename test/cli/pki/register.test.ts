import { existsSync, mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { main } from '../../../cli/main';
import { parseDuration } from '../../../cli/pki/duration';
import { registerPki } from '../../../cli/pki/register';
import { DAY } from './plan';

const DIST = join(__dirname, '../../../dist');

let secrets: string;
let stdout: string;
let stderr: string;

beforeAll(async () => {
  secrets = mkdtempSync(join(tmpdir(), 'ha-cluster-pki-'));
});
afterAll(() => rmSync(secrets, { recursive: true }));
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
  await main(['pki', ...argv, DIST, '--secrets', secrets], [registerPki]);
  const code = Number(process.exitCode ?? 0);
  process.exitCode = undefined;
  return code;
}

test('issue, check and renew from the command line', async () => {
  expect(await exitOf('check', '--format', 'json')).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ cluster: 'prod', good: false, calendar: [] });
  expect(stderr).toMatch(/^prod: \d+ not as planned\n$/);

  stdout = '';
  expect(await exitOf('issue')).toBe(0);
  expect(stdout).toMatch(/\nprod: \d+ issued, 0 kept; next: ha-cluster bundle\n$/);

  expect(await exitOf('check')).toBe(0);
  expect(await exitOf('check', '--within', '400d')).toBe(1);
  stdout = '';
  expect(await exitOf('renew', '--host', 'worker-1', '--within', '400d')).toBe(0);
  expect(stdout.split('\n').slice(0, 4)).toEqual([
    'SECRET                               HOST      WHY',
    'Certificate/worker-1-kubelet-server  worker-1  had 364 days left',
    'Kubeconfig/worker-1-kubelet          worker-1  had 364 days left',
    'prod: 2 renewed; next: ha-cluster bundle, then install one host at a time',
  ]);
}, 30_000);

test('secrets inside the YAML are refused', async () => {
  const inside = join(DIST, 'secrets');
  await main(['pki', 'issue', DIST, '--secrets', inside], [registerPki]);
  expect(process.exitCode).toBe(2);
  expect(stderr).toBe(`--secrets: got ${inside}, which is inside the folder of the YAML, ${DIST}; allowed: a folder apart from it, as the YAML is published; fix: give another --secrets\n`);
  expect(existsSync(inside)).toBe(false);
});

test.each([
  ['30d', 30 * DAY],
  ['12h', DAY / 2],
  ['90m', 90 * 60_000],
])('%s is a duration', (text, milliseconds) => {
  expect(parseDuration(text)).toBe(milliseconds);
});

test.each(['30', 'd', '1.5d', '-1d', '1w', ''])('%j is none', async (text) => {
  expect(() => parseDuration(text)).toThrow('Allowed: a whole number of days, hours or minutes, such as 30d, 12h or 90m.');
  expect(await exitOf('check', `--within=${text}`)).toBe(2);
});
