import { InputError } from '../command/errors';
import { Document, readDocuments } from './documents';
import { clusterOf, hostOf, isOurKind, labelProblems } from './group';
import { ClusterSpec, HostSpec, KubeObject, PlannedCluster, PlannedFile, PlannedHost, PlannedPath, PlannedSecret, StaticPod } from './model';
import { isOurs, schemaProblems } from './validate';

const SECRET_KINDS = ['Certificate', 'Kubeconfig', 'SecretKey'];

/**
 * The clusters that the YAML below a folder describes, by name.
 *
 * Objects are grouped by their labels, whatever file they are in; objects without the labels are somebody else's.
 *
 * @param dist folder
 * @throws InputError that lists every problem: unreadable files, objects that do not fit their schema, hosts without a cluster
 */
export function readClusters(dist: string): PlannedCluster[] {
  const documents = readDocuments(dist);
  const problems = [...documents.flatMap(schemaProblems), ...labelProblems(documents)];
  if (problems.length > 0) throw new InputError(problems.join('\n'));
  const names = [...new Set(documents.filter(isOurKind('Cluster')).map(({ object }) => clusterOf(object)!))].sort();
  return names.map((name) => planned(name, documents.filter(({ object }) => clusterOf(object) === name)));
}

/**
 * One cluster of a folder.
 *
 * @param dist folder
 * @param name which; needed only where there are several
 * @throws InputError when there is none, or none of that name, or several and no name
 */
export function readCluster(dist: string, name?: string): PlannedCluster {
  const clusters = readClusters(dist);
  const names = clusters.map((cluster) => cluster.name).join(', ');
  if (clusters.length === 0) throw new InputError(`${dist}: got no Cluster object; allowed: the YAML of at least one cluster; fix: run synth, or give its folder`);
  if (name === undefined && clusters.length > 1) throw new InputError(`${dist} describes ${names}; allowed: one cluster; fix: add --cluster NAME`);
  const found = name === undefined ? clusters[0] : clusters.find((cluster) => cluster.name === name);
  if (!found) throw new InputError(`--cluster: got ${name}; allowed: ${names}; fix: one of these names`);
  return found;
}

function planned(name: string, documents: Document[]): PlannedCluster {
  const objects = documents.map(({ object }) => object);
  const hosts = documents.filter(isOurKind('Host')).map(({ object }) => plannedHost(object, objects));
  return {
    name,
    spec: specOf<ClusterSpec>(documents.find(isOurKind('Cluster'))!.object),
    hosts: hosts.sort(by(({ name: host }) => host)),
    secrets: documents
      .filter(({ object }) => isOurs(object) && SECRET_KINDS.includes(object.kind as string))
      .map(({ object }) => ({ kind: object.kind, name: nameOf(object), host: hostOf(object), spec: object.spec }) as PlannedSecret)
      .sort(by((secret) => `${secret.kind}/${secret.name}`)),
    api: objects.filter((object) => !isOurs(object) && hostOf(object) === undefined) as unknown as KubeObject[],
  };
}

function plannedHost(host: Record<string, unknown>, objects: Record<string, unknown>[]): PlannedHost {
  const name = hostOf(host) ?? nameOf(host);
  const on = objects.filter((object) => hostOf(object) === name);
  const specs = <S>(kind: string): S[] => on.filter((object) => isOurs(object) && object.kind === kind).map((object) => specOf<S>(object));
  return {
    name,
    spec: specOf<HostSpec>(host),
    files: specs<PlannedFile>('HostFile').sort(by(({ path }) => path)),
    directories: specs<PlannedPath>('HostDirectory').sort(by(({ path }) => path)),
    staticPods: (on.filter((object) => object.apiVersion === 'v1' && object.kind === 'Pod') as unknown as StaticPod[]).sort(by(({ metadata }) => metadata.name)),
  };
}

function specOf<S>(object: Record<string, unknown>): S {
  return object.spec as S;
}

function nameOf(object: Record<string, unknown>): string {
  return (object.metadata as { name: string }).name;
}

function by<T>(key: (item: T) => string): (a: T, b: T) => number {
  return (a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0);
}
