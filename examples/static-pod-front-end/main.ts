import { App } from 'cdk8s';
// In a project of your own: from 'cdk8s-ha-cluster'.
import { ControlPlaneEndpoint, EtcdTopology, FrontEndForm, HaCluster, KubernetesVersion, writeDist } from '../../lib';

/**
 * HAProxy and keepalived as static pods, for hosts on which no package may be installed.
 *
 * There is no official image of keepalived: docs/keepalived-image.md says how to build the one that is named here.
 */
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
    endpoint: ControlPlaneEndpoint.haproxyKeepalived({
      virtualIp: '10.0.0.100',
      networkInterface: 'eth0',
      form: FrontEndForm.STATIC_POD,
      keepalivedImage: 'registry.example.com/keepalived:2.2.7',
    }),
  });
}

if (require.main === module) {
  const app = new App();
  build(app);
  writeDist(app);
}
