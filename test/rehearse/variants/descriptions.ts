import { App } from 'cdk8s';
import { ControlPlaneEndpoint, EtcdTopology, HaCluster, HaClusterProps, KubernetesVersion } from '../../../lib';

const ZONES = ['a', 'b', 'c', 'a', 'b'];

/** Hosts `name-1` and so on, with addresses from 10.0.0.`start`. */
export function hosts(name: string, count: number, start: number): { name: string; address: string; zone: string }[] {
  return ZONES.slice(0, count).map((zone, index) => ({ name: `${name}-${index + 1}`, address: `10.0.0.${start + index}`, zone }));
}

/** Three control planes with stacked etcd and one worker, but for what is given. */
export function described(props: Partial<HaClusterProps>): (app: App) => void {
  return (app) =>
    void new HaCluster(app, 'prod', {
      version: KubernetesVersion.V1_36,
      controlPlanes: hosts('cp', 3, 11),
      workers: hosts('worker', 1, 31),
      etcd: EtcdTopology.stacked(),
      endpoint: ControlPlaneEndpoint.haproxyKeepalived({ virtualIp: '10.0.0.100', networkInterface: 'eth0', workerLoadBalancer: true }),
      ...props,
    });
}
