import { Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { hostFiles } from './find';
import { digest } from './kinds';
import { PatchableObject } from './patchable-object';

/** Annotation with the hash of the files that a static pod reads. */
export const CONFIG_HASH = 'ha-cluster.local/config-hash';

/** Properties of StaticPod. */
export interface StaticPodProps {
  /** The pod, in the typed form of cdk8s-plus-28. */
  readonly pod: k8s.KubePodProps;

  /**
   * Files below the mounted directories that the component reads again by itself, so that a change of them must not restart it.
   *
   * @default - none
   */
  readonly reloadedFiles?: string[];
}

/**
 * A pod that the kubelet runs from a file.
 *
 * The kubelet watches manifests and nothing else, so the hash of every file of the same chart below a mounted host directory stands in an
 * annotation: a changed file is a changed manifest, and the component restarts. Files that hold nothing but a secret are not counted; the bundle
 * adds a hash of their public parts. `schedulerName` keeps a pod that was applied to an API server by mistake from ever running.
 */
export class StaticPod extends PatchableObject {
  private readonly reloaded: string[];

  /**
   * @param scope a chart, or a construct in one
   * @param id the construct id
   * @param props the pod
   */
  constructor(scope: Construct, id: string, props: StaticPodProps) {
    super(scope, id, k8s.KubePod.manifest(props.pod));
    this.reloaded = props.reloadedFiles ?? [];
  }

  /** @internal */
  protected override _finish(document: any): any {
    const read = this.filesRead(document);
    if (read.length === 0) return document;
    const annotations = { ...document.metadata?.annotations, [CONFIG_HASH]: digest(JSON.stringify(read), 16) };
    const ordered = Object.fromEntries(Object.entries(annotations).sort(([a], [b]) => (a < b ? -1 : 1)));
    // Rebuilt so that the annotations come first, as the sorted metadata of every other object has them.
    return { ...document, metadata: { annotations: ordered, ...without(document.metadata, 'annotations') } };
  }

  private filesRead(document: any): unknown[] {
    const mounted: string[] = (document.spec?.volumes ?? [])
      .map((volume: any) => volume.hostPath?.path)
      .filter((path: unknown) => typeof path === 'string');
    return hostFiles(Chart.of(this))
      .filter(
        (file) =>
          !file._isSecret() && !this.reloaded.includes(file.path) && mounted.some((path) => file.path === path || file.path.startsWith(`${path}/`)),
      )
      .map((file) => file.toJson().spec)
      .filter((spec) => spec.content !== undefined)
      .sort((a, b) => (a.path < b.path ? -1 : 1))
      .map((spec) => [spec.path, spec.mode, spec.owner, spec.group, spec.content]);
  }
}

function without(map: any, key: string): any {
  return Object.fromEntries(Object.entries(map ?? {}).filter(([name]) => name !== key));
}
