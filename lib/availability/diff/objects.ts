import { CLUSTER_LABEL, HOST_LABEL } from '../../cluster/labels';
import { isMap } from '../read/reading';
import { Delta, deltas, Unordered } from './deltas';

/** Lists of objects in which the order of entries means nothing. */
const SETS = new Set([
  // Our own kinds.
  'spec.acknowledgements',
  'spec.dnsNames',
  'spec.endpoint.neighbourRouterIds',
  'spec.etcd.endpoints',
  'spec.ipAddresses',
  'spec.kernelModules',
  'spec.networks.nodes',
  'spec.packages',
  'spec.roles',
  'spec.staticPods',
  'spec.subject.organizations',
  'spec.usages',
  'spec.users',
  // RBAC.
  'rules',
  'rules.apiGroups',
  'rules.nonResourceURLs',
  'rules.resourceNames',
  'rules.resources',
  'rules.verbs',
  'subjects',
]);

/** Whether the order of a list of plan or API objects means nothing. */
export const UNORDERED: Unordered = (path) => SETS.has(path);

/** An object without the labels by which it was found: they are the same on both sides, or the cluster was only given another name. */
export function withoutIdentity(object: any): any {
  if (!isMap(object) || !isMap(object.metadata) || !isMap(object.metadata.labels)) return object;
  const { [CLUSTER_LABEL]: _, [HOST_LABEL]: __, ...labels } = object.metadata.labels;
  return { ...object, metadata: { ...object.metadata, labels } };
}

/** Every place at which the specifications of two plan objects differ; paths begin below `spec`. */
export function specDeltas(before: any, after: any): Delta[] {
  return deltas(before?.spec, after?.spec, UNORDERED, 'spec').map((delta) => ({ ...delta, path: delta.path.replace(/^spec\.?/, '') }));
}
