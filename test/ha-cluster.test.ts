import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import { EtcdTopology, HaCluster, HaClusterProps, HostFile, Patch } from '../lib';
import { referenceProps } from './reference';
import { temporaryFolder, textsOf } from './temporary-folder';

const place = (app: App, id = 'prod', change: Partial<HaClusterProps> = {}) => new HaCluster(app, id, { ...referenceProps(), ...change });
const chartIds = (app: App) => app.node.children.map((child) => child.node.id);

test('is a chart for the plan, one for the API, and one for each host', () => {
  const app = new App();
  place(app);
  expect(chartIds(app)).toEqual(['prod', 'prod-api', 'prod-cp-1', 'prod-cp-2', 'prod-cp-3', 'prod-worker-1']);
});

test('synth writes one file for each, without numbers or hashes in their names', () => {
  const app = new App({ outdir: temporaryFolder() });
  place(app);
  app.synth();
  expect(Object.keys(textsOf(app.outdir))).toEqual([
    'prod-api.k8s.yaml', 'prod-cp-1.k8s.yaml', 'prod-cp-2.k8s.yaml', 'prod-cp-3.k8s.yaml', 'prod-worker-1.k8s.yaml', 'prod.k8s.yaml',
  ]);
});

test('hosts of external etcd have charts of their own', () => {
  const app = new App();
  const members = ['a', 'b', 'c'].map((zone, index) => ({ name: `etcd-${index + 1}`, address: `10.0.0.2${index + 1}`, zone }));
  place(app, 'prod', { etcd: EtcdTopology.external({ members }) });
  expect(chartIds(app)).toEqual(['prod', 'prod-api', 'prod-cp-1', 'prod-cp-2', 'prod-cp-3', 'prod-etcd-1', 'prod-etcd-2', 'prod-etcd-3', 'prod-worker-1']);
});

test('everything carries the cluster\'s label, and what belongs to a host that host\'s', () => {
  const app = new App();
  place(app);
  for (const chart of app.node.children as Chart[]) {
    const host = /^prod-((cp|worker)-\d)$/.exec(chart.node.id)?.[1];
    const labels = { 'ha-cluster.local/cluster': 'prod', ...(host ? { 'ha-cluster.local/host': host } : {}) };
    const objects = chart.toJson();
    expect(objects.length).toBeGreaterThan(0);
    for (const object of objects) expect(object.metadata.labels).toMatchObject(labels);
    if (!host) for (const object of objects) expect(object.metadata.labels['ha-cluster.local/host']).toBeUndefined();
  }
});

test('two clusters live in one app, and beside a chart of the user\'s own', () => {
  const app = new App({ outdir: temporaryFolder() });
  place(app);
  place(app, 'staging');
  new ApiObject(new Chart(app, 'mine'), 'map', { apiVersion: 'v1', kind: 'ConfigMap' });
  app.synth();
  const names = Object.keys(textsOf(app.outdir));
  expect(names.length).toBe(13);
  expect(names).toEqual(expect.arrayContaining(['mine.k8s.yaml', 'prod-cp-1.k8s.yaml', 'staging-cp-1.k8s.yaml', 'staging.k8s.yaml']));
});

test('a cluster does not change when another is described beside it', () => {
  const alone = new App({ outdir: temporaryFolder() });
  place(alone);
  alone.synth();
  const both = new App({ outdir: temporaryFolder() });
  place(both, 'another');
  place(both);
  both.synth();
  expect(textsOf(both.outdir)).toMatchObject(textsOf(alone.outdir));
});

test.each<[string, (app: App) => any, string]>([
  ['a chart', (app) => new Chart(app, 'other'), '"other"'],
  ['nothing', () => undefined, 'something else'],
])('%s is no scope for it', (_, scope, got) => {
  expect(() => new HaCluster(scope(new App()), 'prod', referenceProps())).toThrow(
    `HaCluster "prod" must be placed in the App itself, because it makes one chart for each host beside its own: got ${got}; fix: new HaCluster(app, "prod", { … })`,
  );
});

test.each(['prod', 'prod-api', 'prod-cp-2'])('an app that has a chart %s already is told which id is taken', (id) => {
  const app = new App();
  new Chart(app, id);
  expect(() => place(app)).toThrow(`the app has a chart "${id}" already, which HaCluster needs for itself; fix: give the cluster, the host or the other chart another name`);
});

test('a cluster whose name is another\'s host is told so', () => {
  const app = new App();
  place(app);
  expect(() => place(app, 'prod-cp-1')).toThrow('the app has a chart "prod-cp-1" already');
});

test('a host that is called like the chart of API objects is not left out in silence', () => {
  const app = new App();
  place(app, 'prod', { workers: [{ name: 'api', address: '10.0.0.31' }] });
  expect(() => app.synthYaml()).toThrow('workers[0].name: got "api"');
});

