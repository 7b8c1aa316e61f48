import { ControlPlaneEndpoint, EtcdTopology, HaClusterProps, KubernetesVersion } from '../lib';

/** The description that README and main.ts begin with, to be changed by tests. */
export function referenceProps(): HaClusterProps {
  return {
    version: KubernetesVersion.V1_36,
    controlPlanes: [
      { name: 'cp-1', address: '10.0.0.11', zone: 'a' },
      { name: 'cp-2', address: '10.0.0.12', zone: 'b' },
      { name: 'cp-3', address: '10.0.0.13', zone: 'c' },
    ],
    workers: [{ name: 'worker-1', address: '10.0.0.31', zone: 'a' }],
    etcd: EtcdTopology.stacked(),
    endpoint: ControlPlaneEndpoint.haproxyKeepalived({ virtualIp: '10.0.0.100', networkInterface: 'eth0', workerLoadBalancer: true }),
  };
}
