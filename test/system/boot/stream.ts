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
  /** Objects for the API. */
  readonly api: any[];
}

const HOST_LABEL = 'ha-cluster.local/host';
const GROUP = 'ha-cluster.local/';
const SECRET_KINDS = ['Certificate', 'Kubeconfig', 'SecretKey'];

/** Reads the YAML files of a folder, grouped by label and never by file name. */
export function readStream(folder: string): PlannedCluster {
  const objects = readdirSync(folder)
    .filter((name) => /\.(ya?ml|json)$/.test(name))
    .flatMap((name) => parseAllDocuments(readFileSync(join(folder, name), 'utf8')))
    .map((document) => document.toJS())
    .filter(Boolean);
  const ours = (kind: string) => objects.filter((object) => object.apiVersion.startsWith(GROUP) && object.kind === kind);
  const on = (name: string) => (object: any) => object.metadata.labels?.[HOST_LABEL] === name;
  const hosts = ours('Host').map((host): PlannedHost => {
    const name = host.metadata.labels[HOST_LABEL];
    return {
      name,
      addresses: host.spec.addresses ?? [host.spec.address],
      files: ours('HostFile').filter(on(name)).map(fileOf),
      directories: ours('HostDirectory').filter(on(name)).map((object) => object.spec),
      pods: objects.filter((object) => object.apiVersion === 'v1' && object.kind === 'Pod').filter(on(name)),
    };
  });
  return {
    hosts,
    secrets: objects.filter((object) => object.apiVersion.startsWith(GROUP) && SECRET_KINDS.includes(object.kind)),
    api: objects.filter((object) => !object.apiVersion.startsWith(GROUP) && object.metadata.labels?.[HOST_LABEL] === undefined),
  };
}

function fileOf({ spec }: any): PlannedFile {
  const { contentFrom: from } = spec;
  return from ? { ...spec, content: `\${secret:${from.kind}/${from.name}#${from.part}}` } : spec;
}
