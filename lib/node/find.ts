import { ApiObject, Chart } from 'cdk8s';
import { HostFile } from './host-file';
import { API_VERSION } from './kinds';
import { PatchableObject } from './patchable-object';

// `instanceof` says nothing here: ApiObject answers it for all its subclasses alike.

/** The objects of a chart that take patches. */
export function patchableObjects(chart: Chart): PatchableObject[] {
  return chart.node.findAll().filter((child): child is PatchableObject => ApiObject.isApiObject(child) && 'addStrategicMerge' in child);
}

/** The files of a chart. */
export function hostFiles(chart: Chart): HostFile[] {
  return patchableObjects(chart).filter((object): object is HostFile => object.kind === 'HostFile' && object.apiVersion === API_VERSION);
}

/** Names of the static pods of a chart. */
export function staticPodNames(chart: Chart): string[] {
  return patchableObjects(chart).filter((object) => object.kind === 'Pod' && object.apiVersion === 'v1').map((pod) => pod.name);
}
