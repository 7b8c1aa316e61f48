import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { readCluster, readClusters } from '../../../cli/stream/read';

const DIST = join(__dirname, '../../../dist');

const CLUSTER = (name: string) => `apiVersion: ha-cluster.local/v1alpha1
kind: Cluster
metadata:
  name: ${name}
  annotations: { config.kubernetes.io/local-config: "true" }
  labels: { ha-cluster.local/cluster: ${name} }
spec:
  version: 1.36.3
  etcd: { topology: single }
  networks: { pods: [10.244.0.0/16], services: [10.96.0.0/12], domain: cluster.local }
  timing: balanced
`;

const DIRECTORY = (host: string, mode = '0700') => `apiVersion: ha-cluster.local/v1alpha1
kind: HostDirectory
metadata:
  name: var-lib-etcd
  annotations: { config.kubernetes.io/local-config: "true" }
  labels: { ha-cluster.local/cluster: one, ha-cluster.local/host: ${host} }
spec: { path: /var/lib/etcd, mode: "${mode}", owner: etcd, group: etcd }
`;

const HOST = `apiVersion: ha-cluster.local/v1alpha1
kind: Host
metadata:
  name: cp-1
  annotations: { config.kubernetes.io/local-config: "true" }
  labels: { ha-cluster.local/cluster: one, ha-cluster.local/host: cp-1 }
spec: { addresses: [10.0.0.11], roles: [control-plane] }
`;

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'ha-cluster-read-'))));
afterEach(() => rmSync(folder, { recursive: true }));

function files(texts: Record<string, string>): string {
  for (const [name, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

describe('reading the YAML of a folder', () => {
  test('gives the reference blueprint with its hosts, secrets and API objects', () => {
    const cluster = readCluster(DIST);
    expect(cluster.hosts.map(({ name }) => name)).toEqual(['cp-1', 'cp-2', 'cp-3', 'worker-1']);
    expect(cluster.hosts[0].staticPods.map(({ metadata }) => metadata.name)).toEqual(['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler']);
    expect(cluster.hosts[3].staticPods).toEqual([]);
    expect(cluster.secrets.filter(({ host }) => host === undefined).map(({ kind, name }) => `${kind}/${name}`)).toEqual([
      'Certificate/etcd-ca',
      'Certificate/front-proxy-ca',
      'Certificate/kubernetes-ca',
      'Kubeconfig/admin',
      'Kubeconfig/super-admin',
      'SecretKey/encryption-1',
      'SecretKey/service-account',
    ]);
    expect(new Set(cluster.api.map(({ kind }) => kind))).toEqual(new Set(['ClusterRoleBinding']));
  });

  test('goes by labels: files may have any name, be in folders, and hold several objects', () => {
    const dist = files({ 'a/everything.yml': `${CLUSTER('one')}---\n${DIRECTORY('cp-1')}`, 'z.yaml': HOST });
    expect(readCluster(dist).hosts[0].directories).toEqual([{ path: '/var/lib/etcd', mode: '0700', owner: 'etcd', group: 'etcd' }]);
  });

  test('objects of others are left alone', () => {
    const dist = files({ 'one.yaml': CLUSTER('one'), 'app.yaml': 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: mine\n' });
    expect(readCluster(dist).api).toEqual([]);
  });

  test('several clusters need a name', () => {
    const dist = files({ 'one.yaml': CLUSTER('one'), 'two.yaml': CLUSTER('two') });
    expect(readClusters(dist).map(({ name }) => name)).toEqual(['one', 'two']);
    expect(() => readCluster(dist)).toThrow(`${dist} describes one, two; allowed: one cluster; fix: add --cluster NAME`);
    expect(readCluster(dist, 'two').name).toBe('two');
    expect(() => readCluster(dist, 'three')).toThrow('--cluster: got three; allowed: one, two; fix: one of these names');
  });

  test('a missing folder says how to make it', () => {
    expect(() => readCluster('/nowhere')).toThrow(
      '/nowhere: got no such folder; allowed: the folder that synth wrote; fix: run `npm run synth` first, or give the folder as the first argument',
    );
  });

  test('every object that does not fit its schema is named, in one error', () => {
    const dist = files({ 'one.yaml': `${CLUSTER('one')}---\n${HOST}`, 'two.yaml': DIRECTORY('cp-1', '700').replace('group: etcd', 'grp: etcd') });
    expect(() => readCluster(dist)).toThrow(
      [
        "two.yaml, document 1: HostDirectory var-lib-etcd: spec must have required property 'group'",
        'two.yaml, document 1: HostDirectory var-lib-etcd: spec (grp) must NOT have additional properties',
        'two.yaml, document 1: HostDirectory var-lib-etcd: spec.mode must match pattern "^0[0-7]{3}$"',
      ].join('\n'),
    );
  });

  test('an object of a host that is gone is a stale file', () => {
    const dist = files({ 'one.yaml': CLUSTER('one'), 'old.yaml': DIRECTORY('cp-9') });
    expect(() => readCluster(dist)).toThrow(
      'old.yaml, document 1: HostDirectory var-lib-etcd: label ha-cluster.local/host: got cp-9; allowed: a host with a Host object; fix: remove files of hosts that are gone, then synth',
    );
  });

  test('an object that is there twice is a stale copy', () => {
    const dist = files({ 'one.yaml': `${CLUSTER('one')}---\n${HOST}---\n${DIRECTORY('cp-1')}`, 'two.yaml': DIRECTORY('cp-1') });
    expect(() => readCluster(dist)).toThrow(
      'two.yaml, document 1: HostDirectory var-lib-etcd: is in one.yaml, document 3, too; allowed: once; fix: remove the stale file, then synth',
    );
  });

  test('YAML that cannot be parsed is named with its place', () => {
    expect(() => readCluster(files({ 'bad.yaml': 'a: [1\n' }))).toThrow(/^bad\.yaml, document 1: /);
  });

  test('an unknown kind of ours is of another version', () => {
    const dist = files({ 'one.yaml': `${CLUSTER('one')}---\n${HOST.replace('kind: Host', 'kind: Machine')}` });
    expect(() => readCluster(dist)).toThrow(/one\.yaml, document 2: got ha-cluster\.local\/v1alpha1 Machine; allowed: .*; fix: synthesise with the version of cdk8s-ha-cluster that this command is of/);
  });
});
