import { App } from 'cdk8s';
import { ControlPlaneEndpoint, EtcdTopology, HaCluster, KubernetesVersion } from '../../../lib';

/** Where etcd's members run. */
export type Topology = 'stacked' | 'external';

const hosts = (name: string, start: number) => ['a', 'b', 'c'].map((zone, index) => ({ name: `${name}-${index + 1}`, address: `10.0.0.${start + index}`, zone }));

/** Writes the stream of a cluster of three control planes and a worker, all defaults otherwise, into a folder. */
export function renderCluster(version: string, topology: Topology, folder: string): void {
  const app = new App({ outdir: folder });
  new HaCluster(app, 'prod', {
    version: KubernetesVersion.of(version),
    controlPlanes: hosts('cp', 11),
    workers: [{ name: 'worker-1', address: '10.0.0.31', zone: 'a' }],
    etcd: topology === 'stacked' ? EtcdTopology.stacked() : EtcdTopology.external({ members: hosts('etcd', 21) }),
    endpoint: ControlPlaneEndpoint.haproxyKeepalived({ virtualIp: '10.0.0.100', networkInterface: 'eth0' }),
  });
  app.synth();
}
