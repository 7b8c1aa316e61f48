import { spawnSync } from 'child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App } from 'cdk8s';
import { runRestore } from '../../../cli/etcd/register';
import { writeRestorePlan } from '../../../cli/etcd/restore';
import { PlannedCluster } from '../../../cli/stream/model';
import { readCluster } from '../../../cli/stream/read';
import { EtcdTopology, HaCluster, HaClusterProps, KubernetesVersion } from '../../../lib';
import { referenceProps } from '../../reference';
import { snapshotOf } from './bolt-writer';

const DIST = join(__dirname, '../../../dist');
const NOW = new Date('2025-01-02T03:04:05.678Z');
const ID = '20250102T030405Z';
const CLUSTER = readCluster(DIST);

let folder: string;
let said: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ha-cluster-restore-test-'));
  said = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const output = { progress: (line: string) => void said.push(line), result: (text: string) => void said.push(text) };

function snapshot(content = snapshotOf(4711, '3.6.0')): string {
  writeFileSync(join(folder, 'snapshot.db'), content, { mode: 0o644 });
  return join(folder, 'snapshot.db');
}

const plan = (cluster = CLUSTER, file = snapshot()) => writeRestorePlan({ cluster, snapshot: file, out: join(folder, 'out'), now: NOW }, output);
const errorOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    (error) => `${error.exitCode} ${error.message.split(`${folder}/`).join('')}`,
  );

/** The reference blueprint with a change, as commands read it. */
function described(change: Partial<HaClusterProps>) {
  const app = new App({ outdir: join(folder, 'dist') });
  new HaCluster(app, 'prod', { ...referenceProps(), ...change });
  app.synth();
  return readCluster(app.outdir);
}

const MEMBERS = ['a', 'b', 'c'].map((zone, index) => ({ name: `etcd-${index + 1}`, address: `10.0.0.2${index + 1}`, zone }));
let cached: PlannedCluster | undefined;
/** Rendered once: that takes most of the time here. */
const external = () => (cached ??= described({ etcd: EtcdTopology.external({ members: MEMBERS }) }));
const stepLines = ({ steps }: { steps: { hosts: string[]; command: string[] }[] }) =>
  steps.map(({ hosts, command }) => `${command.join(' ')}: ${hosts.join(' ')}`);

test('all is stopped before anything is restored, and etcd is there before the API, and the API before what acts on it', async () => {
  expect(stepLines(await plan())).toEqual([
    './restore stop: cp-1 cp-2 cp-3',
    './restore data: cp-1 cp-2 cp-3',
    './restore start-etcd: cp-1 cp-2 cp-3',
    './restore check-etcd: cp-1 cp-2 cp-3',
    './restore start-apiserver: cp-1 cp-2 cp-3',
    './restore start-controllers: cp-1 cp-2 cp-3',
    'systemctl restart kubelet.service: cp-1 cp-2 cp-3 worker-1',
  ]);
});

test('hosts of external etcd and control planes each do their part', async () => {
  expect(stepLines(await plan(external()))).toEqual([
    './restore stop: cp-1 cp-2 cp-3 etcd-1 etcd-2 etcd-3',
    './restore data: etcd-1 etcd-2 etcd-3',
    './restore start-etcd: etcd-1 etcd-2 etcd-3',
    './restore check-etcd: etcd-1 etcd-2 etcd-3',
    './restore start-apiserver: cp-1 cp-2 cp-3',
    './restore start-controllers: cp-1 cp-2 cp-3',
    'systemctl restart kubelet.service: cp-1 cp-2 cp-3 worker-1',
  ]);
});

test('each host has a folder with a script, and members the snapshot, for nobody but root', async () => {
  const { folder: written } = await plan(external());
  const list = readdirSync(written, { recursive: true, encoding: 'utf8' }).sort();
  expect(list.filter((name) => name.startsWith('etcd-1') || name.startsWith('cp-1') || !name.includes('-'))).toEqual([
    '.gitignore',
    'README.md',
    'cp-1',
    'cp-1/restore',
    'etcd-1',
    'etcd-1/restore',
    'etcd-1/snapshot.db',
  ]);
  for (const name of list.filter((entry) => entry !== '.gitignore')) expect([name, statSync(join(written, name)).mode & 0o077]).toEqual([name, 0]);
  expect(statSync(written).mode & 0o077).toBe(0);
  expect(readFileSync(join(written, 'etcd-2/snapshot.db'))).toEqual(snapshotOf(4711, '3.6.0'));
  expect(statSync(join(folder, 'snapshot.db')).mode & 0o777).toBe(0o644);
});

