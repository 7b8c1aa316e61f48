import { App } from 'cdk8s';
// In a project of your own: from 'cdk8s-ha-cluster'.
import { ControlPlaneEndpoint, EtcdTopology, HaCluster, KubernetesVersion, writeDist } from '../../lib';

/** A cluster with both families, IPv4 first, and one with IPv6 only. The families follow from the addresses of the hosts. */
export function build(app: App): void {
  new HaCluster(app, 'dual', {
    version: KubernetesVersion.V1_36,
    controlPlanes: [
      { name: 'cp-1', address: '10.0.0.11', addresses: ['fd00::11'], zone: 'a' },
      { name: 'cp-2', address: '10.0.0.12', addresses: ['fd00::12'], zone: 'b' },
      { name: 'cp-3', address: '10.0.0.13', addresses: ['fd00::13'], zone: 'c' },
    ],
    workers: [{ name: 'worker-1', address: '10.0.0.31', addresses: ['fd00::31'], zone: 'a' }],
    etcd: EtcdTopology.stacked(),
    endpoint: ControlPlaneEndpoint.haproxyKeepalived({ virtualIp: '10.0.0.100', secondVirtualIp: 'fd00::100', networkInterface: 'eth0' }),
  });

  new HaCluster(app, 'six', {
    version: KubernetesVersion.V1_36,
    controlPlanes: [
      { name: 'cp-1', address: 'fd00:6::11', zone: 'a' },
      { name: 'cp-2', address: 'fd00:6::12', zone: 'b' },
      { name: 'cp-3', address: 'fd00:6::13', zone: 'c' },
    ],
    etcd: EtcdTopology.stacked(),
    endpoint: ControlPlaneEndpoint.haproxyKeepalived({ virtualIp: 'fd00:6::100', networkInterface: 'eth0' }),
    networks: { pods: ['fd00:6:244::/56'], services: ['fd00:6:96::/112'] },
  });
}

if (require.main === module) {
  const app = new App();
  build(app);
  writeDist(app);
}
