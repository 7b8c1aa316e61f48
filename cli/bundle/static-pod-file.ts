import { stringify } from 'yaml';
import { PlannedFile, SecretRef, StaticPod } from '../stream/model';
import { SECRETS_HASH, secretsHash } from './secrets-hash';

/** Where the kubelet looks for static pods. */
export const MANIFESTS = '/etc/kubernetes/manifests';

/** The manifest of a static pod as it lies on the host: the pod of the YAML, with `secrets-hash` among its annotations. */
export function staticPodFile(pod: StaticPod, files: PlannedFile[], valueOf: (ref: SecretRef) => string): PlannedFile & { readonly content: string } {
  const hash = secretsHash(pod, files, valueOf);
  return {
    path: `${MANIFESTS}/${pod.metadata.name}.yaml`,
    mode: '0600',
    owner: 'root',
    group: 'root',
    content: podText(hash === undefined ? pod : annotated(pod, hash)),
  };
}

/** YAML 1.1, which is what the kubelet reads: `yes` and `on` are quoted. */
function podText(pod: StaticPod): string {
  return stringify(pod, { version: '1.1', lineWidth: 0 });
}

/** Annotations stay sorted, and first in the metadata, as synth writes them. */
function annotated(pod: StaticPod, hash: string): StaticPod {
  const annotations = Object.entries({ ...pod.metadata.annotations, [SECRETS_HASH]: hash }).sort(([a], [b]) => (a < b ? -1 : 1));
  return { ...pod, metadata: { ...{ annotations: {} }, ...pod.metadata, annotations: Object.fromEntries(annotations) } };
}