test('the settings of a host stand at the top of its script, the token is new, and the rest is the same everywhere', async () => {
  const { folder: written } = await plan();
  const [first, second] = ['cp-1', 'cp-2'].map((name) => readFileSync(join(written, name, 'restore'), 'utf8'));
  expect(/^id=[^]*?\n\n/m.exec(first!)?.[0]).toMatchInlineSnapshot(`
"id='20250102T030405Z'
host='cp-1'
manifests='/etc/kubernetes/manifests'
aside='/etc/kubernetes/restore-20250102T030405Z'
stop_seconds='140'
etcd='etcd'
apiserver='kube-apiserver'
api_host='10.0.0.11'
api_port='6443'
data='/var/lib/etcd'
owner='etcd:etcd'
mode='0700'
image='registry.k8s.io/etcd:3.6.8-0'
tool='etcdutl'
member='cp-1'
cluster='cp-1=https://10.0.0.11:2380,cp-2=https://10.0.0.12:2380,cp-3=https://10.0.0.13:2380'
peer_urls='https://10.0.0.11:2380'
token='prod-20250102T030405Z'
health_host='127.0.0.1'
health_port='2381'
health_path='/readyz'
sha256='9fd3a9662f0ced9ce30ed6e4f2a5a43c2685ffe15f8eb621b3fcfca9eb3c52db'
snapshot_bytes='28704'
controllers=('kube-controller-manager' 'kube-scheduler')

"
`);
  const rest = (text: string) => text.slice(text.indexOf('\n\nhere='));
  expect(rest(first!)).toBe(rest(second!));
});

test('etcd 3.5 is restored by etcdctl, and asked for its health in its own way', async () => {
  const cluster = described({ version: KubernetesVersion.V1_28, etcd: EtcdTopology.stacked({ version: '3.5.9-0' }) });
  const { folder: written } = await plan(cluster, snapshot(snapshotOf(4711)));
  expect(readFileSync(join(written, 'cp-1/restore'), 'utf8')).toMatch(/\ntool='etcdctl'\n[^]*\nhealth_path='\/health'\n/);
});

test('the text for people names every step, what must be seen, and what to do afterwards', async () => {
  const { folder: written } = await plan();
  expect(readFileSync(join(written, 'README.md'), 'utf8').replace(/SHA-256 `\w+`/, 'SHA-256 …')).toMatchSnapshot();
});

test('a snapshot of another minor is refused, in both directions', async () => {
  expect(await errorOf(plan(CLUSTER, snapshot(snapshotOf(1))))).toBe(
    '1 snapshot.db: got a snapshot of etcd 3.5 or older; allowed: 3.6, which cp-1 runs (registry.k8s.io/etcd:3.6.8-0); fix: take a snapshot of 3.6, or restore with the image of etcd 3.5 (option `version` of EtcdTopology) and upgrade afterwards',
  );
  const older = described({ version: KubernetesVersion.V1_28 });
  expect(await errorOf(plan(older, snapshot()))).toContain('1 snapshot.db: got a snapshot of etcd 3.6; allowed: 3.5, which cp-1 runs');
});

test('where the image does not tell its version, the operator is told to look', async () => {
  const image = `mirror.example/etcd@sha256:${'0'.repeat(64)}`;
  await plan(described({ etcdMember: { image } }));
  expect(said).toContain(`cp-1: image ${image} does not say its version; the snapshot is of etcd 3.6, and must be restored by the same minor`);
});

test('a broken snapshot leaves nothing behind', async () => {
  const damaged = snapshotOf(1, '3.6.0');
  damaged[5000]! ^= 1;
  expect(await errorOf(plan(CLUSTER, snapshot(damaged)))).toContain('2 snapshot.db: got a content that its own hash does not fit');
  expect(readdirSync(folder)).toEqual(['snapshot.db']);
});

