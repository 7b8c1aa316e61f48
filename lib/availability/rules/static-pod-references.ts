import { isMap, maps } from '../read/reading';
import { RenderedPod } from '../read/rendered-pod';
import { renderedRule } from './rule';

/** The kubelet refuses such pods from this minor on (PreventStaticPodAPIReferences). */
const REFUSED_FROM = 34;

/** HA302. */
export const STATIC_POD_REFERENCES = renderedRule(
  {
    id: 'HA302',
    title: 'static pods refer to no API object',
    cause: 'from 1.34 on the kubelet does not start the pod at all; before, it could not start while the API that it is part of is down',
    fix: 'give it the data as a HostFile below a directory that it mounts',
  },
  (cluster) =>
    cluster.hosts.flatMap((host) => {
      const minor = host.kubeletMinor ?? cluster.minor ?? host.component('kube-apiserver')?.minor ?? REFUSED_FROM;
      if (minor < REFUSED_FROM) return [];
      return host.allPods.flatMap((pod) =>
        references(pod).map(([field, got]) => ({
          host: host.name,
          field: `${pod.name} ${field}`,
          got,
          allowed: 'hostPath, emptyDir and downwardAPI only',
        })),
      );
    }),
);

/** Volumes that need the API server (pkg/api/pod `HasAPIObjectReference`, 1.36.3). */
const VOLUMES = ['configMap', 'secret', 'csi', 'glusterfs', 'persistentVolumeClaim', 'ephemeral', 'azureFile'];

/** Sources of projected volumes that need it (same place). */
const SOURCES = ['configMap', 'secret', 'serviceAccountToken', 'clusterTrustBundle', 'podCertificate'];

function references(pod: RenderedPod): [string, string][] {
  const spec: Record<string, unknown> = isMap(pod.object.spec) ? pod.object.spec : {};
  const account = spec.serviceAccountName ?? spec.serviceAccount;
  const found: [string, string][] = typeof account === 'string' && account !== '' ? [['spec.serviceAccountName', account]] : [];
  for (const field of ['imagePullSecrets', 'resourceClaims']) if (maps(spec[field]).length > 0) found.push([`spec.${field}`, 'a reference']);
  for (const volume of maps(spec.volumes)) {
    for (const kind of VOLUMES) if (isMap(volume[kind])) found.push([`volume ${volume.name}`, kind]);
    const sources = isMap(volume.projected) ? maps(volume.projected.sources) : [];
    for (const kind of SOURCES) if (sources.some((source) => isMap(source[kind]))) found.push([`volume ${volume.name}`, `projected ${kind}`]);
    for (const value of Object.values(volume)) if (isMap(value) && isMap(value.secretRef)) found.push([`volume ${volume.name}`, 'secretRef']);
  }
  for (const container of [...maps(spec.initContainers), ...maps(spec.containers)]) {
    for (const source of maps(container.envFrom))
      for (const kind of ['configMapRef', 'secretRef']) if (isMap(source[kind])) found.push([`container ${container.name} envFrom`, kind]);
    for (const variable of maps(container.env)) {
      const from = isMap(variable.valueFrom) ? variable.valueFrom : {};
      for (const kind of ['configMapKeyRef', 'secretKeyRef'])
        if (isMap(from[kind])) found.push([`container ${container.name} env ${variable.name}`, kind]);
    }
  }
  return found;
}
