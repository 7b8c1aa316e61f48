import { Chart } from 'cdk8s';
import { Finding, shown } from './cluster/finding';
import { HOST_LABEL } from './cluster/labels';
import { isTarget, ResolvedPatch } from './cluster/patch';
import { PATCH_MATCHES_NOTHING } from './description/rules/patch-target';
import { patchableObjects } from './node/find';

/** Hands each patch to the objects that it is meant for. */
export function applyPatches(patches: ResolvedPatch[], charts: Chart[]): Finding[] {
  const objects = charts.flatMap((chart) => patchableObjects(chart).map((object) => ({ object, host: chart.labels[HOST_LABEL] })));
  return patches.flatMap((patch) => {
    const targets = objects.filter(({ object, host }) => isTarget(patch.target, object.kind, object.name, host));
    for (const { object } of targets) {
      if (patch.operations) object.addJsonPatch(...patch.operations);
      else object.addStrategicMerge(patch.merge);
    }
    return targets.length > 0
      ? []
      : [{ rule: PATCH_MATCHES_NOTHING, path: patch.path, got: shown(patch.target), allowed: 'a target that matches at least one object' }];
  });
}
