import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';

/** What files and directories have in common. */
export interface PlannedPath {
  readonly path: string;
  readonly mode: string;
  readonly owner: string;
  readonly group: string;
}

/** One file; a secret is written as `${secret:Kind/name#part}` wherever it stands. */
export interface PlannedFile extends PlannedPath {
  readonly content: string;
}

/** One host as the stream describes it. */
export interface PlannedHost {
  readonly name: string;
  readonly addresses: string[];
  readonly files: PlannedFile[];
  readonly directories: PlannedPath[];
  /** Static pods. */
  readonly pods: any[];
}

/** A cluster as the stream describes it. */
export interface PlannedCluster {
  readonly hosts: PlannedHost[];
  /** Certificate, Kubeconfig and SecretKey objects. */
  readonly secrets: any[];
}

const CLUSTER_LABEL = 'ha-cluster.local/cluster';
const HOST_LABEL = 'ha-cluster.local/host';
const GROUP = 'ha-cluster.local/';
const SECRET_KINDS = ['Certificate', 'Kubeconfig', 'SecretKey'];

/** Reads the objects of the YAML files of a folder. */
export function readStream(folder: string): any[] {
  return readdirSync(folder)
    .filter((name) => /\.(ya?ml|json)$/.test(name))
    .flatMap((name) => parseAllDocuments(readFileSync(join(folder, name), 'utf8')))
    .map((document) => document.toJS())
    .filter(Boolean);
}

/** The names of the clusters that have hosts in the stream, by label and never by file name. */
export function clusterNames(stream: any[]): string[] {
  return [...new Set(stream.filter(isOurs('Host')).map((host): string => host.metadata.labels[CLUSTER_LABEL]))].sort();
}

/** What the stream says about one cluster. */
export function plannedCluster(stream: any[], cluster: string): PlannedCluster {
  const objects = stream.filter((object) => object.metadata.labels?.[CLUSTER_LABEL] === cluster);
  const on = (name: string) => (object: any) => object.metadata.labels[HOST_LABEL] === name;
  const hosts = objects.filter(isOurs('Host')).map((host): PlannedHost => {
    const name = host.metadata.labels[HOST_LABEL];
    const has = objects.filter(on(name));
    return {
      name,
      addresses: host.spec.addresses,
      files: has.filter(isOurs('HostFile')).map(fileOf),
      directories: has.filter(isOurs('HostDirectory')).map((object) => object.spec),
      pods: has.filter((object) => object.apiVersion === 'v1' && object.kind === 'Pod'),
    };
  });
  return { hosts, secrets: objects.filter((object) => SECRET_KINDS.some((kind) => isOurs(kind)(object))) };
}

function isOurs(kind: string): (object: any) => boolean {
  return (object) => object.apiVersion.startsWith(GROUP) && object.kind === kind;
}

function fileOf({ spec }: any): PlannedFile {
  const { contentFrom: from } = spec;
  return from ? { ...spec, content: `\${secret:${from.kind}/${from.name}#${from.part}}` } : spec;
}
