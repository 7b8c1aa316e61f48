import { existsSync, mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Binaries } from './boot/binaries';
import { Api } from './boot/client';
import { renderCluster, Topology } from './boot/clusters';
import { complaintsIn } from './boot/complaints';
import { startKubelet } from './boot/kubelet';
import { Lab } from './boot/lab';
import { plannedCluster, readStream } from './boot/stream';
import { until } from './boot/until';
import { runnable } from './boot/versions';

/** How long one cluster may take to boot, in seconds: about 15 on two idle cores. */
const BOOT = 180;

const { versions, reasons } = runnable();
if (reasons.length > 0) process.stderr.write(`${reasons.map((reason) => `flags.test.ts: ${reason}`).join('\n')}\n`);

test('the binaries of at least one version are there, where they must be', () => {
  if (process.env.HA_REQUIRE_BINARIES === '1') expect({ versions: versions.length, reasons }).not.toMatchObject({ versions: 0 });
  expect(versions.length + reasons.length).toBeGreaterThanOrEqual(9);
});

const CASES = versions.flatMap((binaries) => (['stacked', 'external'] as Topology[]).map((topology) => ({ ...binaries, topology })));
const describeEach = CASES.length > 0 ? describe.each(CASES) : describe.skip.each([{ kubernetes: 'no version', etcd: 'no', topology: 'stacked' as Topology } as Binaries & { topology: Topology }]);

