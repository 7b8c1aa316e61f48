import { RenderedHost } from '../read/rendered-host';
import { Change, Step } from './change';
import { ClusterPair } from './pairs';
import { listed } from './show';

/** How to roll changes out: what to make first, then one host after the other, then the API. */
export function stepsOf(pair: ClusterPair, changes: Change[]): Step[] {
  const touched = new Set(
    changes.flatMap((change) => (change.section === 'hosts' && change.host !== undefined && touchesHost(change) ? [change.host] : [])),
  );
  const hosts = [...pair.hosts.filter(({ name }) => touched.has(name)).map(({ after }) => after)].sort(inRollOrder);
  const rolls = hosts.length + pair.added.length > 0;
  return [
    ...beforehand(pair, changes, rolls),
    ...memberSteps(pair),
    ...pace(hosts),
    ...hosts.map((host) => installStep(host, changes, pair)),
    ...[...pair.added].sort(inRollOrder).map((host) => addStep(host, pair)),
    ...[...pair.removed].sort(inRollOrder).reverse().map(removeStep),
    ...afterwards(pair, changes),
  ];
}

/** Commands of this project work on its own trees only. */
function isOurs(pair: ClusterPair): boolean {
  return pair.after.object?.spec?.version !== undefined;
}

/** Labels of the plan are on no host. */
function touchesHost(change: Change): boolean {
  return !(change.effect === 'nothing on the host differs' || change.effect === 'nothing on the host is told');
}

function beforehand(pair: ClusterPair, changes: Change[], rolls: boolean): Step[] {
  const steps: Step[] = [];
  const dangers = changes.filter(({ severity, section }) => severity === 'danger' && section !== 'availability');
  if (dangers.length > 0) steps.push({ text: 'Settle each danger above: do what it needs first, or know why it may be', details: [] });
  if (
    changes.some(({ section, kind, subject }) => section === 'cluster' && kind === 'version' && (subject === 'etcd' || subject === 'kube-apiserver'))
  ) {
    steps.push({ text: 'Take a snapshot of etcd, and see that it is good', details: [] });
  }
  if (!isOurs(pair))
    return rolls
      ? [...steps, { text: 'Copy the new files of each host to a folder on it; put them in place there, host after host, as follows', details: [] }]
      : steps;
  if (changes.some(({ section }) => section === 'certificates') || pair.added.length > 0) {
    steps.push({
      text: 'Make the certificates, kubeconfigs and keys that are new or changed',
      details: [],
      command: 'ha-cluster pki issue --secrets secrets',
    });
  }
  if (rolls || changes.some(({ section }) => section === 'certificates')) {
    steps.push({ text: 'Write the trees of the hosts, and copy each one to its host', details: [], command: 'ha-cluster bundle --secrets secrets' });
  }
  return steps;
}

/** Members leave before others join: a member that is gone for good still counts for the quorum. */
function memberSteps(pair: ClusterPair): Step[] {
  const staying = new Set(pair.after.hosts.filter((host) => host.component('etcd')).map((host) => host.name));
  return pair.before.hosts
    .filter((host) => host.component('etcd') && !staying.has(host.name))
    .map((host) => ({
      host: host.name,
      text: `Remove the etcd member of ${host.name}, while all others are healthy`,
      details: ['wait for: every other member healthy (`etcdctl endpoint health --cluster`)'],
      command: 'etcdctl member list; etcdctl member remove ID',
    }));
}

function installStep(host: RenderedHost, changes: Change[], pair: ClusterPair): Step {
  const own = changes.filter(
    (change) => change.host === host.name && (change.severity === 'restart' || change.severity === 'reload' || change.severity === 'danger'),
  );
  const happening = new Map<string, string>();
  for (const { section, subject, effect } of own) if (section === 'hosts' && effect !== undefined) happening.set(`${subject} ${effect}`, subject);
  const details = [...happening.keys()].sort((a, b) => byUnitsFirst(happening.get(a) ?? '', happening.get(b) ?? ''));
  const waits = waitsFor(host, new Set(happening.values()));
  return {
    host: host.name,
    text: `Install on ${host.name}`,
    details: [...details, ...(waits.length > 0 ? [`wait for: ${listed(waits)}`] : [])],
    ...(isOurs(pair) ? { command: './install --check; ./install' } : {}),
  };
}

