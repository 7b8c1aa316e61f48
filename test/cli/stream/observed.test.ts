import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { readObserved } from '../../../cli/stream/observed';

const ROOT = join(__dirname, '../../..');
const DIST = join(ROOT, 'dist');

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'ha-cluster-observed-'))));
afterEach(() => rmSync(folder, { recursive: true }));

function clusters(...names: string[]): string {
  for (const name of names) {
    const spec =
      '{ version: 1.36.3, etcd: { topology: single }, networks: { pods: [10.244.0.0/16], services: [10.96.0.0/12], domain: cluster.local }, timing: balanced }';
    const labels = `{ ha-cluster.local/cluster: ${name} }`;
    const metadata = `{ name: ${name}, annotations: { config.kubernetes.io/local-config: "true" }, labels: ${labels} }`;
    writeFileSync(join(folder, `z-${name}.yaml`), `apiVersion: ha-cluster.local/v1alpha1\nkind: Cluster\nmetadata: ${metadata}\nspec: ${spec}\n`);
  }
  return folder;
}

test('reads the reference blueprint', () => {
  const [cluster, ...others] = readObserved({ dist: DIST });
  expect([cluster?.name, cluster?.hosts.map(({ name }) => name), others, cluster?.observed]).toEqual([
    'prod',
    ['cp-1', 'cp-2', 'cp-3', 'worker-1'],
    [],
    undefined,
  ]);
});

test('planned kubeconfigs say where the kubelet and others send their requests', () => {
  const [cluster] = readObserved({ dist: DIST });
  const [first, , , worker] = cluster!.hosts;
  expect([first?.kubeletServer(), worker?.kubeletServer()]).toEqual(['https://10.0.0.11:6443', 'https://127.0.0.1:7443']);
  expect(first?.kubeconfigServer('/var/lib/kube-scheduler/kubeconfig')).toBe('https://10.0.0.11:6443');
});

test('several clusters come by name, and one may be picked', () => {
  const dist = clusters('two', 'one');
  expect(readObserved({ dist }).map(({ name }) => name)).toEqual(['one', 'two']);
  expect(readObserved({ dist, cluster: 'two' }).map(({ name }) => name)).toEqual(['two']);
  expect(() => readObserved({ dist, cluster: 'three' })).toThrow('--cluster: got three; allowed: one, two; fix: one of these names');
});

test('objects that do not fit their schema, or have lost their cluster, are named in one error', () => {
  const host = (name: string, spec: string) =>
    `apiVersion: ha-cluster.local/v1alpha1\nkind: Host\nmetadata: { name: ${name}, annotations: { config.kubernetes.io/local-config: "true" }, labels: { ha-cluster.local/cluster: gone, ha-cluster.local/host: ${name} } }\nspec: ${spec}\n`;
  clusters('one');
  writeFileSync(join(folder, 'a.yaml'), host('cp-1', '{ addresses: [10.0.0.11] }'));
  expect(() => readObserved({ dist: folder })).toThrow(
    [
      "a.yaml, document 1: Host cp-1: spec must have required property 'roles'",
      'a.yaml, document 1: Host cp-1: label ha-cluster.local/cluster: got gone; allowed: one; fix: render it as part of an HaCluster',
    ].join('\n'),
  );
});

test('a folder without a cluster says what to do', () => {
  expect(() => readObserved({ dist: folder })).toThrow(
    `${folder}: got no Cluster object; allowed: the YAML of at least one cluster; fix: run synth, or give its folder`,
  );
});

test('host trees are one cluster, which must have the name that is asked for', () => {
  const hosts = join(ROOT, 'examples/kubeadm-guide');
  expect(readObserved({ hosts }).map(({ name, observed }) => [name, observed?.unread])).toEqual([['kubeadm-guide', []]]);
  expect(readObserved({ hosts, cluster: 'kubeadm-guide' }).length).toBe(1);
  expect(() => readObserved({ hosts, cluster: 'prod' })).toThrow('--cluster: got prod; allowed: kubeadm-guide; fix: one of these names');
});
