import { Survey } from '../model';
import { RenderedCluster } from '../read/rendered';
import { availabilityChanges } from './availability-changes';
import { Change, ClusterDiff, ordered, ReadingOf } from './change';
import { clusterWideChanges } from './cluster-wide';
import { stable } from './deltas';
import { etcdChanges } from './etcd-changes';
import { fileChanges } from './file-changes';
import { directoryChanges, hostChanges } from './host-changes';
import { hostMembership } from './host-membership';
import { apiObjectChanges, clusterObjectChanges, planObjectChanges } from './object-changes';
import { stepsOf } from './order';
import { clusterPair, HostPair } from './pairs';
import { podChanges } from './pod-changes';
import { sealed, unsealed } from './seal';
import { secretChanges } from './secret-changes';
import { versionChanges } from './version-changes';
import { vrrpChanges } from './vrrp-changes';

/** What a comparison needs beside the two descriptions. */
export interface DiffOptions {
  /** How a static pod takes notice of a changed file. */
  readonly readingOf: ReadingOf;
  /** The surveys of both descriptions; undefined where they cannot differ. Asked only where something else differs. */
  readonly surveysOf: (before: RenderedCluster, after: RenderedCluster) => readonly [Survey, Survey] | undefined;
}

/**
 * What differs in the meaning of two descriptions of one cluster, and how to roll it out.
 *
 * Nothing is left out: what no comparison understands is said with its path. The order of keys, of objects, and of lists whose order
 * means nothing, is no difference.
 */
export function diffClusters(before: RenderedCluster, after: RenderedCluster, { readingOf, surveysOf }: DiffOptions): ClusterDiff {
  const pair = clusterPair(sealed(before), sealed(after), readingOf);
  const plain = [
    ...versionChanges(pair),
    ...clusterWideChanges(pair),
    ...vrrpChanges(pair),
    ...clusterObjectChanges(pair),
    ...hostMembership(pair),
    ...etcdChanges(pair),
    ...pair.hosts.flatMap((host) => (sameObjects(host) ? [] : changesOfHost(host, readingOf))),
    ...secretChanges(pair),
    ...apiObjectChanges(pair),
    ...planObjectChanges(pair),
  ];
  const surveys = plain.length === 0 ? undefined : surveysOf(before, after);
  const availability = surveys === undefined ? [] : availabilityChanges(...surveys);
  const changes = ordered(unique([...availability, ...plain].map(unsealed)));
  return { cluster: after.name, presence: 'both', changes, steps: stepsOf(pair, changes), worse: changes.some((change) => change.worse === true) };
}

/** A cluster that only one side has. */
export function loneCluster(cluster: RenderedCluster, presence: 'added' | 'removed'): ClusterDiff {
  const hosts = cluster.hosts.map((host) => host.name).join(', ');
  const text =
    presence === 'added'
      ? `cluster ${cluster.name} added, with ${hosts}`
      : `cluster ${cluster.name} is described no more; its hosts ${hosts} go on as they are`;
  const change: Change = { section: 'cluster', kind: 'cluster', severity: presence === 'added' ? 'note' : 'danger', subject: 'cluster', text };
  return { cluster: cluster.name, presence, changes: [change], steps: [], worse: false };
}

function changesOfHost(host: HostPair, readingOf: ReadingOf): Change[] {
  const files = fileChanges(host, readingOf);
  return [...hostChanges(host), ...directoryChanges(host), ...podChanges(host, files.explained), ...files.changes];
}

/** Most hosts of most changes are the same, object for object, and are not looked at further. */
function sameObjects({ before, after }: HostPair): boolean {
  return (
    before.objects.length === after.objects.length &&
    before.objects.every((object, index) => object === after.objects[index] || stable(object) === stable(after.objects[index]))
  );
}

function unique(changes: Change[]): Change[] {
  const seen = new Set<string>();
  return changes.filter(({ host, section, subject, effect, text, severity }) => {
    const key = JSON.stringify([section, host, severity, subject, effect, text]);
    return !seen.has(key) && seen.add(key);
  });
}
