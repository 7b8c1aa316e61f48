import { App } from 'cdk8s';
// In a project of your own: from 'cdk8s-ha-cluster'.
import { ControlPlaneEndpoint, EtcdBootstrap, EtcdTopology, HaCluster, HaClusterProps, KubernetesVersion, writeDist } from '../../lib';

/** What differs between the sites. */
interface Site {
  readonly name: string;
  readonly prefix: string;
  readonly version: KubernetesVersion;
}

const SITES: Site[] = [
  { name: 'berlin', prefix: '10.1.0.', version: KubernetesVersion.V1_36 },
  { name: 'lyon', prefix: '10.2.0.', version: KubernetesVersion.V1_36 },
  // Updated last, and still a minor behind.
  { name: 'porto', prefix: '10.3.0.', version: KubernetesVersion.of('1.35.4') },
];

/** Three clusters of one shape from one function: what differs stands in the table above. */
export function build(app: App): void {
  for (const site of SITES) new HaCluster(app, site.name, clusterOf(site));
}

function clusterOf(site: Site): HaClusterProps {
  return {
    version: site.version,
    controlPlanes: [1, 2, 3].map((n) => ({ name: `cp-${n}`, address: `${site.prefix}${10 + n}`, zone: `rack-${n}` })),
    workers: [1, 2].map((n) => ({ name: `worker-${n}`, address: `${site.prefix}${30 + n}`, zone: `rack-${n}` })),
    // All of them were founded long ago.
    etcd: EtcdTopology.stacked({ bootstrap: EtcdBootstrap.EXISTING }),
    endpoint: ControlPlaneEndpoint.haproxyKeepalived({ virtualIp: `${site.prefix}100`, networkInterface: 'eth0', workerLoadBalancer: true }),
  };
}

if (require.main === module) {
  const app = new App();
  build(app);
  writeDist(app);
}
