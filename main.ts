import { App } from 'cdk8s';
import { ControlPlaneEndpoint, EtcdTopology, HaCluster, KubernetesVersion, writeDist } from 'cdk8s-ha-cluster';

/** The reference blueprint: three control planes with stacked etcd, and a worker that needs no virtual IP. */
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
    endpoint: ControlPlaneEndpoint.haproxyKeepalived({ virtualIp: '10.0.0.100', networkInterface: 'eth0', workerLoadBalancer: true }),
  });
}

if (require.main === module) {
  const app = new App();
  build(app);
  try {
    console.error(`wrote ${writeDist(app).join(', ')}`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