/** Units come before static pods, as `install` takes them. */
function byUnitsFirst(a: string, b: string): number {
  const rank = (subject: string) => (/\.(service|timer|socket)$/.test(subject) ? 0 : 1);
  return rank(a) - rank(b) || (a < b ? -1 : a > b ? 1 : 0);
}

function waitsFor(host: RenderedHost, subjects: ReadonlySet<string>): string[] {
  const address = host.addresses[0] ?? host.name;
  const port = host.component('kube-apiserver')?.flags().value('secure-port') ?? '6443';
  const place = address.includes(':') ? `[${address}]` : address;
  const touched = (name: string) => [...subjects].some((subject) => subject === name || host.pods.get(subject)?.component === name);
  const kubelet = touched('kubelet.service');
  return [
    ...(host.component('etcd') && touched('etcd') ? ['every etcd member healthy (`etcdctl endpoint health --cluster`)'] : []),
    ...(host.component('kube-apiserver') && (touched('kube-apiserver') || touched('etcd') || kubelet)
      ? [`https://${place}:${port}/readyz says ok`]
      : []),
    ...(touched('haproxy.service') || touched('haproxy') ? ['its HAProxy counts every apiserver as up'] : []),
    ...(touched('keepalived.service') || touched('keepalived') ? ['one host, and only one, has the virtual IP'] : []),
    ...(kubelet ? [`its Node is Ready`] : []),
  ];
}

/** Who holds a virtual IP now is not written anywhere: the order below is only the likely one. */
function pace(hosts: RenderedHost[]): Step[] {
  const routers = hosts.filter((host) => (host.keepalived()?.instances.length ?? 0) > 0);
  const address = routers[0]?.keepalived()?.instances[0]?.addresses[0]?.address;
  if (routers.length < 2 || address === undefined) return [];
  return [
    {
      text: `One host at a time; of ${listed(routers.map(({ name }) => name))}, the one that holds ${address} last, whatever its place below`,
      details: [],
      command: `ip -brief address show to ${address}`,
    },
  ];
}

function addStep(host: RenderedHost, pair: ClusterPair): Step {
  const joins = host.component('etcd') !== undefined && pair.before.hosts.some((each) => each.component('etcd'));
  const member = joins
    ? [
      '`etcdctl member add --learner` for it first, with --initial-cluster of the members that are there and itself; promote it when it has caught up, then go on',
    ]
    : [];
  const wait = joins ? 'every etcd member healthy' : `Node ${host.name} is Ready`;
  return {
    host: host.name,
    text: `Install on the new host ${host.name}`,
    details: [...member, `wait for: ${wait}`],
    ...(isOurs(pair) ? { command: './install' } : {}),
  };
}

function removeStep(host: RenderedHost): Step {
  return {
    host: host.name,
    text: `Take ${host.name} out of service`,
    details: ['drained, its kubelet stopped, its static pods stopped, its Node deleted'],
    command: `kubectl drain ${host.name} --ignore-daemonsets; kubectl delete node ${host.name}`,
  };
}

function afterwards(pair: ClusterPair, changes: Change[]): Step[] {
  const api = changes.some(({ section, kind }) => section === 'objects' && kind === 'api-object');
  const nodes = changes.some(({ section, kind }) => section === 'membership' && (kind === 'roles' || kind === 'host'));
  if (!isOurs(pair) || !(api || nodes)) return [];
  return [
    { text: `Apply the objects of the API${nodes ? ', and complete the Nodes' : ''}`, details: [], command: 'ha-cluster apply --secrets secrets' },
  ];
}

/** External etcd first, workers last; the host that most likely holds the virtual IP after the others of its kind. */
function inRollOrder(a: RenderedHost, b: RenderedHost): number {
  const kind = (host: RenderedHost) => (host.component('kube-apiserver') ? 1 : host.component('etcd') ? 0 : 2);
  const priority = (host: RenderedHost) => Math.max(0, ...(host.keepalived()?.instances ?? []).map((instance) => instance.priority));
  return kind(a) - kind(b) || priority(a) - priority(b) || (a.name < b.name ? -1 : 1);
}
