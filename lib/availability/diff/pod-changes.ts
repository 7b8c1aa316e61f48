import { isMap, maps } from '../read/reading';
import { RenderedPod } from '../read/rendered-pod';
import { Change } from './change';
import { Delta, deltas } from './deltas';
import { flagChanges } from './flag-changes';
import { withoutIdentity } from './objects';
import { HostPair, paired } from './pairs';
import { deltaText, ends } from './show';

/** Annotations with hashes over what a pod reads; `bundle` writes the second one. */
export const HASHES = ['ha-cluster.local/config-hash', 'ha-cluster.local/secrets-hash'];

/** Whether a pod says other hashes over its files than before. */
export function hashChanged(before: RenderedPod | undefined, after: RenderedPod | undefined): boolean {
  return before !== undefined && after !== undefined && HASHES.some((name) => annotation(before, name) !== annotation(after, name));
}

/** Whether the manifest of a pod tells that its files changed. */
export function hasHash(pod: RenderedPod): boolean {
  return HASHES.some((name) => annotation(pod, name) !== undefined);
}

/**
 * What differs in the static pods of a host.
 *
 * The kubelet restarts a static pod for every difference in its manifest, the order of lists among them: it tells pods apart by a hash of all of it.
 *
 * @param explained names of the pods whose changed hash other changes explain
 */
export function podChanges(host: HostPair, explained: ReadonlySet<string>): Change[] {
  return paired(host.before.allPods, host.after.allPods, (pod) => pod.name).flatMap(({ key, before, after }) => {
    if (!before || !after) return [presence(host.name, key, before ?? after, after !== undefined)];
    return changesOf(before, after, explained.has(key)).map((change) => restart(host.name, key, change));
  });
}

type Found = Pick<Change, 'kind' | 'text' | 'from' | 'to'>;

function presence(host: string, name: string, pod: RenderedPod | undefined, added: boolean): Change {
  const image = String(pod?.container.image ?? '');
  return {
    section: 'hosts',
    host,
    kind: 'static-pod',
    severity: 'restart',
    subject: name,
    effect: added ? 'starts' : 'stops',
    text: added ? `static pod added, image ${image}` : `static pod removed, image ${image}`,
    ...(added ? { to: name } : { from: name }),
  };
}

function restart(host: string, name: string, found: Found): Change {
  return { section: 'hosts', host, severity: 'restart', subject: name, effect: 'restarts', ...found };
}

function changesOf(before: RenderedPod, after: RenderedPod, hashExplained: boolean): Found[] {
  const flags = paired(before.containers, after.containers, (container) => String(container.name)).flatMap((pair) =>
    pair.before && pair.after
      ? flagChanges(pair.before, pair.after).map(({ name: _, text, ...values }) => ({
        kind: 'flag',
        text: inContainer(pair, after) + text,
        ...values,
      }))
      : [],
  );
  const rest = deltas(withoutCommands(before), withoutCommands(after)).filter((delta) => !(hashExplained && isHash(delta)));
  return [...rest.map(foundOf), ...flags];
}

/** Which container a flag is of, where the pod has several. */
function inContainer(pair: { readonly key: string }, pod: RenderedPod): string {
  return pod.containers.length > 1 ? `container ${pair.key}: ` : '';
}

function withoutCommands(pod: RenderedPod): unknown {
  const object = withoutIdentity(pod.object);
  if (!isMap(object) || !isMap(object.spec)) return object;
  const containers = maps(object.spec.containers);
  const plain = containers.every((container) => typeof container.name === 'string');
  if (!plain || new Set(containers.map(({ name }) => name as unknown)).size < containers.length) return object;
  return { ...object, spec: { ...object.spec, containers: containers.map(({ command: _, args: __, ...others }) => others) } };
}

function isHash({ path }: Delta): boolean {
  return HASHES.some((name) => path === `metadata.annotations."${name}"`);
}

function foundOf(delta: Delta): Found {
  const kind = kindOf(delta.path);
  const shortened = delta.path.replace(/^spec\.containers\[[^\]]*\]\.?/, '').replace(/^spec\./, '') || 'container';
  const unexplained = isHash(delta) ? ', and no file that it mounts differs' : '';
  return { kind, text: deltaText(delta, shortened) + unexplained, ...ends(delta.path, delta.from, delta.to) };
}

function kindOf(path: string): string {
  if (/\.image$/.test(path)) return 'image';
  if (/Probe(\.|$)/.test(path)) return 'probe';
  if (/^spec\.volumes|\.volumeMounts/.test(path)) return 'mount';
  return 'manifest';
}

function annotation(pod: RenderedPod, name: string): unknown {
  const annotations = isMap(pod.object?.metadata) ? pod.object.metadata.annotations : undefined;
  return isMap(annotations) ? annotations[name] : undefined;
}
