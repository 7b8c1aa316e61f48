import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { App } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import { HaCluster, writeDist } from '../lib';

const EXAMPLES = path.join(__dirname, '..', 'examples');
const NAMES = fs.readdirSync(EXAMPLES).filter((name) => fs.existsSync(path.join(EXAMPLES, name, 'main.ts'))).sort();
const SCRATCH = fs.mkdtempSync(path.join(os.tmpdir(), 'ha-cluster-examples-'));

afterAll(() => fs.rmSync(SCRATCH, { recursive: true, force: true }));

/** One run of an example. */
interface Run {
  readonly warnings: string[];
  /** The files by name. */
  readonly files: Map<string, string>;
}

function run(example: string): Run {
  const app = new App();
  require(path.join(EXAMPLES, example, 'main')).build(app);
  const outdir = fs.mkdtempSync(path.join(SCRATCH, `${example}-`));
  const files = new Map(writeDist(app, { outdir }).map((name) => [name, fs.readFileSync(path.join(outdir, name), 'utf8')]));
  return { warnings: app.node.children.flatMap((child) => (child as HaCluster).warnings ?? []), files };
}

/** The first run of each example, for all tests that only read. */
const RUNS = new Map<string, Run>();

function firstRun(example: string): Run {
  const known = RUNS.get(example) ?? run(example);
  RUNS.set(example, known);
  return known;
}

/** The objects of an example by the name of their chart. */
const PARSED = new Map<string, Map<string, any[]>>();

function chartsOf(example: string): Map<string, any[]> {
  const parse = () =>
    new Map([...firstRun(example).files].map(([name, text]) => [name.replace('.k8s.yaml', ''), parseAllDocuments(text).map((document) => document.toJS())]));
  const known = PARSED.get(example) ?? parse();
  PARSED.set(example, known);
  return known;
}

function object(example: string, chart: string, kind: string, name: string): any {
  return chartsOf(example).get(chart)?.find((candidate) => candidate.kind === kind && candidate.metadata.name === name);
}

function flags(example: string, chart: string, pod: string): string[] {
  return object(example, chart, 'Pod', pod).spec.containers[0].command;
}

function file(example: string, chart: string, at: string): string {
  return chartsOf(example).get(chart)!.find((candidate) => candidate.kind === 'HostFile' && candidate.spec.path === at)?.spec.content;
}

const threeHosts = (cluster: string) => [cluster, `${cluster}-api`, `${cluster}-cp-1`, `${cluster}-cp-2`, `${cluster}-cp-3`];

const CHARTS: { readonly [example: string]: string[] } = {
  customised: [...threeHosts('prod'), 'prod-gpu-1'],
  'dual-stack': [...threeHosts('dual'), 'dual-worker-1', ...threeHosts('six')],
  'existing-balancer': [...threeHosts('prod'), ...threeHosts('staging')],
  'external-etcd': ['prod', 'prod-api', 'prod-cp-1', 'prod-cp-2', 'prod-etcd-1', 'prod-etcd-2', 'prod-etcd-3', 'prod-worker-1', 'prod-worker-2'],
  'kube-vip': [...threeHosts('arp'), ...threeHosts('bgp')],
  'pieces-alone': ['legacy-cp-4'],
  'seven-members-three-zones': [
    ...threeHosts('prod'), 'prod-cp-4', 'prod-cp-5', 'prod-cp-6', 'prod-cp-7', 'prod-worker-a', 'prod-worker-b', 'prod-worker-c',
  ],
  'several-clusters': ['berlin', 'lyon', 'porto'].flatMap((site) => [...threeHosts(site), `${site}-worker-1`, `${site}-worker-2`]),
  stacked: [...threeHosts('prod'), 'prod-worker-1'],
  'static-pod-front-end': [...threeHosts('prod'), 'prod-worker-1'],
  'with-workloads': [...threeHosts('prod'), 'prod-worker-1', 'prod-worker-2', 'prod-worker-3', 'web'],
};

