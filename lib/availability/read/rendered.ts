import { CLUSTER_LABEL, HOST_LABEL, PLAN_GROUP } from '../../cluster/labels';
import { Observation } from './observation';
import { isMap, text } from './reading';
import { RenderedHost } from './rendered-host';
import { minorOf } from './rendered-pod';

/** The objects of one cluster. */
export class RenderedCluster {
  /** The `Cluster` object, where there is one. */
  public readonly object: any;
  /** In the order of their names. */
  public readonly hosts: RenderedHost[];
  /** The certificates that sign others: `Certificate` objects of no host. */
  public readonly authorities: any[];
  public readonly secretKeys: any[];
  /** The kubeconfigs that belong to no host. */
  public readonly kubeconfigs: any[];
  /** What is sent to the API server. */
  public readonly apiObjects: any[];

  constructor(
    public readonly name: string,
    /** Every object that carries the cluster's label. */
    public readonly objects: any[],
    /** How it was seen, where it was read from the files of its hosts; undefined where it was described. */
    public readonly observed?: Observation,
  ) {
    const plan = (kind: string) => objects.filter((object) => object.kind === kind && isPlan(object));
    this.object = plan('Cluster')[0];
    this.hosts = grouped(objects, HOST_LABEL).map(([host, own]) => new RenderedHost(host, own));
    this.authorities = plan('Certificate').filter((object) => labelOf(object, HOST_LABEL) === undefined);
    this.kubeconfigs = plan('Kubeconfig').filter((object) => labelOf(object, HOST_LABEL) === undefined);
    this.secretKeys = plan('SecretKey');
    this.apiObjects = objects.filter((object) => !isPlan(object) && labelOf(object, HOST_LABEL) === undefined);
  }

  /** The minor of the cluster's version; undefined where no `Cluster` object says it. */
  public get minor(): number | undefined {
    return minorOf(this.object?.spec?.version);
  }

  /** The host of a name. */
  public host(name: string): RenderedHost | undefined {
    return this.hosts.find((host) => host.name === name);
  }
}

/**
 * Groups rendered objects by their labels, and by nothing else: neither file names nor their order mean anything.
 *
 * Objects without a cluster's label belong to nobody and are left out.
 *
 * @param objects the parsed documents of a stream, in any order
 * @returns the clusters in the order of their names
 */
export function readRendered(objects: any[]): RenderedCluster[] {
  return grouped(objects, CLUSTER_LABEL).map(([name, own]) => new RenderedCluster(name, own));
}

/** Objects by the value of a label, in the order of the values. */
function grouped(objects: any[], label: string): [string, any[]][] {
  const groups = new Map<string, any[]>();
  for (const object of objects) {
    const value = labelOf(object, label);
    if (value === undefined) continue;
    const group = groups.get(value) ?? [];
    groups.set(value, group);
    group.push(object);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}

function isPlan(object: any): boolean {
  return text(object.apiVersion)?.startsWith(`${PLAN_GROUP}/`) ?? false;
}

function labelOf(object: any, label: string): string | undefined {
  return isMap(object) && isMap(object.metadata) && isMap(object.metadata.labels) ? text(object.metadata.labels[label]) : undefined;
}
