import { Host, KubernetesVersion, KubeScheduler } from '../../lib';
import { objectsOf, yamlOf } from '../yaml';

test('everything that can be said of a host', () => {
  expect(
    yamlOf((chart) => new Host(chart, 'host', {
      name: 'cp-1',
      addresses: ['10.0.0.11', 'fd00::11'],
      roles: ['etcd', 'control-plane'],
      zone: 'a',
      networkInterface: 'eth0',
      kubeletVersion: '1.36.3',
      packages: ['kubelet', 'containerd', 'kubelet'],
      kernelModules: ['overlay', 'br_netfilter'],
      sysctls: { 'net.ipv4.ip_forward': '1' },
      users: [{ name: 'etcd', home: '/var/lib/etcd' }],
      units: ['containerd.service', 'kubelet.service'],
    })),
  ).toMatchInlineSnapshot(`
"apiVersion: ha-cluster.local/v1alpha1
kind: Host
metadata:
  annotations:
    config.kubernetes.io/local-config: "true"
  name: cp-1
spec:
  addresses:
    - 10.0.0.11
    - fd00::11
  kernelModules:
    - br_netfilter
    - overlay
  kubeletVersion: 1.36.3
  networkInterface: eth0
  packages:
    - containerd
    - kubelet
  roles:
    - control-plane
    - etcd
  staticPods: []
  sysctls:
    net.ipv4.ip_forward: "1"
  units:
    - containerd.service
    - kubelet.service
  users:
    - home: /var/lib/etcd
      name: etcd
  zone: a
"
`);
});

test('static pods of the same chart are found by themselves, wherever they were placed', () => {
  const [host] = objectsOf((chart) => {
    new Host(chart, 'host', { name: 'cp-1', addresses: ['10.0.0.11'], roles: ['control-plane'] });
    new KubeScheduler(chart, 'scheduler', { version: KubernetesVersion.V1_36 });
  });
  expect(host.spec.staticPods).toEqual(['kube-scheduler']);
});

test('units keep their order, because they are started in it', () => {
  const [host] = objectsOf((chart) => new Host(chart, 'host', { name: 'a', addresses: ['10.0.0.1'], roles: ['worker'], units: ['b.service', 'a.service'], staticPods: [] }));
  expect([host.spec.units, host.spec.staticPods]).toEqual([['b.service', 'a.service'], []]);
});