test('every example is known to this test and named in the table of examples/README.md', () => {
  expect(NAMES).toEqual(Object.keys(CHARTS).sort());
  const table = fs.readFileSync(path.join(EXAMPLES, 'README.md'), 'utf8');
  expect(NAMES.filter((name) => !table.includes(`(${name}/main.ts)`))).toEqual([]);
});

describe.each(NAMES)('%s', (name) => {
  test('writes one file for each host, and nothing it does not say', () => {
    expect([...firstRun(name).files.keys()]).toEqual((CHARTS[name] ?? []).map((chart) => `${chart}.k8s.yaml`).sort());
  });

  // A finding that is no warning would have stopped the run.
  test('leaves no warning open', () => {
    expect(firstRun(name).warnings).toEqual([]);
  });

  test('gives the same bytes each time', () => {
    expect(run(name).files).toEqual(firstRun(name).files);
  });
});

test('stacked: each apiserver uses the member of its own host, and every host has the endpoint', () => {
  expect(flags('stacked', 'prod-cp-2', 'kube-apiserver')).toContain('--etcd-servers=https://127.0.0.1:2379');
  expect(file('stacked', 'prod-cp-2', '/etc/keepalived/keepalived.conf')).toContain('10.0.0.100/24 dev eth0');
  expect(file('stacked', 'prod-worker-1', '/etc/haproxy/haproxy.cfg')).toBeUndefined();
});

test('external-etcd: each apiserver uses every member, and etcd hosts run a kubelet that serves nothing', () => {
  expect(flags('external-etcd', 'prod-cp-1', 'kube-apiserver')).toContain('--etcd-servers=https://10.0.0.21:2379,https://10.0.0.22:2379,https://10.0.0.23:2379');
  expect(flags('external-etcd', 'prod-etcd-1', 'etcd')).toContain('--quota-backend-bytes=4294967296');
  expect(file('external-etcd', 'prod-etcd-1', '/var/lib/kubelet/config.yaml')).toContain('enableServer: false');
  expect(object('external-etcd', 'prod-cp-1', 'Pod', 'etcd')).toBeUndefined();
});

test('seven-members-three-zones: all seven found the cluster together, and workers ask their own HAProxy', () => {
  const [initial] = flags('seven-members-three-zones', 'prod-cp-7', 'etcd').filter((flag) => flag.startsWith('--initial-cluster='));
  expect(initial?.split(',')).toHaveLength(7);
  expect(object('seven-members-three-zones', 'prod-worker-b', 'Kubeconfig', 'worker-b-kubelet').spec.server).toBe('https://127.0.0.1:7443');
});

test('static-pod-front-end: HAProxy and keepalived are pods, and no package is asked for', () => {
  expect(object('static-pod-front-end', 'prod-cp-1', 'Pod', 'keepalived').spec.containers[0].image).toBe('registry.example.com/keepalived:2.2.7');
  const host = object('static-pod-front-end', 'prod-cp-1', 'Host', 'cp-1').spec;
  expect(host.staticPods).toEqual(expect.arrayContaining(['haproxy', 'keepalived']));
  expect(host.packages).not.toContain('haproxy');
});

test('kube-vip: a user of its own with a Role for one Lease, in both modes', () => {
  for (const cluster of ['arp', 'bgp']) {
    expect(object('kube-vip', `${cluster}-cp-1`, 'Pod', 'kube-vip')).toBeDefined();
    const [role] = chartsOf('kube-vip').get(`${cluster}-api`)!.filter((candidate) => candidate.kind === 'Role');
    expect(role.rules).toEqual([expect.objectContaining({ resources: ['leases'], resourceNames: [expect.any(String)] })]);
  }
});

