import { App, Size } from 'cdk8s';
// In a project of your own: from 'cdk8s-ha-cluster'.
import { ControlPlaneEndpoint, EtcdTopology, HaCluster, KubernetesVersion, writeDist } from '../../lib';

/** etcd on hosts of its own: a control plane can be lost, rebuilt or added without touching a vote. Two control planes are enough. */
export function build(app: App): void {
  new HaCluster(app, 'prod', {
    version: KubernetesVersion.V1_36,
    controlPlanes: [
      { name: 'cp-1', address: '10.0.0.11', zone: 'a' },
      { name: 'cp-2', address: '10.0.0.12', zone: 'b' },
    ],
    workers: [
      { name: 'worker-1', address: '10.0.0.31', zone: 'a' },
      { name: 'worker-2', address: '10.0.0.32', zone: 'b' },
    ],
    etcd: EtcdTopology.external({
      members: [
        { name: 'etcd-1', address: '10.0.0.21', zone: 'a' },
        { name: 'etcd-2', address: '10.0.0.22', zone: 'b' },
        { name: 'etcd-3', address: '10.0.0.23', zone: 'c' },
      ],
      quota: Size.gibibytes(4),
    }),
    endpoint: ControlPlaneEndpoint.haproxyKeepalived({ virtualIp: '10.0.0.100', networkInterface: 'eth0' }),
  });
}

if (require.main === module) {
  const app = new App();
  build(app);
  writeDist(app);
}
