import * as fc from 'fast-check';
import { readRendered } from '../../../lib/availability/read/rendered';
import { clusterObject, clusterOf, fileObject, hostObjects, labelled, podObject } from '../rendered-objects';

const GROUP = 'ha-cluster.local/v1alpha1';

test('groups by labels, and neither by order nor by name', () => {
  const objects = [
    ...hostObjects('cp-2', {}),
    labelled({ kind: 'Host', metadata: { name: 'cp-9', labels: {} } }, 'cp-1'),
    clusterObject(),
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', labels: { 'ha-cluster.local/cluster': 'dev' } } },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'foreign' } },
  ];
  const clusters = readRendered(objects);
  expect(clusters.map((cluster) => [cluster.name, cluster.hosts.map((host) => host.name), cluster.apiObjects.length])).toEqual([
    ['dev', [], 1],
    ['prod', ['cp-1', 'cp-2'], 0],
  ]);
});

test('the plan of a cluster is told apart from what is applied', () => {
  const plan = ['Certificate', 'Kubeconfig', 'SecretKey'].map((kind) => labelled({ apiVersion: GROUP, kind, metadata: { name: 'x' } }));
  const own = labelled({ apiVersion: GROUP, kind: 'Certificate', metadata: { name: 'apiserver' } }, 'cp-1');
  const role = labelled({ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'r' } });
  const cluster = clusterOf({}, { version: '1.34.4' }, [...plan, own, role]);
  expect([cluster.authorities.length, cluster.kubeconfigs.length, cluster.secretKeys.length, cluster.apiObjects, cluster.minor]).toEqual([
    1,
    1,
    1,
    [role],
    34,
  ]);
  expect(cluster.host('cp-1')?.certificates).toEqual([own]);
});

test('a host has its files, directories and pods', () => {
  const cluster = clusterOf({
    'cp-1': { files: { '/etc/a': 'text', '/etc/sa.key': undefined }, directories: ['/var/lib/etcd'], pods: [podObject('etcd', ['--name=cp-1'])] },
  });
  const host = cluster.host('cp-1');
  expect([host?.addresses, host?.roles]).toEqual([['10.0.0.11'], ['control-plane']]);
  expect([host?.files.get('/etc/a')?.content, host?.files.get('/etc/a')?.name, host?.files.get('/etc/sa.key')?.content]).toEqual([
    'text',
    'etc-a',
    undefined,
  ]);
  expect([[...(host?.directories.keys() ?? [])], host?.pods.get('etcd')?.flags().value('name')]).toEqual([['/var/lib/etcd'], 'cp-1']);
});

test('of two files at one path the first counts, and both are there', () => {
  const cluster = clusterOf({ 'cp-1': { files: { '/etc/a': 'one' } } }, {}, [fileObject('cp-1', '/etc/a', 'two', 'again')]);
  expect([cluster.hosts[0]?.files.get('/etc/a')?.content, cluster.hosts[0]?.allFiles.length]).toEqual(['one', 2]);
});

test('files are parsed when they are asked for, and once', () => {
  const files = { '/etc/haproxy/haproxy.cfg': 'backend b\nserver a 10.0.0.1:1', '/etc/keepalived/keepalived.conf': 'vrrp_instance x {\n}' };
  const host = clusterOf({ 'cp-1': { files } }).host('cp-1');
  expect(host?.haproxy()?.proxies[0]?.name).toBe('b');
  expect(host?.keepalived()?.instances[0]?.name).toBe('x');
  expect(host?.haproxy()).toBe(host?.haproxy());
  expect(host?.kubelet()).toBeUndefined();
});

test('the kubelet is read from where its unit says, drop-ins included', () => {
  const files = {
    '/usr/lib/systemd/system/kubelet.service': '[Service]\nExecStart=/usr/bin/kubelet',
    '/etc/systemd/system/kubelet.service.d/20-b.conf':
      '[Service]\nExecStart=/usr/bin/kubelet --config=/etc/kubelet.yaml --config-dir=/etc/kubelet.d/',
    '/usr/lib/systemd/system/kubelet.service.d/10-a.conf': '[Service]\nExecStart=',
    '/etc/kubelet.yaml': 'port: 1\nhealthzPort: 2',
    '/etc/kubelet.d/20.conf': 'port: 4',
    '/etc/kubelet.d/10.conf': 'port: 3',
    '/etc/kubelet.d/30.yaml': 'port: 5',
    '/var/lib/kubelet/config.yaml': 'port: 6',
  };
  const host = clusterOf({ 'cp-1': { files } }).host('cp-1');
  expect([host?.kubelet()?.port, host?.kubelet()?.healthzPort, host?.kubeletPath]).toEqual([4, 2, '/etc/kubelet.yaml']);
});

test('a pod says what rules need, with the defaults of Kubernetes', () => {
  const pod = (spec: any, container?: any) =>
    clusterOf({ 'cp-1': { pods: [podObject('kube-apiserver', [], spec, container)] } }).host('cp-1')?.allPods[0];
  expect([pod({})?.graceMillis, pod({})?.priority, pod({})?.minor]).toEqual([30_000, 0, 36]);
  expect([pod({ terminationGracePeriodSeconds: 80 })?.graceMillis, pod({ priority: 7 })?.priority]).toEqual([80_000, 7]);
  expect(pod({}, { command: ['/usr/local/bin/kube-apiserver'], image: 'r.example:5000/kube/apiserver@sha256:00' })).toMatchObject({
    component: 'kube-apiserver',
    minor: undefined,
  });
  expect(pod({}, { command: undefined, name: 'haproxy', image: 'r.example:5000/kube:v1.34.4@sha256:00' })).toMatchObject({
    component: 'haproxy',
    minor: 34,
  });
  expect(
    pod({
      volumes: [
        { name: 'a', hostPath: { path: '/etc/a/' } },
        { name: 'b', emptyDir: {} },
      ],
    })?.hostPaths,
  ).toEqual([{ volume: 'a', path: '/etc/a', type: '' }]);
});

test('no objects make it throw, whatever they are', () => {
  const value = fc.anything();
  const label = fc.constantFrom('ha-cluster.local/cluster', 'ha-cluster.local/host');
  const object = fc.record({
    apiVersion: value,
    kind: fc.constantFrom('Host', 'HostFile', 'Pod', 'HostDirectory', 'Cluster'),
    metadata: fc.record({ name: value, labels: fc.dictionary(label, fc.string()) }),
    spec: value,
  });
  fc.assert(
    fc.property(fc.array(fc.oneof(value, object)), (objects) =>
      readRendered(objects).every((cluster) =>
        cluster.hosts.every((host) => host.allPods.every((pod) => Array.isArray(pod.flags().names()) && Array.isArray(pod.hostPaths))),
      ),
    ),
  );
});
