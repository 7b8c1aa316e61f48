import { App } from 'cdk8s';
// In a project of your own: from 'cdk8s-ha-cluster'.
import { ControlPlaneEndpoint, EtcdTopology, HaCluster, KubernetesVersion, writeDist } from '../../lib';

/** The common case: three control planes, each with its own etcd member, in three zones, and a virtual IP that moves between them. */
export function build(app: App): void {
  new HaCluster(app, 'prod', {
    version: KubernetesVersion.V1_36,
    controlPlanes: [
      { name: 'cp-1', address: '10.0.0.11', zone: 'a' },
      { name: 'cp-2', address: '10.0.0.12', zone: 'b' },
      { name: 'cp-3', address: '10.0.0.13', zone: 'c' },
    ],
    workers: [{ name: 'worker-1', address: '10.0.0.31', zone: 'a' }],
    etcd: EtcdTopology.stacked(),
    endpoint: ControlPlaneEndpoint.haproxyKeepalived({ virtualIp: '10.0.0.100', networkInterface: 'eth0' }),
  });
}

if (require.main === module) {
  const app = new App();
  build(app);
  writeDist(app);
}