describeEach('Kubernetes $kubernetes with $topology etcd $etcd', ({ kubernetes, topology, ...binaries }) => {
  const members = (topology === 'stacked' ? ['cp-1', 'cp-2', 'cp-3'] : ['etcd-1', 'etcd-2', 'etcd-3']) as [string, string, string];
  const minor = Number(kubernetes.split('.')[1]);
  let folder: string;
  let lab: Lab;
  let api: Api;
  let admin: Api;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ha-cluster-flags-'));
    renderCluster(kubernetes, topology, folder);
    lab = await Lab.start(plannedCluster(readStream(folder), 'prod'), { kubernetes, ...binaries });
    api = new Api(lab, 'cp-1', 'https://10.0.0.11:6443');
    admin = api.as('Kubeconfig/super-admin');
  }, BOOT * 1000);

  afterAll(async () => {
    await lab?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('three members found one etcd cluster when they start at the same time', async () => {
    for (const member of members) lab.startPod(member, 'etcd');
    for (const member of members) expect((await lab.untilProbed(member, 'etcd', BOOT)).length).toBeGreaterThanOrEqual(2);
    const known = etcd(lab, members[0]).post('/v3/cluster/member/list', {});
    const found = JSON.parse(known.body).members.map(({ name, isLearner }: any) => ({ name, isLearner }));
    expect(found.sort((a: any, b: any) => (a.name < b.name ? -1 : 1))).toEqual(members.map((name) => ({ name })));
  }, BOOT * 1000);

  test('every probe of the apiserver is answered, and without a certificate nothing else', async () => {
    lab.startPod('cp-1', 'kube-apiserver');
    expect((await lab.untilProbed('cp-1', 'kube-apiserver', BOOT)).length).toBe(3);
    const statuses = Object.fromEntries(['/readyz', '/livez', '/healthz', '/api', '/version', '/readyz/ping'].map((path) => [path, api.get(path).status]));
    // Before 1.32 authorization alone limits anonymous requests; it lets them see the version and single checks.
    const open = minor < 32;
    expect(statuses).toEqual({ '/readyz': 200, '/livez': 200, '/healthz': 200, '/api': open ? 403 : 401, '/version': open ? 200 : 401, '/readyz/ping': open ? 403 : 401 });
  }, BOOT * 1000);

  test('the controller manager and the scheduler are probed and hold their leases for as long as rendered', async () => {
    for (const name of ['kube-controller-manager', 'kube-scheduler']) {
      lab.startPod('cp-1', name);
      await lab.untilProbed('cp-1', name, BOOT);
      const lease = await until(`the lease ${name}`, BOOT, () => admin.read(`/apis/coordination.k8s.io/v1/namespaces/kube-system/leases/${name}`).spec);
      expect(lease).toMatchObject({ holderIdentity: expect.stringMatching(/^cp-1_/), leaseDurationSeconds: 6 });
    }
  }, BOOT * 1000);

  test('a Secret is encrypted in etcd, and the audit log has its metadata only', async () => {
    const made = admin.post('/api/v1/namespaces/default/secrets', { metadata: { name: 'probe' }, stringData: { password: 'plain-text-of-the-probe' } });
    expect(made.status).toBe(201);
    const stored = JSON.parse(etcd(lab, members[0]).post('/v3/kv/range', { key: base64('/registry/secrets/default/probe') }).body).kvs[0].value;
    expect(Buffer.from(stored, 'base64').toString('latin1')).toMatch(/^k8s:enc:secretbox:v1:encryption-1:/);

    const log = lab.host('cp-1').path('/var/log/kubernetes/audit/audit.log');
    const entry = await until('the request in the audit log', 20, () => auditEntries(log).find(({ verb, objectRef }) => verb === 'create' && objectRef?.name === 'probe'));
    expect(entry).toMatchObject({ level: 'Metadata', user: { username: 'kubernetes-super-admin' } });
    expect(readFileSync(log, 'utf8')).not.toContain(base64('plain-text-of-the-probe'));
  });

  test('admission refuses what it is configured to refuse', async () => {
    await until('service accounts', 60, () => admin.get('/api/v1/namespaces/kube-system/serviceaccounts/default').status === 200 && admin.get('/api/v1/namespaces/default/serviceaccounts/default').status === 200);
    const pod = { metadata: { name: 'probe' }, spec: { hostNetwork: true, containers: [{ name: 'probe', image: 'probe', securityContext: { privileged: true } }] } };
    const refused = admin.post('/api/v1/namespaces/default/pods?dryRun=All', pod);
    expect({ status: refused.status, message: JSON.parse(refused.body).message }).toEqual({ status: 403, message: expect.stringContaining('violates PodSecurity "baseline:latest"') });
    expect(admin.post('/api/v1/namespaces/kube-system/pods?dryRun=All', pod).status).toBe(201);
    const service = admin.post('/api/v1/namespaces/default/services?dryRun=All', { metadata: { name: 'probe' }, spec: { ports: [{ port: 80 }], externalIPs: ['192.0.2.1'] } });
    expect({ status: service.status, message: JSON.parse(service.body).message }).toEqual({ status: 403, message: expect.stringContaining('Use of external IPs is denied by admission control') });
    const loaded = lab.log('cp-1', 'kube-apiserver').split('\n').filter((line) => line.includes('admission controller(s) successfully')).join('\n');
    for (const plugin of ['EventRateLimit', 'NodeRestriction', 'PodSecurity']) expect(loaded).toContain(plugin);
  }, BOOT * 1000);

  test('kubectl applies the file of API objects, and the groups and users of the plan can then do their work', () => {
    // The kubeconfig names the virtual IP, which nobody holds here.
    const own = '--server=https://10.0.0.11:6443';
    expect(lab.kubectl('cp-1', 'Kubeconfig/super-admin', [own, 'apply', '--validate=strict', '-f', join(folder, 'prod-api.k8s.yaml')])).toContain('created');
    expect(api.as('Kubeconfig/admin').get('/api/v1/nodes').status).toBe(200);

    const review = { spec: { user: 'kube-apiserver-kubelet-client', resourceAttributes: { verb: 'get', resource: 'nodes', subresource: 'proxy' } } };
    expect(JSON.parse(admin.post('/apis/authorization.k8s.io/v1/subjectaccessreviews', review).body).status.allowed).toBe(true);
    const node = api.as('Kubeconfig/worker-1-kubelet');
    expect(node.post('/api/v1/nodes', { metadata: { name: 'worker-1', labels: { 'topology.kubernetes.io/zone': 'a' } } }).status).toBe(201);
    expect(node.post('/api/v1/nodes', { metadata: { name: 'worker-2' } }).status).toBe(403);
  }, BOOT * 1000);

  test.each(topology === 'stacked' ? ['cp-1', 'worker-1'] : ['etcd-1'])('the kubelet of %s accepts its flags and its configuration, and looks for its container runtime', async (name) => {
    const kubelet = startKubelet(lab.host(name), lab.program('kubelet'));
    await until('the end of the kubelet', 60, () => kubelet.exit() !== undefined);
    expect(kubelet.output()).toMatch(/unix:\/\/\/run\/containerd\/containerd\.sock.*connect: no such file or directory/);
    expect(complaintsIn(kubelet.output())).toEqual([]);
  }, 70_000);

  test('no component says that something rendered is unknown, deprecated or invalid', () => {
    const pods = [...members.map((member) => [member, 'etcd']), ...['kube-apiserver', 'kube-controller-manager', 'kube-scheduler'].map((name) => ['cp-1', name])] as [string, string][];
    expect(pods.flatMap(([host, pod]) => complaintsIn(lab.log(host, pod)).map((line) => `${pod} on ${host}: ${line}`))).toEqual([]);
  });
});

function etcd(lab: Lab, member: string): Api {
  return new Api(lab, member, 'https://127.0.0.1:2379').as(`Certificate/${member}-etcd-healthcheck-client`);
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

function auditEntries(log: string): any[] {
  if (!existsSync(log)) return [];
  // The last line may be half written.
  return readFileSync(log, 'utf8').split('\n').slice(0, -1).map((line) => JSON.parse(line));
}
