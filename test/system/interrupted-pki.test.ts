import { spawn } from 'child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ProcessOutput } from '../../cli/command/output';
import { comparePlan } from '../../cli/pki/compare';
import { issuePki } from '../../cli/pki/issue';
import { withLock } from '../../cli/secrets/lock';
import { SecretStore } from '../../cli/secrets/store';
import { readCluster } from '../../cli/stream/read';

const KILLS = 20;
/** Kills that all came before the first change, or after the last, would show nothing: the rounds go on until so many came in between. */
const TELLING = 4;
const ROUNDS = 5 * KILLS;
const DIST = join(__dirname, '../../dist');

/** One host's worth of the reference blueprint: enough moments to be killed at. */
const described = readCluster(DIST);
const cluster = { ...described, secrets: described.secrets.filter(({ host }) => host === undefined || host === 'cp-1') };
const roots = cluster.secrets.filter(({ kind, spec }) => kind === 'SecretKey' || (kind === 'Certificate' && spec.ca));

let folder: string;
let secrets: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ha-pki-'));
  secrets = join(folder, 'secrets');
  writeFileSync(join(folder, 'plan.json'), JSON.stringify(cluster));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Run {
  readonly killed: boolean;
  /** From the moment it began. */
  readonly ms: number;
}

/** Issues or renews in a process of its own, which is killed some milliseconds after it began. */
function run(what: 'issue' | 'renew', killAfterMs?: number): Promise<Run> {
  const args = ['--import', 'tsx', join(__dirname, 'pki-child.ts'), join(folder, 'plan.json'), secrets, what];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let [began, said] = [0, ''];
  child.stderr.on('data', (text) => (said += text));
  child.stdout.once('data', () => {
    began = performance.now();
    if (killAfterMs !== undefined) setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  });
  return new Promise((resolve, reject) => {
    child.on('close', (status, signal) => {
      if (status === 0 || signal === 'SIGKILL') resolve({ killed: signal === 'SIGKILL', ms: performance.now() - began });
      else reject(new Error(`${what} ended with ${status ?? signal}: ${said}`));
    });
  });
}

/** What readers see, at this very moment, that is neither as planned nor missing as a whole. */
function halfWritten(): string[] {
  return comparePlan(cluster, new SecretStore(secrets, 'prod')).filter(({ text }) => text !== 'was never issued').map(({ name, text }) => `${name}: ${text}`);
}

/** The CAs and keys that are there, by name. */
function rootsNow(): Record<string, string> {
  const store = new SecretStore(secrets, 'prod');
  const found = roots.map(({ kind, name }) => [name, store.part({ kind, name, part: kind === 'SecretKey' ? 'key' : 'tls.crt' })] as const);
  return Object.fromEntries(found.filter(([, text]) => text !== undefined)) as Record<string, string>;
}

/** Names below the folder that only an unfinished run has. */
function junk(): string[] {
  return readdirSync(secrets, { recursive: true, encoding: 'utf8' }).filter((name) => name.includes('~'));
}

const countOf = (kind: string) => new SecretStore(secrets, 'prod').names(kind).length;

test(`issue, killed ${KILLS} times: what is there is whole, no CA and no key changes, and the next run completes it`, async () => {
  const { ms } = await run('issue');
  let [kills, partly] = [0, 0];
  for (let round = 0; (kills < KILLS || partly < TELLING) && round < ROUNDS; round++) {
    rmSync(secrets, { recursive: true, force: true });
    if (!(await run('issue', Math.random() * ms)).killed) continue;
    kills++;
    const before = rootsNow();
    expect(halfWritten()).toEqual([]);
    if (existsSync(secrets) && countOf('Certificate') > 0) partly++;
    await issuePki({ cluster, secrets }, new ProcessOutput());
    expect(rootsNow()).toMatchObject(before);
    expect([halfWritten(), junk(), countOf('Certificate') + countOf('Kubeconfig') + countOf('SecretKey')]).toEqual([[], [], cluster.secrets.length]);
  }
  expect(kills).toBeGreaterThanOrEqual(KILLS);
  expect(partly).toBeGreaterThanOrEqual(TELLING);
}, 600_000);

test(`renew, killed ${KILLS} times: every certificate has its key, old or new, and CAs and keys stay`, async () => {
  await run('issue');
  const before = rootsNow();
  const { ms } = await run('renew');
  let [kills, replaced] = [0, 0];
  for (let round = 0; (kills < KILLS || replaced < TELLING) && round < ROUNDS; round++) {
    const serials = texts();
    const { killed } = await run('renew', Math.random() * ms);
    expect(comparePlan(cluster, new SecretStore(secrets, 'prod'))).toEqual([]);
    if (killed) kills++;
    if (killed && texts() !== serials) replaced++;
    await issuePki({ cluster, secrets }, new ProcessOutput());
    expect([rootsNow(), junk(), comparePlan(cluster, new SecretStore(secrets, 'prod'))]).toEqual([before, [], []]);
  }
  expect(kills).toBeGreaterThanOrEqual(KILLS);
  expect(replaced).toBeGreaterThanOrEqual(TELLING);
}, 600_000);

/** All certificates in one text. */
function texts(): string {
  const store = new SecretStore(secrets, 'prod');
  return store.names('Certificate').map((name) => store.part({ kind: 'Certificate', name, part: 'tls.crt' })).join('');
}

test('two runs at once: one does the work, the other says who is at it, and nothing is half written', async () => {
  const outcomes = await Promise.allSettled(Array.from({ length: 3 }, () => run('issue')));
  expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThanOrEqual(1);
  const refusals = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [String(outcome.reason)] : []));
  for (const refusal of refusals) expect(refusal).toMatch(/prod: got a lock of process \d+; allowed: one command at a time; fix: wait until it is done/);
  await issuePki({ cluster, secrets }, new ProcessOutput());
  expect([halfWritten(), junk()]).toEqual([[], []]);
  expect(Object.keys(JSON.parse(readFileSync(join(secrets, 'prod/made.json'), 'utf8')))).toHaveLength(roots.length);
}, 120_000);

test('while somebody is at it, a run says who, and changes nothing', async () => {
  mkdirSync(join(secrets, 'prod'), { recursive: true, mode: 0o700 });
  const refusal = await withLock(join(secrets, 'prod'), () => run('issue').catch(String));
  expect(refusal).toContain(`${secrets}/prod: got a lock of process ${process.pid}; allowed: one command at a time; fix: wait until it is done`);
  expect(readdirSync(join(secrets, 'prod'))).toEqual([]);
});
