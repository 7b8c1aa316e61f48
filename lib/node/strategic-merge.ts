/** The keys by which Kubernetes merges the lists of a pod (`patchMergeKey` of core/v1); every other list is replaced as a whole. */
const MERGE_KEYS: { readonly [field: string]: string } = {
  containers: 'name',
  initContainers: 'name',
  ephemeralContainers: 'name',
  volumes: 'name',
  env: 'name',
  imagePullSecrets: 'name',
  volumeMounts: 'mountPath',
  volumeDevices: 'devicePath',
  ports: 'containerPort',
  hostAliases: 'ip',
  topologySpreadConstraints: 'topologyKey',
};

/**
 * The document with the partial document merged in.
 *
 * As in Kubernetes: maps are merged, `null` removes, lists with a merge key are merged by it (an entry with `$patch: delete` is removed),
 * other lists and all scalars are replaced.
 */
export function mergeStrategically(document: unknown, patch: unknown, field = ''): unknown {
  if (Array.isArray(patch)) return mergeList(Array.isArray(document) ? document : [], patch, MERGE_KEYS[field], field);
  if (!isMap(patch)) return patch;
  const result: Record<string, unknown> = isMap(document) ? { ...document } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else result[key] = mergeStrategically(result[key], value, key);
  }
  return result;
}

function mergeList(existing: unknown[], patch: unknown[], mergeKey: string | undefined, field: string): unknown[] {
  if (!mergeKey) return patch;
  const result = [...existing];
  for (const entry of patch) {
    if (!isMap(entry) || entry[mergeKey] === undefined) throw new Error(`an entry of a merged list needs its key \`${mergeKey}\`: got ${JSON.stringify(entry)}`);
    const index = result.findIndex((candidate) => isMap(candidate) && candidate[mergeKey] === entry[mergeKey]);
    if (entry.$patch === 'delete') {
      if (index < 0) throw new Error(`$patch: delete of ${mergeKey} ${JSON.stringify(entry[mergeKey])} matches nothing`);
      result.splice(index, 1);
    } else if (index >= 0) {
      result[index] = mergeStrategically(result[index], entry);
    } else {
      if (field === 'containers' && entry.image === undefined) {
        throw new Error(`there is no container ${JSON.stringify(entry.name)} to merge into, and a new one needs an image`);
      }
      result.push(mergeStrategically({}, entry));
    }
  }
  return result;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
