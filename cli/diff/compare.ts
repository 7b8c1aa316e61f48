import { ClusterDiff, diffClusters, FileReading, loneCluster, seal, withoutKeys } from '../../lib/availability/diff';
import { modelOf, Survey, surveyOf } from '../../lib/availability/model';
import { RenderedCluster } from '../../lib/availability/read/rendered';
import { InputError } from '../command/errors';
import { StaticPod } from '../stream/model';
import { readObserved } from '../stream/observed';
import { readingOf } from '../stream/reloading';
import { withFolder } from '../stream/revision';
import { unreadChanges } from './unread';

/** What to compare. */
export interface Comparison {
  /** A folder, a revision of git, or REVISION:PATH. */
  readonly before: string;
  /** The same. */
  readonly after: string;
  /** They hold trees of hosts instead of YAML. */
  readonly hosts: boolean;
  /**
   * The one cluster to compare.
   *
   * @default every cluster of both
   */
  readonly cluster?: string;
  /**
   * The folder in which revisions are looked for.
   *
   * @default - that of the process
   */
  readonly cwd?: string;
}

/** What holds a description of a cluster in a revision; everything else there stays unread. */
const DESCRIPTIONS = /\.(ya?ml|json)$/;

/** What of a host tree is never read, and so never taken out of a repository. */
const TREES = /^(?!.*\.key$)/;

/**
 * What differs, cluster by cluster; nothing of clusters that mean the same.
 *
 * @throws InputError where something cannot be read, or no cluster has the name that was asked for
 */
export function compare(comparison: Comparison): ClusterDiff[] {
  const [before, after] = [read(comparison.before, comparison), read(comparison.after, comparison)];
  return diffsOf(pick(before, comparison), pick(after, comparison), comparison).filter(({ changes }) => changes.length > 0);
}

function read(name: string, { hosts, cwd }: Comparison): RenderedCluster[] {
  const options = {
    defaultPath: !hosts,
    only: hosts ? TREES : DESCRIPTIONS,
    ...(hosts ? { keep: withoutKeys } : {}),
    ...(cwd === undefined ? {} : { cwd }),
  };
  return withFolder(name, options, (folder) => readObserved(hosts ? { hosts: folder, hide: seal } : { dist: folder }));
}

/** A cluster that one side alone has is a difference; one that neither has is a mistake. */
function pick(clusters: RenderedCluster[], { cluster, before, after, hosts, cwd }: Comparison): RenderedCluster[] {
  if (cluster === undefined) return clusters;
  const found = clusters.filter(({ name }) => name === cluster);
  if (found.length > 0) return found;
  const names = [before, after]
    .flatMap((side) => read(side, { before, after, hosts, ...(cwd === undefined ? {} : { cwd }) }))
    .map(({ name }) => name);
  if (names.includes(cluster)) return [];
  throw new InputError(`--cluster: got ${cluster}; allowed: ${[...new Set(names)].sort().join(', ')}; fix: one of these names`);
}

function diffsOf(before: RenderedCluster[], after: RenderedCluster[], { hosts }: Comparison): ClusterDiff[] {
  const [old, now] = [before[0], after[0]];
  if (old && now && before.length === 1 && after.length === 1) return [renamed(old, now, hosts)];
  const names = [...new Set([...before, ...after].map(({ name }) => name))].sort();
  return names.map((name) => {
    const [was, is] = [before.find((cluster) => cluster.name === name), after.find((cluster) => cluster.name === name)];
    if (was && is) return withUnread(diffClusters(was, is, OPTIONS), was, is);
    return was ? loneCluster(was, 'removed') : loneCluster(is!, 'added');
  });
}

/** Trees of hosts have no name but that of their folder; a description that has another one is still the only one there is. */
function renamed(before: RenderedCluster, after: RenderedCluster, hosts: boolean): ClusterDiff {
  const diff = withUnread(diffClusters(before, after, OPTIONS), before, after);
  if (hosts || before.name === after.name) return diff;
  const text = `the cluster is called ${after.name} (was ${before.name}): folders of secrets and trees go by the name`;
  return {
    ...diff,
    changes: [{ section: 'cluster', kind: 'cluster', severity: 'danger', subject: 'name', text, from: before.name, to: after.name }, ...diff.changes],
  };
}

/** Nobody can say that two files are the same that could not be read. */
function withUnread(diff: ClusterDiff, before: RenderedCluster, after: RenderedCluster): ClusterDiff {
  return { ...diff, changes: [...unreadChanges(before, after), ...diff.changes] };
}

const OPTIONS = {
  readingOf: (pod: unknown, path: string, settings: string[]): FileReading => readingOf(pod as StaticPod, path, settings),
  surveysOf,
};

/** Two descriptions with one model survive the same. */
export function surveysOf(before: RenderedCluster, after: RenderedCluster): readonly [Survey, Survey] | undefined {
  const [old, now] = [modelOf(before), modelOf(after)];
  return JSON.stringify(old) === JSON.stringify({ ...now, name: old.name }) ? undefined : [surveyOf(old), surveyOf(now)];
}
