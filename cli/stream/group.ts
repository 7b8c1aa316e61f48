import { Document } from './documents';
import { isOurs } from './validate';

const CLUSTER_LABEL = 'ha-cluster.local/cluster';
const HOST_LABEL = 'ha-cluster.local/host';

/** The cluster that an object belongs to. */
export function clusterOf(object: Record<string, unknown>): string | undefined {
  return labelsOf(object)[CLUSTER_LABEL];
}

/** The host that an object belongs on. */
export function hostOf(object: Record<string, unknown>): string | undefined {
  return labelsOf(object)[HOST_LABEL];
}

/** Whether a document is of one of our kinds. */
export function isOurKind(kind: string): (document: Document) => boolean {
  return ({ object }) => isOurs(object) && object.kind === kind;
}

/** Objects of ours that belong to no cluster or host that is described, and those that are there twice. */
export function labelProblems(documents: Document[]): string[] {
  const clusters = documents.filter(isOurKind('Cluster')).map(({ object }) => clusterOf(object));
  const hosts = documents.filter(isOurKind('Host')).map(({ object }) => `${clusterOf(object)}/${hostOf(object)}`);
  return [...documents.flatMap((document) => misplaced(document, clusters, hosts)), ...repeated(documents)];
}

function misplaced({ place, object }: Document, clusters: (string | undefined)[], hosts: string[]): string[] {
  const [cluster, host] = [clusterOf(object), hostOf(object)];
  if (!isOurs(object) && host === undefined) return [];
  const what = `${place}: ${String(object.kind)} ${(object.metadata as { name?: string } | undefined)?.name}`;
  if (cluster === undefined || !clusters.includes(cluster)) {
    return [`${what}: label ${CLUSTER_LABEL}: got ${cluster ?? 'none'}; allowed: ${clusters.join(', ') || 'the name of a Cluster object'}; fix: render it as part of an HaCluster`];
  }
  if (host !== undefined && !hosts.includes(`${cluster}/${host}`)) {
    return [`${what}: label ${HOST_LABEL}: got ${host}; allowed: a host with a Host object; fix: remove files of hosts that are gone, then synth`];
  }
  return [];
}

/** The same object in two files is what a stale file beside a new one looks like. */
function repeated(documents: Document[]): string[] {
  const seen = new Map<string, string>();
  return documents.flatMap(({ place, object }) => {
    const { name, namespace } = (object.metadata ?? {}) as { name?: string; namespace?: string };
    if (clusterOf(object) === undefined) return [];
    const key = [clusterOf(object), hostOf(object), object.apiVersion, object.kind, namespace, name].join('|');
    const first = seen.get(key);
    seen.set(key, place);
    return first === undefined ? [] : [`${place}: ${String(object.kind)} ${name}: is in ${first}, too; allowed: once; fix: remove the stale file, then synth`];
  });
}

function labelsOf(object: Record<string, unknown>): Record<string, string> {
  return ((object.metadata as { labels?: Record<string, string> } | undefined)?.labels ?? {});
}
