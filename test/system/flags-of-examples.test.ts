import { BLUEPRINTS, render } from './blueprints';
import { complaintsIn } from './boot/complaints';
import { startKubelet } from './boot/kubelet';
import { Lab } from './boot/lab';
import { clusterNames, PlannedCluster, plannedCluster } from './boot/stream';
import { until } from './boot/until';
import { runnable } from './boot/versions';

/** How long one cluster may take to boot, in seconds. */
const BOOT = 180;

const RUNTIME_MISSING = /unix:\/\/\/run\/containerd\/containerd\.sock.*connect: no such file or directory/;

/** The newest version that can be run here; its minor is what the blueprints are rendered for. */
const [newest] = runnable().versions;
const minor = newest?.kubernetes.split('.').slice(0, 2).join('.');

const CLUSTERS = newest ? differentClusters() : [];

const testEach = CLUSTERS.length > 0 ? test.each(CLUSTERS) : test.skip.each([['no version built', '', { hosts: [], secrets: [] }]] as [string, string, PlannedCluster][]);

/**
 * The clusters of every blueprint that can be founded here; of those whose command lines differ in nothing but their own name and IPv4
 * addresses the first.
 */
function differentClusters(): [string, string, PlannedCluster][] {
  const seen = new Set<string>();
  return BLUEPRINTS.flatMap((blueprint) => {
    const stream = render(blueprint, minor).map(({ object }) => object);
    return clusterNames(stream).map((name): [string, string, PlannedCluster] => [blueprint, name, plannedCluster(stream, name)]);
  }).filter(([, name, { hosts }]) => {
    const commands = hosts.flatMap(({ pods }) => pods.flatMap((pod) => (pod.spec.containers[0].command ?? []) as string[]));
    const known = commands.join('\n').replaceAll(`--initial-cluster-token=${name}`, '').replace(/\d+\.\d+\.\d+\.\d+/g, 'address');
    return commands.includes('--initial-cluster-state=new') && !seen.has(known) && seen.add(known);
  });
}

let lab: Lab | undefined;

afterEach(async () => {
  await lab?.stop();
  lab = undefined;
});

testEach('%s: the control plane of cluster %s boots, its kubelets accept their configuration, and nobody complains', async (_, __, cluster) => {
  lab = await Lab.start(cluster, newest!);
  const pods = await lab.boot(BOOT);
  expect(pods.map(([, pod]) => pod)).toEqual(expect.arrayContaining(['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler']));
  const complaints = pods.flatMap(([host, pod]) => complaintsIn(lab!.log(host, pod)).map((line) => `${pod} on ${host}: ${line}`));
  for (const { name } of cluster.hosts) {
    const kubelet = startKubelet(lab.host(name), lab.program('kubelet'));
    await until(`the end of the kubelet of ${name}`, 60, () => kubelet.exit() !== undefined);
    expect(kubelet.output()).toMatch(RUNTIME_MISSING);
    complaints.push(...complaintsIn(kubelet.output()).map((line) => `kubelet of ${name}: ${line}`));
  }
  expect(complaints).toEqual([]);
}, BOOT * 1000);

const KUBELET_CONFIG = '/var/lib/kubelet/config.yaml';

/** The first cluster with one text of one file or manifest of its first control plane replaced. */
function spoilt(edit: (text: string) => string): PlannedCluster {
  const [, , cluster] = CLUSTERS[0]!;
  const host = cluster.hosts.find(({ pods }) => pods.length > 2)!;
  const text = JSON.stringify(host);
  expect(edit(text)).not.toBe(text);
  return { ...cluster, hosts: [JSON.parse(edit(text))] };
}

const testSpoilt = newest ? test : test.skip;

testSpoilt('a field that a kubelet does not know is noticed, although the kubelet carries on', async () => {
  const cluster = spoilt((text) => text.replace('podPidsLimit', 'podPidLimit'));
  expect(cluster.hosts[0]!.files.map(({ path }) => path)).toContain(KUBELET_CONFIG);
  lab = await Lab.start(cluster, newest!);
  const kubelet = startKubelet(lab.host(cluster.hosts[0]!.name), lab.program('kubelet'));
  await until('the end of the kubelet', 60, () => kubelet.exit() !== undefined);
  expect(complaintsIn(kubelet.output())).toEqual([expect.stringContaining('podPidLimit')]);
}, 60_000);

testSpoilt.each([
  ['kube-apiserver', 'goaway-chance', 'go-away-chance', 'unknown flag: --go-away-chance'],
  ['kube-controller-manager', 'leader-elect-lease-duration', 'leader-elect-lease', 'unknown flag: --leader-elect-lease'],
  ['kube-scheduler', '--profiling=false', '--feature-gates=NoSuchGate=true', 'unrecognized feature gate: NoSuchGate'],
  ['etcd', '--heartbeat-interval', '--heartbeat-intervals', 'flag provided but not defined: -heartbeat-intervals'],
  ['etcd', '--initial-cluster-state=new', '--initial-cluster-state=existing', 'could not retrieve cluster information'],
  ['kube-apiserver', 'conditions:', 'condition:', 'anonymous.condition'],
])('%s ends where %s becomes %s, and says why', async (pod, right, wrong, reason) => {
  const cluster = spoilt((text) => text.replaceAll(right, wrong));
  lab = await Lab.start(cluster, newest!);
  const { name } = cluster.hosts[0]!;
  lab.startPod(name, pod);
  await expect(lab.untilProbed(name, pod, 60)).rejects.toThrow(/: exit \d+: /);
  expect(lab.log(name, pod)).toContain(reason);
}, 60_000);
