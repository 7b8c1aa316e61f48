import { App, Duration, JsonPatch } from 'cdk8s';
// In a project of your own: from 'cdk8s-ha-cluster'.
import {
  ControlPlaneEndpoint, EtcdTopology, FailoverTiming, HaCluster, HostDirectory, KeyAlgorithm, KubernetesVersion, Patch, writeDist,
} from '../../lib';

const REGISTRY = 'registry.example.com/kubernetes';

/** Who changed what, and nothing else: an audit policy of one's own replaces the blueprint's. */
const AUDIT_POLICY = `apiVersion: audit.k8s.io/v1
kind: Policy
omitStages: [RequestReceived]
rules:
  - level: None
    verbs: [get, list, watch]
  - level: Metadata
`;

/** Tells containerd to ask a mirror for what registry.k8s.io has. */
const MIRROR = `server = "https://registry.k8s.io"

[host."https://mirror.example.com"]
  capabilities = ["pull", "resolve"]
`;

/** Every way out in one place: what a default does not fit is changed here, and a change that meets nothing is an error at synth. */
export function build(app: App): void {
  const cluster = new HaCluster(app, 'prod', {
    version: KubernetesVersion.of('1.35.4'),
    imageRegistry: REGISTRY,
    controlPlanes: [
      { name: 'cp-1', address: '10.0.0.11', zone: 'a', labels: { 'example.com/rack': 'r1' } },
      { name: 'cp-2', address: '10.0.0.12', zone: 'b' },
      { name: 'cp-3', address: '10.0.0.13', zone: 'c', networkInterface: 'bond0' },
    ],
    workers: [
      { name: 'gpu-1', address: '10.0.0.31', zone: 'a', taints: [{ key: 'example.com/gpu', value: 'a100', effect: 'NoSchedule' }] },
    ],
    etcd: EtcdTopology.stacked({ dataDirectory: '/srv/etcd' }),
    endpoint: ControlPlaneEndpoint.haproxyKeepalived({ virtualIp: '10.0.0.100', networkInterface: 'eth0', routerId: 42, neighbourRouterIds: [41, 43] }),
    // Slow disks: a preset, and one number of it changed.
    timing: FailoverTiming.conservative({ defaultToleration: Duration.minutes(2) }),
    pki: { keyAlgorithm: KeyAlgorithm.RSA_2048, certificateValidity: Duration.days(180) },
    apiServer: {
      auditPolicy: AUDIT_POLICY,
      podSecurity: 'restricted',
      extraArgs: { v: '2', 'service-account-max-token-expiration': '24h' },
      extraEnv: { HTTPS_PROXY: 'http://proxy.example.com:3128', NO_PROXY: '10.0.0.0/8,.svc,.cluster.local' },
      extraVolumes: [{ name: 'oidc', hostPath: '/etc/oidc' }],
    },
    // Prometheus scrapes the schedulers from another host.
    scheduler: { extraArgs: { 'bind-address': '0.0.0.0' } },
    etcdMember: { extraArgs: { 'auto-compaction-retention': '8h' } },
    // On hosts with systemd-resolved, /etc/resolv.conf names a loopback address that no pod can reach.
    kubelet: { configuration: { resolvConf: '/run/systemd/resolve/resolv.conf', maxPods: 200 } },
    hostFiles: [
      { path: '/etc/containerd/certs.d/registry.k8s.io/hosts.toml', content: MIRROR },
      { path: '/etc/motd', content: 'Control plane of prod. Changes go through pull requests.\n', hosts: ['cp-1', 'cp-2', 'cp-3'] },
    ],
    patches: [
      Patch.json({ kind: 'Pod', name: 'etcd' }, [JsonPatch.replace('/spec/containers/0/resources/requests/memory', '2Gi')]),
      Patch.strategicMerge(
        { kind: 'Pod', name: 'kube-apiserver', host: 'cp-1' },
        { spec: { containers: [{ name: 'kube-apiserver', resources: { requests: { cpu: '1' } } }] } },
      ),
    ],
    acknowledgements: [{ rule: 'CIS-1.4.2', reason: 'metrics are scraped from another host; the firewall lets only Prometheus reach port 10259' }],
  });

  // A host's chart takes what else belongs to the host: here the directory that the volume above needs.
  for (const host of ['cp-1', 'cp-2', 'cp-3']) new HostDirectory(cluster.hostChart(host), 'oidc', { path: '/etc/oidc', mode: '0700' });
}

if (require.main === module) {
  const app = new App();
  build(app);
  writeDist(app);
}
