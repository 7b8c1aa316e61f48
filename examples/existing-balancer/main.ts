import { App } from 'cdk8s';
// In a project of your own: from 'cdk8s-ha-cluster'.
import { ControlPlaneEndpoint, ControlPlaneNode, EtcdTopology, HaCluster, KubernetesVersion, writeDist } from '../../lib';

const controlPlanes = (prefix: string): ControlPlaneNode[] =>
  ['a', 'b', 'c'].map((zone, index) => ({ name: `cp-${index + 1}`, address: `${prefix}${11 + index}`, zone }));

/** The load balancer exists already, and in the second cluster etcd does too. Neither was rehearsed, and nothing is rendered or issued for them. */
export function build(app: App): void {
  // The balancer must ask GET https://<host>:6443/readyz of every control plane, and send nothing to one that does not answer 200.
  const endpoint = ControlPlaneEndpoint.external({ host: 'api.prod.example.com', certificateNames: ['api.example.com', '203.0.113.10'] });
  new HaCluster(app, 'prod', { version: KubernetesVersion.V1_36, controlPlanes: controlPlanes('10.0.0.'), etcd: EtcdTopology.stacked(), endpoint });

  new HaCluster(app, 'staging', {
    version: KubernetesVersion.V1_36,
    controlPlanes: controlPlanes('10.0.1.'),
    etcd: EtcdTopology.existing({
      endpoints: ['https://10.0.1.21:2379', 'https://10.0.1.22:2379', 'https://10.0.1.23:2379'],
      caFile: '/etc/etcd-client/ca.crt',
      certFile: '/etc/etcd-client/client.crt',
      keyFile: '/etc/etcd-client/client.key',
    }),
    endpoint: ControlPlaneEndpoint.external({ host: 'api.staging.example.com', port: 443 }),
  });
}

if (require.main === module) {
  const app = new App();
  build(app);
  writeDist(app);
}
