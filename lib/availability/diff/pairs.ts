import { isMap, text } from '../read/reading';
import { RenderedCluster } from '../read/rendered';
import { RenderedHost } from '../read/rendered-host';
import { ReadingOf } from './change';
import { stable } from './deltas';

/** One thing before and after; at least one of them is there. */
export interface Pair<T> {
  readonly key: string;
  readonly before?: T;
  readonly after?: T;
}

/** A host that both sides have. */
export interface HostPair {
  readonly name: string;
  readonly before: RenderedHost;
  readonly after: RenderedHost;
}

/** Two descriptions of one cluster. */
export interface ClusterPair {
  readonly before: RenderedCluster;
  readonly after: RenderedCluster;
  readonly readingOf: ReadingOf;
  /** Hosts of both, by name. */
  readonly hosts: HostPair[];
  /** Hosts of the new description alone, by name. */
  readonly added: RenderedHost[];
  /** Hosts of the old description alone, by name. */
  readonly removed: RenderedHost[];
}

/** Sets two descriptions side by side. */
export function clusterPair(before: RenderedCluster, after: RenderedCluster, readingOf: ReadingOf): ClusterPair {
  const hosts = paired(before.hosts, after.hosts, (host) => host.name);
  return {
    before,
    after,
    readingOf,
    hosts: hosts.flatMap((pair) => (pair.before && pair.after ? [{ name: pair.key, before: pair.before, after: pair.after }] : [])),
    added: hosts.flatMap((pair) => (pair.after && !pair.before ? [pair.after] : [])),
    removed: hosts.flatMap((pair) => (pair.before && !pair.after ? [pair.before] : [])),
  };
}

/**
 * Two lists side by side, in the order of their keys.
 *
 * Where a key stands for several, those that are the same on both sides go together first, the others in their order.
 */
export function paired<T>(before: T[], after: T[], keyOf: (value: T) => string): Pair<T>[] {
  const [old, now] = [byKey(before, keyOf), byKey(after, keyOf)];
  const keys = [...new Set([...old.keys(), ...now.keys()])].sort();
  return keys.flatMap((key) => pairsOf(key, old.get(key) ?? [], now.get(key) ?? []));
}

function pairsOf<T>(key: string, before: T[], after: T[]): Pair<T>[] {
  if (before.length < 2 && after.length < 2) return [pairOf(key, before[0], after[0])];
  const left = [...after];
  const rest: T[] = [];
  const same: Pair<T>[] = [];
  for (const one of before) {
    const at = left.findIndex((other) => stable(other) === stable(one));
    if (at < 0) rest.push(one);
    else same.push(pairOf(key, one, left.splice(at, 1)[0]));
  }
  const count = Math.max(rest.length, left.length);
  return [...same, ...Array.from({ length: count }, (_, index) => pairOf(key, rest[index], left[index]))];
}

function pairOf<T>(key: string, before: T | undefined, after: T | undefined): Pair<T> {
  return { key, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
}

function byKey<T>(values: T[], keyOf: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push(value);
  }
  return groups;
}

/** Kind and name of an object, its namespace where it has one: `Pod kube-system/etcd`. */
export function identity(object: any): string {
  const metadata = isMap(object?.metadata) ? object.metadata : {};
  const namespace = text(metadata.namespace);
  return `${text(object?.kind) ?? 'object'} ${namespace === undefined ? '' : `${namespace}/`}${text(metadata.name) ?? ''}`;
}