test('a plan that is there is not replaced: somebody may be following it', async () => {
  mkdirSync(join(folder, 'out/prod'), { recursive: true });
  expect(await errorOf(plan())).toBe(
    '2 out/prod: is there already; allowed: one restoration at a time; fix: finish it and remove the folder, or give another --out',
  );
});

test('an etcd that exists already is restored by whoever runs it', async () => {
  const cluster = described({ etcd: EtcdTopology.existing({ endpoints: MEMBERS.map(({ address }) => `https://${address}:2379`) }) });
  expect(await errorOf(plan(cluster))).toBe(
    '2 cluster prod: got no etcd member among its static pods; allowed: stacked or external etcd; fix: restore an etcd that exists already by its own means',
  );
});

test('the command says where to begin, and that it found no record of the cluster', async () => {
  await runRestore(snapshot(), DIST, { secrets: join(folder, 'secrets'), out: join(folder, 'out') }, output);
  expect(said.map((text) => text.split(folder).join(''))).toEqual([
    '/secrets/prod: no record that the cluster was founded; is it the folder of its secrets?',
    'reading /snapshot.db',
    expect.stringMatching(
      /^\/out\/prod: \d+ bytes, revision 4711, etcd 3\.6\n\n {2}1\. copy the folders of cp-1, cp-2, cp-3 to these hosts\n {2}2\. \.\/restore stop {2}\(cp-1, cp-2, cp-3\)\n[^]*\nNext: read \/out\/prod\/README\.md, which says what must be seen after each step\.$/,
    ),
  ]);
});

test.each(['SIGINT', 'SIGTERM'] as const)('stopped by %s, it ends with exit code 4 and leaves nothing behind', async (signal) => {
  const stopping = { ...output, progress: (line: string) => void (line.startsWith('reading') && process.emit(signal)) };
  expect(await errorOf(runRestore(snapshot(), DIST, { secrets: join(folder, 'secrets'), out: join(folder, 'out') }, stopping))).toBe(
    '4 stopped; no plan was written, and the same command begins anew',
  );
  expect(readdirSync(folder)).toEqual(['snapshot.db']);
});

test('stopped while the plan is written, it leaves nothing behind', async () => {
  const stop = new AbortController();
  const cluster = {
    ...CLUSTER,
    get hosts() {
      stop.abort();
      return CLUSTER.hosts;
    },
  };
  expect(await errorOf(writeRestorePlan({ cluster, snapshot: snapshot(), out: join(folder, 'out'), signal: stop.signal }, output))).toContain(
    '4 stopped',
  );
  expect(existsSync(join(folder, 'out')) ? readdirSync(join(folder, 'out')) : []).toEqual([]);
});

test('the mark that data is restored is on its disk before the material is removed from another one, also in a second run', async () => {
  const { folder: written } = await plan();
  const script = readFileSync(join(written, 'cp-1/restore'), 'utf8');
  const body = (name: string) => new RegExp(`^${name}\\(\\) {\n[^]*?\n}\n`, 'm').exec(script)![0];
  writeFileSync(join(folder, 'data-restored'), '');
  const program = [
    `id=1 data=/data aside=${folder}`,
    'say() { :; }',
    'touch() { echo touch "$@"; }',
    'sync() { echo sync "$@"; }',
    'rm() { echo rm "$@"; }',
    body('finish_data') + body('data'),
    'data',
  ];
  const { stdout } = spawnSync('bash', ['-c', program.join('\n')], { encoding: 'utf8' });
  expect(stdout.split(folder).join('/aside')).toBe('touch /aside/data-restored\nsync /aside/data-restored /aside\nrm -rf /data/restore-1\n');
  expect(body('data')).toMatch(/\n {2}sync\n {2}finish_data "\$staging"\n}\n$/);
});

test('two plans have names of their own', async () => {
  const first = await plan();
  expect(first.id).toBe(ID);
  const second = await writeRestorePlan(
    { cluster: CLUSTER, snapshot: snapshot(), out: join(folder, 'other'), now: new Date(NOW.getTime() + 1000) },
    output,
  );
  expect(second.id).not.toBe(first.id);
});
