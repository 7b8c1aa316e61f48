import { App, Chart } from 'cdk8s';
import { Cpu, Deployment, Probe, ServiceType } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
// In a project of your own: from 'cdk8s-ha-cluster'.
import { ControlPlaneEndpoint, EtcdTopology, HaCluster, KubernetesVersion, writeDist } from '../../lib';

/** A chart as anybody writes it with cdk8s-plus: the cluster beside it does not know it, and puts nothing into it. */
class Web extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'web' });
    const deployment = new Deployment(this, 'web', { replicas: 3 });
    deployment.addContainer({
      image: 'registry.example.com/web:1.4.2',
      portNumber: 8080,
      readiness: Probe.fromHttpGet('/ready'),
      resources: { cpu: { request: Cpu.millis(100) } },
      securityContext: { ensureNonRoot: true, user: 1000 },
    });
    deployment.exposeViaService({ serviceType: ServiceType.CLUSTER_IP, ports: [{ port: 80, targetPort: 8080 }] });
  }
}

/** The cluster and what runs on it in one app: one synth, one folder, one pull request. */
export function build(app: App): void {
  new HaCluster(app, 'prod', {
    version: KubernetesVersion.V1_36,
    controlPlanes: [
      { name: 'cp-1', address: '10.0.0.11', zone: 'a' },
      { name: 'cp-2', address: '10.0.0.12', zone: 'b' },
      { name: 'cp-3', address: '10.0.0.13', zone: 'c' },
    ],
    workers: [
      { name: 'worker-1', address: '10.0.0.31', zone: 'a' },
      { name: 'worker-2', address: '10.0.0.32', zone: 'b' },
      { name: 'worker-3', address: '10.0.0.33', zone: 'c' },
    ],
    etcd: EtcdTopology.stacked(),
    endpoint: ControlPlaneEndpoint.haproxyKeepalived({ virtualIp: '10.0.0.100', networkInterface: 'eth0', workerLoadBalancer: true }),
  });
  new Web(app, 'web');
}

if (require.main === module) {
  const app = new App();
  build(app);
  writeDist(app);
}
