import { RenderedHost } from '../read/rendered-host';
import { Change } from './change';
import { hostInWords } from './host-changes';
import { ClusterPair } from './pairs';

/** Hosts that are new or gone, and taints that differ. */
export function hostMembership(pair: ClusterPair): Change[] {
  return [
    ...pair.added.map(added),
    ...pair.removed.map(removed),
    ...pair.hosts.flatMap(({ name, before, after }) => taintChanges(name, before, after)),
  ];
}

function added(host: RenderedHost): Change {
  const pods = host.allPods.map((pod) => pod.name);
  const words = hostInWords(host);
  return {
    section: 'membership',
    host: host.name,
    kind: 'host',
    severity: 'note',
    subject: 'host',
    effect: 'new: install it after the hosts that were there',
    text: `host added (${words}): ${host.allFiles.length} files${pods.length > 0 ? `, static pods ${pods.join(', ')}` : ''}`,
    to: host.name,
  };
}

function removed(host: RenderedHost): Change {
  const control = host.component('kube-apiserver') !== undefined;
  return {
    section: 'membership',
    host: host.name,
    kind: 'host',
    severity: control ? 'danger' : 'restart',
    subject: 'host',
    effect: 'gone: drain it first, then stop its kubelet and remove its Node',
    text: `host removed (${hostInWords(host)})${control ? '; roll the others out first, so that no balancer sends to it any more' : ''}`,
    from: host.name,
  };
}

/** A kubelet taints its Node when it registers, and never again. */
function taintChanges(name: string, before: RenderedHost, after: RenderedHost): Change[] {
  const [from, to] = [taintsOf(before), taintsOf(after)];
  if (from === to) return [];
  const text = `taints: ${from} -> ${to}: a kubelet sets them when its Node registers; change a Node that is there with \`kubectl taint\``;
  return [{ section: 'membership', host: name, kind: 'taint', severity: 'note', subject: 'taints', text, from, to }];
}

function taintsOf(host: RenderedHost): string {
  const listed: unknown = host.kubelet()?.document.registerWithTaints;
  const file = Array.isArray(listed)
    ? listed.map((taint) => `${taint?.key ?? ''}${taint?.value ? `=${taint.value}` : ''}:${taint?.effect ?? ''}`)
    : [];
  const flags = host.kubeletFlags()?.list('register-with-taints') ?? [];
  return [...file, ...flags].sort().join(', ') || 'none';
}
