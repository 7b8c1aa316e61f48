import { App } from 'cdk8s';
// In a project of your own: from 'cdk8s-ha-cluster'.
import { ControlPlaneEndpoint, ControlPlaneNode, EtcdTopology, HaCluster, KubernetesVersion, KubeVipMode, writeDist } from '../../lib';

/** Two clusters whose virtual IP is announced by kube-vip. Not rehearsed: this project has not run its image. */
export function build(app: App): void {
  new HaCluster(app, 'arp', {
    version: KubernetesVersion.V1_36,
    controlPlanes: threeFrom('10.0.0.'),
    etcd: EtcdTopology.stacked(),
    endpoint: ControlPlaneEndpoint.kubeVip({ virtualIp: '10.0.0.100', networkInterface: 'eth0' }),
  });

  // By BGP every healthy host announces the address, so that hosts need not share a subnet, and routers spread the load.
  new HaCluster(app, 'bgp', {
    version: KubernetesVersion.V1_36,
    controlPlanes: threeFrom('10.1.0.'),
    etcd: EtcdTopology.stacked(),
    endpoint: ControlPlaneEndpoint.kubeVip({
      virtualIp: '10.1.0.100',
      networkInterface: 'lo',
      mode: KubeVipMode.BGP,
      asNumber: 65001,
      bgpPeers: [
        { address: '10.1.0.1', asNumber: 65000 },
        { address: '10.1.0.2', asNumber: 65000 },
      ],
    }),
  });
}

function threeFrom(prefix: string): ControlPlaneNode[] {
  return ['a', 'b', 'c'].map((zone, index) => ({ name: `cp-${index + 1}`, address: `${prefix}${11 + index}`, zone }));
}

if (require.main === module) {
  const app = new App();
  build(app);
  writeDist(app);
}
