import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { applyCluster, ApplyOptions, tryToApply } from '../../cli/apply/apply';
import { readCluster } from '../../cli/stream/read';
import { Binaries } from './boot/binaries';
import { Api } from './boot/client';
import { renderCluster } from './boot/clusters';
import { Lab } from './boot/lab';
import { plannedCluster, readStream } from './boot/stream';
import { runnable } from './boot/versions';

/** How long booting may take, in seconds: three apiservers that start one after the other on two busy cores. */
const BOOT = 240;

const { versions, reasons } = runnable();
const binaries = versions.find(({ kubernetes }) => kubernetes.startsWith('1.36.'));
if (!binaries) process.stderr.write(`apply.test.ts: skipped: ${reasons.join('; ')}\n`);

/** A cluster in a lab, its secrets as `pki issue` would leave them, and a kubectl that reaches it. */
class Booted {
  public static async start(given: Binaries): Promise<Booted> {
    const folder = mkdtempSync(join(tmpdir(), 'ha-cluster-apply-'));
    renderCluster(given.kubernetes, 'stacked', join(folder, 'dist'));
    const lab = await Lab.start(plannedCluster(readStream(join(folder, 'dist')), 'prod'), given);
    const booted = new Booted(folder, lab);
    booted.write('Kubeconfig/super-admin/kubeconfig', lab.pki.material('Kubeconfig/super-admin#kubeconfig'));
    booted.write('Certificate/kubernetes-ca/tls.crt', lab.pki.material('Certificate/kubernetes-ca#tls.crt'));
    writeFileSync(
      booted.kubectl,
      `#!/bin/sh\nexec nsenter --net=/proc/${lab.host('worker-1').namespaces.pid}/ns/net -- ${lab.program('kubectl')} "$@"\n`,
      { mode: 0o755 },
    );
    return booted;
  }

  public readonly progress: string[] = [];

  private constructor(
    public readonly folder: string,
    public readonly lab: Lab,
  ) {}

  public get kubectl(): string {
    return join(this.folder, 'kubectl');
  }

  public options(seconds: number): ApplyOptions {
    return { cluster: readCluster(join(this.folder, 'dist')), secrets: join(this.folder, 'secrets'), kubectl: this.kubectl, timeout: seconds * 1000 };
  }

  public output = { progress: (line: string) => void this.progress.push(line), result: () => undefined };

  public async stop(): Promise<void> {
    await this.lab.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private write(path: string, text: string): void {
    const file = join(this.folder, 'secrets/prod', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { mode: 0o600 });
  }
}

(binaries ? describe : describe.skip)('apply on a real API', () => {
  let booted: Booted;
  let admin: Api;

  beforeAll(async () => {
    booted = await Booted.start(binaries!);
    const { lab } = booted;
    for (const host of ['cp-1', 'cp-2', 'cp-3']) lab.startPod(host, 'etcd');
    for (const host of ['cp-1', 'cp-2', 'cp-3']) await lab.untilProbed(host, 'etcd', BOOT);
    admin = new Api(lab, 'worker-1', 'https://10.0.0.12:6443').as('Kubeconfig/super-admin');
  }, BOOT * 1000);

  afterAll(() => booted?.stop());

  /** As a kubelet does it, which may not give itself the label of a control plane. */
  const register = (name: string) => {
    const api = new Api(booted.lab, 'worker-1', 'https://10.0.0.12:6443').as(`Kubeconfig/${name}-kubelet`);
    expect(api.post('/api/v1/nodes', { metadata: { name }, spec: {} }).status).toBe(201);
  };

  test(
    'without an API nothing is applied',
    async () => {
      await expect(applyCluster(booted.options(1), booted.output)).rejects.toThrow(
        /^no API server became ready in time; nothing was applied:\n {2}API server of cp-1 at https:\/\/10\.0\.0\.11:6443: .*(refused|no answer)/,
      );
    },
    BOOT * 1000,
  );

  test(
    'with one API server of three it applies and labels what is there, and records nothing',
    async () => {
      booted.lab.startPod('cp-2', 'kube-apiserver');
      await booted.lab.untilProbed('cp-2', 'kube-apiserver', BOOT);
      for (const name of ['cp-1', 'cp-2', 'worker-1']) register(name);
      const report = await tryToApply(booted.options(2), booted.output);
      expect(report).toMatchObject({ server: 'https://10.0.0.12:6443', recorded: false });
      expect(report.missing.map((line) => line.split(':')[0])).toEqual(['API server of cp-1 at https', 'API server of cp-3 at https', 'Node cp-3']);
      expect(new Set(report.objects.map(({ change }) => change))).toEqual(new Set(['created']));
      expect(admin.read('/api/v1/nodes/cp-1')).toMatchObject({
        metadata: { labels: { 'node-role.kubernetes.io/control-plane': '', 'topology.kubernetes.io/zone': 'a' } },
        spec: { taints: expect.arrayContaining([expect.objectContaining({ key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' })]) },
      });
    },
    BOOT * 1000,
  );

  test(
    'when all are there it records that the cluster was founded',
    async () => {
      for (const host of ['cp-1', 'cp-3']) booted.lab.startPod(host, 'kube-apiserver');
      register('cp-3');
      const report = await applyCluster(booted.options(BOOT), booted.output);
      expect(report).toMatchObject({
        recorded: true,
        nodes: [expect.objectContaining({ name: 'cp-3' })],
        missing: [],
        unguarded: ['cp-1', 'cp-2', 'cp-3'],
      });
      expect(JSON.parse(readFileSync(join(booted.folder, 'secrets/prod/founded.json'), 'utf8'))).toEqual(report.founded);
    },
    BOOT * 1000,
  );

  test(
    'a second run changes nothing, in the API either',
    async () => {
      const resourceVersions = () =>
        admin
          .read('/apis/rbac.authorization.k8s.io/v1/clusterrolebindings?labelSelector=ha-cluster.local/cluster')
          .items.map(({ metadata }: any) => metadata.resourceVersion);
      const before = resourceVersions();
      expect(before).toHaveLength(5);
      const report = await applyCluster(booted.options(60), booted.output);
      expect(report).toMatchObject({ nodes: [], recorded: false });
      expect(new Set(report.objects.map(({ change }) => change))).toEqual(new Set(['unchanged']));
      expect(resourceVersions()).toEqual(before);
    },
    BOOT * 1000,
  );

  test(
    'what was changed by hand, and by another tool before, becomes what the YAML says',
    async () => {
      const name = 'ha-cluster:cluster-admins';
      const binding = {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRoleBinding',
        metadata: { name },
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
        subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'somebody-else' }],
      };
      const file = join(booted.folder, 'binding.json');
      writeFileSync(file, JSON.stringify(binding));
      booted.lab.kubectl('worker-1', 'Kubeconfig/super-admin', [
        '--server=https://10.0.0.12:6443',
        'apply',
        '--server-side',
        '--force-conflicts',
        '--field-manager=by-hand',
        '-f',
        file,
      ]);
      const report = await applyCluster(booted.options(60), booted.output);
      expect(report.objects.filter(({ change }) => change !== 'unchanged')).toEqual([{ object: `ClusterRoleBinding/${name}`, change: 'changed' }]);
      expect(
        admin.read(`/apis/rbac.authorization.k8s.io/v1/clusterrolebindings/${encodeURIComponent(name)}`).subjects.map((subject: any) => subject.name),
      ).toEqual([name]);
    },
    BOOT * 1000,
  );
});
