import { App } from 'cdk8s';
// In a project of your own: from 'cdk8s-ha-cluster'.
import { ControlPlaneEndpoint, ControlPlaneNode, EtcdTopology, HaCluster, KubernetesVersion, writeDist } from '../../lib';

/** Three, two and two: whichever zone is lost, at least four of seven members are left, which is the quorum. */
const ZONES = ['a', 'a', 'a', 'b', 'b', 'c', 'c'];

/** Survives the loss of any three hosts, or of any one zone. Workers have a balancer of their own, so that they need no virtual IP. */
export function build(app: App): void {
  const controlPlanes: ControlPlaneNode[] = ZONES.map((zone, index) => ({ name: `cp-${index + 1}`, address: `10.0.0.${11 + index}`, zone }));
  new HaCluster(app, 'prod', {
    version: KubernetesVersion.V1_36,
    controlPlanes,
    workers: ['a', 'b', 'c'].map((zone, index) => ({ name: `worker-${zone}`, address: `10.0.0.${31 + index}`, zone })),
    etcd: EtcdTopology.stacked(),
    endpoint: ControlPlaneEndpoint.haproxyKeepalived({ virtualIp: '10.0.0.100', networkInterface: 'eth0', workerLoadBalancer: true }),
  });
}

if (require.main === module) {
  const app = new App();
  build(app);
  writeDist(app);
}
