import { readdirSync } from 'fs';
import { basename, join, resolve } from 'path';
import { InputError } from '../command/errors';
import { Document, documentsOf, isObject } from './documents';
import { clusterOf, hostOf } from './group';
import { OUR_API_VERSION, schemaProblems } from './validate';

/** What YAML beside the trees of hosts says about them. */
export interface TreePlan {
  readonly cluster: string;
  /** The `Cluster` object, as it counts: with its label. */
  readonly object?: Record<string, unknown>;
  /** Specifications by host; each may leave out what files say. */
  readonly hosts: ReadonlyMap<string, Record<string, unknown>>;
}

const LABEL = 'ha-cluster.local/cluster';

/** Stand in for what files say or nobody asks for, so that short objects can be checked by the schemas of whole ones. */
const FILLED: Readonly<Record<string, Record<string, unknown>>> = {
  Cluster: {
    version: '1.36.0',
    etcd: { topology: 'stacked' },
    networks: { pods: ['192.0.2.0/24'], services: ['198.51.100.0/24'], domain: 'cluster.local' },
    timing: 'balanced',
  },
  Host: { addresses: ['192.0.2.1'], roles: ['worker'] },
};

/**
 * Reads `Cluster` and `Host` objects of `<folder>/*.yaml`; other kinds are left alone.
 *
 * @throws InputError that lists every problem
 */
export function planOfTrees(folder: string): TreePlan {
  const documents = readdirSync(folder)
    .filter((name) => /\.(ya?ml|json)$/.test(name))
    .sort()
    .flatMap((name) => documentsOf(join(folder, name), name))
    .filter(({ object }) => object.apiVersion === OUR_API_VERSION && ['Cluster', 'Host'].includes(String(object.kind)));
  const [clusters, hosts] = ['Cluster', 'Host'].map((kind) => documents.filter(({ object }) => object.kind === kind));
  const problems = [...documents.flatMap((document) => schemaProblems(completed(document))), ...twice(documents)];
  if (clusters!.length > 1) {
    const names = clusters!.map(({ object }) => nameOf(object)).join(', ');
    problems.push(`${folder}: got clusters ${names}; allowed: the hosts of one cluster; fix: a folder for each cluster`);
  }
  if (problems.length > 0) throw new InputError(problems.join('\n'));
  const object = clusters![0]?.object;
  const cluster = (object && (clusterOf(object) ?? nameOf(object))) ?? labelled(hosts!) ?? nameOfFolder(folder);
  return {
    cluster,
    ...(object ? { object: { ...object, metadata: { ...metadataOf(object), labels: { [LABEL]: cluster } } } } : {}),
    hosts: new Map(hosts!.map((host) => [hostOf(host.object) ?? nameOf(host.object), specOf(host.object)])),
  };
}

function completed({ place, object }: Document): Document {
  const metadata = { annotations: { 'config.kubernetes.io/local-config': 'true' }, ...metadataOf(object) };
  const whole = { ...object, metadata, spec: { ...FILLED[String(object.kind)], ...specOf(object) } };
  return { place, object: whole };
}

function twice(documents: Document[]): string[] {
  const seen = new Map<string, string>();
  return documents.flatMap(({ place, object }) => {
    const key = `${String(object.kind)} ${nameOf(object)}`;
    const first = seen.get(key);
    seen.set(key, place);
    return first === undefined ? [] : [`${place}: ${key}: is in ${first}, too; allowed: once; fix: remove one of the two`];
  });
}

function labelled(hosts: Document[]): string | undefined {
  return hosts.map(({ object }) => clusterOf(object)).find((name) => name !== undefined);
}

/** The name of the folder, where it can be the name of a cluster. */
function nameOfFolder(folder: string): string {
  const name = basename(resolve(folder));
  return /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(name) ? name : 'cluster';
}

function nameOf(object: Record<string, unknown>): string {
  return String(metadataOf(object).name);
}

function metadataOf(object: Record<string, unknown>): Record<string, unknown> {
  return isObject(object.metadata) ? object.metadata : {};
}

function specOf(object: Record<string, unknown>): Record<string, unknown> {
  return isObject(object.spec) ? object.spec : {};
}
