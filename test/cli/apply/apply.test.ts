import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { applyCluster, ApplyOptions, tryToApply } from '../../../cli/apply/apply';
import { Output } from '../../../cli/command/output';
import { runProgram } from '../../../cli/kubectl/run-program';
import { withLock } from '../../../cli/secrets/lock';
import { readCluster } from '../../../cli/stream/read';
import { FakeApi } from './fake-api';

jest.mock('../../../cli/kubectl/run-program');
// Nothing here waits: what takes time in a cluster is counted in calls.
jest.mock('timers/promises', () => ({ setTimeout: async () => undefined }));

/** Of ca.crt, as openssl prints it: a CA that signs nothing, without a key. */
const FINGERPRINT = '62:E6:A5:70:B2:1C:14:6C:9C:EB:FB:67:F1:CC:64:53:87:CA:66:1D:22:0D:46:21:2B:D0:25:9E:E2:E1:8C:82';

class Lines implements Output {
  public readonly lines: string[] = [];
  public progress(line: string): void {
    this.lines.push(line);
  }

  public result(): void {}
}

let folder: string;
let api: FakeApi;
let output: Lines;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ha-cluster-apply-test-'));
  api = new FakeApi();
  api.register('cp-1', 'cp-2', 'cp-3', 'worker-1');
  jest.mocked(runProgram).mockImplementation(api.run);
  output = new Lines();
  write('Kubeconfig/super-admin/kubeconfig', 'its-secret-content');
  write('Certificate/kubernetes-ca/tls.crt', readFileSync(join(__dirname, 'ca.crt'), 'utf8'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string): void {
  const file = join(folder, 'secrets/prod', path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

const CLUSTER = readCluster(join(__dirname, '../../../dist'));
const cluster = () => CLUSTER;
const options = (change: Partial<ApplyOptions> = {}): ApplyOptions => ({
  cluster: cluster(),
  secrets: join(folder, 'secrets'),
  timeout: 20_000,
  ...change,
});
const errorOf = (promise: Promise<unknown>) =>
  promise.then(
    () => ({ code: 0, message: 'no error' }),
    (error) => ({ code: error.exitCode, message: error.message }),
  );
const record = () => join(folder, 'secrets/prod/founded.json');
const ALL = [11, 12, 13].map((last) => `https://10.0.0.${last}:6443`);

test('applies the objects, labels and taints the Nodes as their kubelets would, and records that the cluster was founded', async () => {
  const report = await applyCluster(options(), output);
  expect(report).toMatchObject({
    cluster: 'prod',
    server: 'https://10.0.0.11:6443',
    nodes: [
      ...['cp-1', 'cp-2', 'cp-3'].map((name, index) => ({
        name,
        labels: ['node-role.kubernetes.io/control-plane=', `topology.kubernetes.io/zone=${'abc'[index]}`],
        taints: ['node-role.kubernetes.io/control-plane:NoSchedule'],
      })),
      { name: 'worker-1', labels: ['topology.kubernetes.io/zone=a'], taints: [] },
    ],
    recorded: true,
    unguarded: ['cp-1', 'cp-2', 'cp-3'],
    missing: [],
  });
  expect(new Set(report.objects.map(({ change }) => change))).toEqual(new Set(['created']));
  expect(report.objects.map(({ object }) => object)).toEqual(cluster().api.map(({ kind, metadata }) => `${kind}/${metadata.name}`));
  expect(JSON.parse(readFileSync(record(), 'utf8'))).toEqual({
    cluster: 'prod',
    foundedAt: expect.stringMatching(/^\d{4}-.*Z$/),
    caFingerprint: FINGERPRINT,
    members: ['cp-1', 'cp-2', 'cp-3'],
  });
  expect(statSync(record()).mode & 0o777).toBe(0o600);
});

test('the server applies, conflicts are forced, and the objects are those of the YAML', async () => {
  await applyCluster(options(), output);
  const applied = api.calls.filter(({ args }) => args.includes('apply'));
  expect(applied.map(({ args }) => args.slice(3))).toEqual([
    ['apply', '--server-side', '--field-manager=ha-cluster', '--force-conflicts', '--filename=-', '--output=json'],
  ]);
  expect(JSON.parse(applied[0]!.input).items).toEqual(cluster().api);
});

test('the kubeconfig stays where it is: kubectl gets its path, and nobody its content', async () => {
  await applyCluster(options(), output);
  const kubeconfig = join(folder, 'secrets/prod/Kubeconfig/super-admin/kubeconfig');
  expect(api.calls.every(({ args }) => args[0] === `--kubeconfig=${kubeconfig}`)).toBe(true);
  expect(JSON.stringify([api.calls, output.lines])).not.toContain('its-secret-content');
});

test('a second run changes nothing, and leaves the record as it was', async () => {
  const { founded } = await applyCluster(options(), output);
  const text = readFileSync(record(), 'utf8');
  const before = api.calls.length;
  const again = await applyCluster(options(), output);
  expect(again).toMatchObject({ nodes: [], recorded: false, founded });
  expect(new Set(again.objects.map(({ change }) => change))).toEqual(new Set(['unchanged']));
  expect(api.calls.slice(before).filter(({ args }) => args.includes('label') || args.includes('taint'))).toEqual([]);
  expect(readFileSync(record(), 'utf8')).toBe(text);
});

test('waits at every address, goes on at the first that is ready, and says each reason once', async () => {
  Object.assign(api.unready, { [ALL[0]!]: 2, [ALL[2]!]: 1 });
  const report = await applyCluster(options(), output);
  expect(report.server).toBe('https://10.0.0.12:6443');
  expect([...output.lines].sort()).toEqual([
    'cp-1: API server ready at https://10.0.0.11:6443',
    'cp-2: API server ready at https://10.0.0.12:6443',
    'cp-3: API server ready at https://10.0.0.13:6443',
    'waiting for cp-1 at https://10.0.0.11:6443: The connection to the server 10.0.0.11:6443 was refused',
    'waiting for cp-1 at https://10.0.0.11:6443: not ready: etcd',
    'waiting for cp-3 at https://10.0.0.13:6443: The connection to the server 10.0.0.11:6443 was refused',
  ]);
});

test('nothing is applied while no API server is ready, and the reasons are listed when the time is over', async () => {
  for (const url of ALL) api.unready[url] = Infinity;
  expect(await errorOf(applyCluster(options({ timeout: 1 }), output))).toEqual({
    code: 1,
    message: [
      'no API server became ready in time; nothing was applied:',
      ...['cp-1', 'cp-2', 'cp-3'].map((name, index) => `  API server of ${name} at https://10.0.0.1${index + 1}:6443: not ready: etcd`),
    ].join('\n'),
  });
  expect(api.calls.filter(({ args }) => args.includes('apply'))).toEqual([]);
});

test('with an API server missing in the end the cluster is not recorded as founded, and the rest is done', async () => {
  api.unready[ALL[1]!] = Infinity;
  const report = await tryToApply(options({ timeout: 1 }), output);
  expect(report).toMatchObject({ recorded: false, missing: ['API server of cp-2 at https://10.0.0.12:6443: not ready: etcd'] });
  expect(report.founded).toBeUndefined();
  expect(report.objects.length).toBeGreaterThan(0);
});

test('with a worker missing the cluster is recorded as founded all the same, and the worker is a finding', async () => {
  api.nodes.pop();
  expect(await errorOf(applyCluster(options({ timeout: 1 }), output))).toEqual({
    code: 1,
    message: 'not there in time:\n  Node worker-1: not registered; its kubelet says why: journalctl --unit kubelet',
  });
  expect(JSON.parse(readFileSync(record(), 'utf8')).cluster).toBe('prod');
});

test('the record is not written while another command changes the secrets', async () => {
  const locked = join(folder, 'secrets/prod');
  expect(await withLock(locked, () => errorOf(applyCluster(options(), output)))).toEqual({
    code: 3,
    message: `${locked}: got a lock of process ${process.pid}; allowed: one command at a time; fix: wait until it is done`,
  });
  expect(existsSync(record())).toBe(false);
  expect((await applyCluster(options(), output)).recorded).toBe(true);
});

test.each(['get', 'apply', 'label'])('a server that dies before %s is not the end: another one is asked', async (command) => {
  api.diesBefore(command);
  const report = await applyCluster(options(), output);
  expect(report).toMatchObject({ server: ALL[1], recorded: true, missing: [] });
  expect(report.nodes.map(({ name }) => name)).toEqual(['cp-1', 'cp-2', 'cp-3', 'worker-1']);
});

test('Nodes that the API does not list are not said to be unregistered', async () => {
  api.refuses['get nodes'] = 'Error from server (Forbidden): nodes is forbidden';
  expect(await errorOf(applyCluster(options({ timeout: 1 }), output))).toEqual({
    code: 1,
    message: `not there in time:\n  Nodes: ${ALL[0]} does not list them; Error from server (Forbidden): nodes is forbidden`,
  });
});

test('objects are not called new when the API did not say what was there', async () => {
  await applyCluster(options(), output);
  api.refuses['get'] = 'Error from server: etcdserver: request timed out';
  const report = await applyCluster(options(), output);
  expect(new Set(report.objects.map(({ change }) => change))).toEqual(new Set(['applied']));
  expect(output.lines).toContain('which objects are there is not known: Error from server: etcdserver: request timed out');
});

test("labels and taints that a Node has beside the description's are left alone", async () => {
  api.nodes[0]!.metadata.labels.mine = 'yes';
  api.nodes[0]!.spec.taints = [{ key: 'mine', effect: 'NoExecute' }];
  await applyCluster(options(), output);
  expect(api.nodes[0]!.spec.taints).toEqual([
    { key: 'mine', effect: 'NoExecute' },
    { key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' },
  ]);
  expect(api.nodes[0]!.metadata.labels).toMatchObject({ mine: 'yes', 'node-role.kubernetes.io/control-plane': '' });
});

test('the record of another CA is an error, before anything is asked', async () => {
  write('founded.json', JSON.stringify({ cluster: 'prod', foundedAt: '2025-01-01T00:00:00.000Z', caFingerprint: 'AA:BB', members: [] }));
  expect(await errorOf(applyCluster(options(), output))).toEqual({
    code: 2,
    message: `${record()}: got the record of a cluster with the CA AA:BB; allowed: the CA of this folder, ${FINGERPRINT}; fix: give the folder that belongs to the running cluster; if that cluster is gone and this one is new, remove the record`,
  });
  expect(api.calls).toEqual([]);
});

test('a broken record is an error that says how to make it again', async () => {
  write('founded.json', '{');
  expect((await errorOf(applyCluster(options(), output))).message).toBe(
    `${record()}: got something else; allowed: what ha-cluster apply wrote; fix: remove it, and run \`ha-cluster apply\` again while the cluster is up`,
  );
});

test('without the super-admin kubeconfig it says how to get it', async () => {
  rmSync(join(folder, 'secrets/prod/Kubeconfig'), { recursive: true });
  expect(await errorOf(applyCluster(options(), output))).toEqual({
    code: 2,
    message: `${folder}/secrets/prod/Kubeconfig/super-admin: got nothing; needed: the kubeconfig of super-admin; fix: run \`ha-cluster pki issue --secrets ${folder}/secrets\`, or give the right folder with --secrets`,
  });
});

test('what the API refuses for good is a finding with its own words', async () => {
  api.refusal = 'error: ClusterRoleBinding "x" is invalid';
  expect(await errorOf(applyCluster(options({ timeout: 1 }), output))).toEqual({
    code: 1,
    message:
      'https://10.0.0.11:6443: the API refuses objects of the cluster; fix what it says in the description, then synth and apply again:\nerror: ClusterRoleBinding "x" is invalid',
  });
});

test('stopped by a signal, it says that the next run goes on', async () => {
  for (const url of ALL) api.unready[url] = Infinity;
  const stop = new AbortController();
  const running = errorOf(applyCluster(options({ signal: stop.signal }), { progress: () => stop.abort(), result: () => undefined }));
  expect(await running).toMatchObject({ code: 4 });
});
