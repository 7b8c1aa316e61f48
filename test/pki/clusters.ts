import { ApiObject, App, Chart } from 'cdk8s';
import { ControlPlaneEndpoint, EtcdTopology, HaCluster, HaClusterProps, KubernetesVersion, KubeVipMode } from '../../lib';

/** Everything that a cluster renders, by host; what belongs to no host is under ''. */
export class Stream {
  public readonly hosts: Map<string, any[]> = new Map();

  constructor(props: HaClusterProps) {
    const app = new App();
    new HaCluster(app, 'prod', props);
    for (const chart of app.node.children.filter((child): child is Chart => Chart.isChart(child))) {
      // Each object by itself: whether rules hold is another test's business.
      const objects = chart.node.findAll().filter((child): child is ApiObject => ApiObject.isApiObject(child)).map((object) => object.toJson());
      const host = chart.labels['ha-cluster.local/host'] ?? '';
      this.hosts.set(host, [...(this.hosts.get(host) ?? []), ...objects]);
    }
  }

  public get all(): any[] {
    return [...this.hosts.values()].flat();
  }

  public get names(): string[] {
    return [...this.hosts.keys()].filter((name) => name !== '');
  }

  public of(host: string, kind: string): any[] {
    return (this.hosts.get(host) ?? []).filter((object) => object.kind === kind);
  }

  /** The command of a static pod; empty where the host does not run it. */
  public flags(host: string, pod: string): Map<string, string> {
    const found = this.of(host, 'Pod').find((object) => object.metadata.name === pod);
    const words: string[] = found?.spec.containers[0].command.slice(1) ?? [];
    return new Map(words.map((word) => [word.slice(2, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]));
  }

  /** The planned certificate that ends up in a file of a host. */
  public certificateAt(host: string, path: string): any {
    const file = this.of(host, 'HostFile').find((object) => object.spec.path === path);
    return this.all.find((object) => object.kind === 'Certificate' && object.metadata.name === file?.spec.contentFrom?.name);
  }

  public hostsWith(role: string): any[] {
    return this.all.filter((object) => object.kind === 'Host' && object.spec.roles.includes(role));
  }
}

const VERSIONS = [KubernetesVersion.V1_28, KubernetesVersion.V1_31, KubernetesVersion.V1_32, KubernetesVersion.V1_36];

type Family = 'IPv4' | 'IPv6' | 'both families';

function hosts(prefix: string, first: number, count: number, family: Family) {
  return Array.from({ length: count }, (_, index) => {
    const [four, six] = [`10.0.0.${first + index}`, `fd00::${first + index}`];
    return { name: `${prefix}-${index + 1}`, zone: 'abc'[index % 3], address: family === 'IPv6' ? six : four, addresses: family === 'both families' ? [six] : undefined };
  });
}

const ETCD: [string, (family: Family) => EtcdTopology, number][] = [
  ['stacked etcd', () => EtcdTopology.stacked(), 3],
  ['five stacked members', () => EtcdTopology.stacked({ dataDirectory: '/srv/etcd' }), 5],
  ['external etcd', (family) => EtcdTopology.external({ members: hosts('etcd', 21, 3, family) }), 2],
  ['existing etcd', () => EtcdTopology.existing({ endpoints: ['a', 'b', 'c'].map((name) => `https://etcd-${name}.example:2379`) }), 2],
  ['a single member', () => EtcdTopology.singleForDevelopment(), 1],
];

const ENDPOINT: [string, (virtualIp: string, second: string | undefined) => ControlPlaneEndpoint][] = [
  ['HAProxy', (virtualIp, secondVirtualIp) => ControlPlaneEndpoint.haproxyKeepalived({ virtualIp, secondVirtualIp, networkInterface: 'eth0', certificateNames: ['api.example'] })],
  ['HAProxy and balancers on workers', (virtualIp) => ControlPlaneEndpoint.haproxyKeepalived({ virtualIp, networkInterface: 'eth0', workerLoadBalancer: true })],
  ['kube-vip', (virtualIp) => ControlPlaneEndpoint.kubeVip({ virtualIp, networkInterface: 'eth0' })],
  ['kube-vip by BGP', (virtualIp) => ControlPlaneEndpoint.kubeVip({ virtualIp, networkInterface: 'eth0', mode: KubeVipMode.BGP, asNumber: 65000, bgpPeers: [{ address: virtualIp.includes(':') ? 'fd00::1' : '10.0.0.1', asNumber: 65001 }] })],
  ['a balancer by name', () => ControlPlaneEndpoint.external({ host: 'k8s.example', port: 443, workerLoadBalancer: true })],
];

const FAMILIES: Family[] = ['IPv4', 'IPv6', 'both families'];

/** A cluster of every shape: each etcd topology with each endpoint; families of addresses and versions are taken in turn. */
export const CLUSTERS: [string, HaClusterProps][] = ETCD.flatMap(([etcdName, etcd, count], row) =>
  ENDPOINT.map(([endpointName, endpoint], column): [string, HaClusterProps] => {
    const family = FAMILIES[(row + column) % FAMILIES.length] as Family;
    const version = VERSIONS[(row + 2 * column) % VERSIONS.length] as KubernetesVersion;
    return [
      `${etcdName}, ${endpointName}, ${family}, ${version}`,
      {
        version,
        controlPlanes: hosts('cp', 11, count, family),
        workers: hosts('worker', 31, 1, family),
        etcd: etcd(family),
        endpoint: endpoint(family === 'IPv6' ? 'fd00::100' : '10.0.0.100', family === 'both families' ? 'fd00::100' : undefined),
        networks: { domain: 'k8s.example' },
      },
    ];
  }),
);
