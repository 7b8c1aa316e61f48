import { apiServersOf } from '../read/apiservers';
import { showMillis } from '../read/durations';
import { shutdownMillis } from '../read/kubelet-file';
import { renderedRule } from './rule';

/** HA207. */
export const KUBELET_SHUTDOWN_GRACE = renderedRule(
  {
    id: 'HA207',
    title: 'a host that shuts down waits for its apiserver',
    cause:
      'a planned reboot cuts the apiserver off before it has drained: the kubelet shortens the grace period of each pod to what its priority is given',
    fix: 'raise shutdownGracePeriodByPodPriority for the priority of the pod; the kubelet looks at spec.priority, not at the name of the class',
  },
  (cluster) =>
    apiServersOf(cluster).flatMap(({ host, pod }) => {
      const kubelet = host.kubelet();
      if (!kubelet) return [];
      const given = shutdownMillis(kubelet, pod.priority);
      const allowed = `at least ${showMillis(pod.graceMillis)}, the grace period of ${pod.name}`;
      return given >= pod.graceMillis
        ? []
        : [{ host: host.name, field: `${host.kubeletPath} shutdown grace for priority ${pod.priority}`, got: showMillis(given), allowed }];
    }),
);