test('existing-balancer: the balancer\'s names are in the certificate, and nothing is issued for an etcd that exists', () => {
  const names = object('existing-balancer', 'prod-cp-1', 'Certificate', 'cp-1-apiserver').spec;
  expect(names.dnsNames).toEqual(expect.arrayContaining(['api.prod.example.com', 'api.example.com']));
  expect(names.ipAddresses).toContain('203.0.113.10');
  expect(object('existing-balancer', 'prod', 'Certificate', 'etcd-ca')).toBeDefined();
  expect(object('existing-balancer', 'staging', 'Certificate', 'etcd-ca')).toBeUndefined();
});

test('dual-stack: Service ranges of the families that the hosts have, in their order', () => {
  expect(flags('dual-stack', 'dual-cp-1', 'kube-apiserver')).toContain('--service-cluster-ip-range=10.96.0.0/12,fd00:10:96::/112');
  expect(flags('dual-stack', 'six-cp-1', 'kube-apiserver')).toContain('--service-cluster-ip-range=fd00:6:96::/112');
  expect(flags('dual-stack', 'six-cp-1', 'etcd')).toContain('--listen-peer-urls=https://[fd00:6::11]:2380');
});

test('with-workloads: the other chart is as cdk8s-plus writes it, without a label of the cluster', () => {
  const web = chartsOf('with-workloads').get('web')!;
  expect(web.map((candidate) => candidate.kind)).toEqual(['Deployment', 'Service']);
  expect(JSON.stringify(web)).not.toContain('ha-cluster.local');
});

test('pieces-alone: one host\'s chart, without a plan', () => {
  expect(flags('pieces-alone', 'legacy-cp-4', 'kube-apiserver')).toEqual(expect.arrayContaining(['--event-ttl=2h', '--service-cluster-ip-range=10.32.0.0/16']));
  expect(file('pieces-alone', 'legacy-cp-4', '/etc/haproxy/haproxy.cfg')).toContain('server cp-4 192.168.7.14:6443');
  expect(chartsOf('pieces-alone').get('legacy-cp-4')!.some((candidate) => candidate.kind === 'Cluster')).toBe(false);
});

test('customised: what was changed is in the final objects, and the accepted finding is in the plan', () => {
  expect(flags('customised', 'prod-cp-1', 'kube-apiserver')).toContain('--v=2');
  expect(object('customised', 'prod-cp-1', 'Pod', 'kube-apiserver').spec.containers[0].image).toBe('registry.example.com/kubernetes/kube-apiserver:v1.35.4');
  const cpu = (host: string) => object('customised', host, 'Pod', 'kube-apiserver').spec.containers[0].resources.requests.cpu;
  expect([cpu('prod-cp-1'), cpu('prod-cp-2')]).toEqual(['1', '250m']);
  expect(object('customised', 'prod-cp-3', 'Pod', 'etcd').spec.containers[0].resources.requests.memory).toBe('2Gi');
  expect(file('customised', 'prod-gpu-1', '/etc/motd')).toBeUndefined();
  expect(file('customised', 'prod-gpu-1', '/var/lib/kubelet/config.yaml')).toContain('resolvConf: /run/systemd/resolve/resolv.conf');
  expect(file('customised', 'prod-cp-3', '/etc/keepalived/keepalived.conf')).toContain('interface bond0');
  const rules = object('customised', 'prod', 'Cluster', 'prod').spec.acknowledgements.map((entry: { rule: string }) => entry.rule);
  expect(rules).toContain('CIS-1.4.2');
});

test('several-clusters: one shape, and a version and a router id for each', () => {
  const version = (site: string) => object('several-clusters', site, 'Cluster', site).spec.version;
  expect(['berlin', 'lyon', 'porto'].map(version)).toEqual(['1.36.3', '1.36.3', '1.35.4']);
  const router = (site: string) => /virtual_router_id (\d+)/.exec(file('several-clusters', `${site}-cp-1`, '/etc/keepalived/keepalived.conf'))?.[1];
  expect(new Set(['berlin', 'lyon', 'porto'].map(router)).size).toBe(3);
  expect(flags('several-clusters', 'lyon-cp-1', 'etcd')).toContain('--initial-cluster-state=existing');
});
