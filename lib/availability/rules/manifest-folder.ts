import { renderedRule } from './rule';

/** Where the manifests of static pods are written. */
const MANIFESTS = '/etc/kubernetes/manifests';

/** HA311. */
export const MANIFEST_FOLDER = renderedRule(
  {
    id: 'HA311',
    title: 'the kubelet looks for static pods where they are written',
    cause: 'the kubelet runs, and no component of the host does',
    fix: 'leave staticPodPath as it is',
  },
  (cluster) =>
    cluster.hosts.flatMap((host) => {
      const path = host.kubelet()?.staticPodPath;
      const found = host.allPods.length === 0 || host.kubelet() === undefined || path === MANIFESTS;
      return found ? [] : [{ host: host.name, field: 'kubelet staticPodPath', got: path ?? 'nothing', allowed: MANIFESTS }];
    }),
);