test('objects of the user\'s own join a host\'s chart, and its static pods restart for them', () => {
  const hash = (change: (cluster: HaCluster) => void) => {
    const cluster = place(new App());
    change(cluster);
    const [pod] = cluster.hostChart('cp-1').toJson().filter((object: any) => object.metadata.name === 'kube-apiserver');
    return pod.metadata.annotations['ha-cluster.local/config-hash'];
  };
  const add = (host: string) => hash((cluster) => new HostFile(cluster.hostChart(host), 'extra', { path: '/etc/kubernetes/kube-apiserver/extra.yaml', content: 'a: 1\n' }));
  expect(add('cp-1')).not.toBe(hash(() => {}));
  expect(add('cp-2')).toBe(hash(() => {}));
});

test('a host that is not there is named together with those that are', () => {
  const cluster = place(new App());
  expect(() => cluster.hostChart('cp-4')).toThrow('cluster prod has no host "cp-4"; it has cp-1, cp-2, cp-3, worker-1');
  expect(cluster.apiChart.node.id).toBe('prod-api');
});

test('patches reach their targets only', () => {
  const cluster = place(new App(), 'prod', {
    patches: [
      Patch.json({ kind: 'Pod', name: 'kube-scheduler', host: 'cp-2' }, [JsonPatch.add('/spec/containers/0/command/-', '--v=4')]),
      Patch.strategicMerge({ kind: 'Pod', name: 'etcd' }, { spec: { terminationGracePeriodSeconds: 45 } }),
      Patch.json({ kind: 'HostFile', name: 'etc-sysctl-d-90-ha-cluster-conf' }, [JsonPatch.replace('/spec/mode', '0600')]),
    ],
  });
  const objectsOf = (host: string): any[] => cluster.hostChart(host).toJson();
  const found = (host: string, test: (object: any) => boolean) => objectsOf(host).filter(test).map((object) => object.metadata.name);
  const hosts = ['cp-1', 'cp-2', 'worker-1'];
  expect(hosts.map((host) => found(host, (object) => object.spec.containers?.[0].command.includes('--v=4')))).toEqual([[], ['kube-scheduler'], []]);
  expect(hosts.map((host) => found(host, (object) => object.spec.terminationGracePeriodSeconds === 45))).toEqual([['etcd'], ['etcd'], []]);
  expect(hosts.map((host) => found(host, (object) => object.spec.path?.startsWith('/etc/sysctl.d') && object.spec.mode === '0600')).flat().length).toBe(3);
});

test('all that is wrong is said in one error, and nothing is written', () => {
  const app = new App({ outdir: temporaryFolder() });
  place(app, 'prod', {
    controlPlanes: [{ name: 'cp-1', address: '10.0.0.300' }, { name: 'CP_2', address: '10.0.0.12' }],
  });
  expect(() => app.synth()).toThrow(/controlPlanes\[0\]\.address: got "10\.0\.0\.300"[^]*controlPlanes\[1\]\.name: got "CP_2"/);
  expect(textsOf(app.outdir)).toEqual({});
});

test('a finding is said once, although cdk8s validates once for each chart', () => {
  const app = new App();
  place(app, 'prod', { controlPlanes: [{ name: 'cp-1', address: '10.0.0.300' }] });
  const message = (): string => {
    try {
      app.synthYaml();
    } catch (error) {
      return (error as Error).message;
    }
    return '';
  };
  expect(message().split('10.0.0.300').length).toBe(2);
  expect(message()).toBe(message());
});

test('rules see what was added after the cluster was made', async () => {
  const app = new App();
  const cluster = place(app);
  expect(app.node.findAll().flatMap((child) => child.node.validate())).toEqual([]);
  await Promise.resolve();
  const [pod] = cluster.hostChart('cp-1').node.findAll().filter((child): child is any => ApiObject.isApiObject(child) && child.name === 'kube-scheduler');
  pod.addJsonPatch(JsonPatch.replace('/spec/containers/0/command', ['kube-scheduler', '--leader-elect-lease-duration=1s', '--leader-elect-renew-deadline=5s']));
  expect(app.node.findAll().flatMap((child) => child.node.validate()).join('\n')).toContain('cp-1');
});

test('what is added after the rules were asked is judged as well, in the same turn', () => {
  const app = new App({ outdir: temporaryFolder() });
  const cluster = place(app);
  expect(cluster.warnings).toEqual([]);
  new HostFile(cluster.hostChart('cp-1'), 'twice', { path: '/etc/haproxy/haproxy.cfg', content: '' });
  expect(() => app.synth()).toThrow('HA305 cp-1 /etc/haproxy/haproxy.cfg');
});
