import { App } from 'cdk8s';
import { apiServersOf } from '../../../cli/apply/api-servers';
import { existingInDescription, unguardedMembers } from '../../../cli/apply/bootstrap';
import { plannedNodes } from '../../../cli/apply/planned-nodes';
import { readCluster } from '../../../cli/stream/read';
import { EtcdBootstrap, EtcdTopology, HaCluster, HaClusterProps } from '../../../lib';
import { referenceProps } from '../../reference';
import { temporaryFolder } from '../../temporary-folder';

/** The reference blueprint with a change, as commands read it. */
function described(change: Partial<HaClusterProps>) {
  const app = new App({ outdir: temporaryFolder() });
  new HaCluster(app, 'prod', { ...referenceProps(), ...change });
  app.synth();
  return readCluster(app.outdir);
}

const members = ['a', 'b', 'c'].map((zone, index) => ({ name: `etcd-${index + 1}`, address: `10.0.0.2${index + 1}`, zone }));

test('labels and taints are those of the kubelets, and control planes have their own label', () => {
  const workers = [
    {
      name: 'worker-1',
      address: '10.0.0.31',
      labels: { 'example.com/disk': 'ssd' },
      taints: [{ key: 'example.com/gpu', value: 'true', effect: 'NoSchedule' }],
    },
  ];
  expect(plannedNodes(described({ workers })).slice(2)).toEqual([
    {
      name: 'cp-3',
      labels: { 'node-role.kubernetes.io/control-plane': '', 'topology.kubernetes.io/zone': 'c' },
      taints: [{ key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' }],
    },
    {
      name: 'worker-1',
      labels: { 'example.com/disk': 'ssd' },
      taints: [{ key: 'example.com/gpu', value: 'true', effect: 'NoSchedule' }],
    },
  ]);
});

test('a host of etcd alone is no Node and has no API server', () => {
  const cluster = described({ etcd: EtcdTopology.external({ members }) });
  expect(plannedNodes(cluster).map(({ name }) => name)).toEqual(['cp-1', 'cp-2', 'cp-3', 'worker-1']);
  expect(apiServersOf(cluster)).toEqual(['cp-1', 'cp-2', 'cp-3'].map((host, index) => ({ host, url: `https://10.0.0.1${index + 1}:6443` })));
});

test('a taint that the description takes away is no longer set', () => {
  const cluster = described({ kubelet: { configuration: { registerWithTaints: [] } } });
  expect(plannedNodes(cluster).flatMap(({ taints }) => taints)).toEqual([]);
});

test('IPv6 servers stand in brackets, and another port is taken from the flags', () => {
  const cluster = described({});
  const [host] = cluster.hosts;
  const pod = host!.staticPods.find(({ metadata }) => metadata.name === 'kube-apiserver')!;
  pod.spec.containers[0]!.command!.push('--secure-port=7443');
  expect(apiServersOf({ ...cluster, hosts: [{ ...host!, spec: { ...host!.spec, addresses: ['fd00::11'] } }] })).toEqual([
    { host: 'cp-1', url: 'https://[fd00::11]:7443' },
  ]);
});

test('members are unguarded as long as the YAML lets them found a cluster', () => {
  expect(unguardedMembers(described({}))).toEqual(['cp-1', 'cp-2', 'cp-3']);
  expect(unguardedMembers(described({ etcd: EtcdTopology.external({ members }) }))).toEqual(['etcd-1', 'etcd-2', 'etcd-3']);
  expect(unguardedMembers(described({ etcd: EtcdTopology.stacked({ bootstrap: EtcdBootstrap.EXISTING }) }))).toEqual([]);
  expect(
    unguardedMembers(described({ etcd: EtcdTopology.existing({ endpoints: members.map(({ address }) => `https://${address}:2379`) }) })),
  ).toEqual([]);
});

test.each([
  ['stacked', EtcdTopology.stacked(), 'etcd: EtcdTopology.stacked({ bootstrap: EtcdBootstrap.EXISTING })'],
  ['external', EtcdTopology.external({ members }), 'etcd: EtcdTopology.external({ …, bootstrap: EtcdBootstrap.EXISTING })'],
])('says how the description of %s etcd guards a lost disk', (_, etcd, line) => {
  expect(existingInDescription(described({ etcd }))).toBe(line);
});
