import { KUBELET_SHUTDOWN_GRACE } from '../../../lib/availability/rules/kubelet-shutdown-grace';
import { clusterOf, faults, podObject, says } from '../rendered-objects';

function cluster(config: string | undefined, spec: any = { priority: 2_000_000_000 }) {
  const files = config === undefined ? {} : { '/var/lib/kubelet/config.yaml': config };
  return clusterOf({ 'cp-1': { files, pods: [podObject('kube-apiserver', [], { terminationGracePeriodSeconds: 80, ...spec })] } });
}

const FIX = 'fix: raise shutdownGracePeriodByPodPriority for the priority of the pod; the kubelet looks at spec.priority, not at the name of the class';

test('a host that shuts down without waiting', () => {
  expect(says(KUBELET_SHUTDOWN_GRACE, cluster('port: 10250'))).toEqual([
    `HA207 cp-1 /var/lib/kubelet/config.yaml shutdown grace for priority 2000000000: got 0s; allowed: at least 80s, the grace period of kube-apiserver; ${FIX}`,
  ]);
});

test('time for other priorities does not help', () => {
  const config = 'shutdownGracePeriodByPodPriority: [{ priority: 0, shutdownGracePeriodSeconds: 90 }, { priority: 2000000000, shutdownGracePeriodSeconds: 79 }]';
  expect(faults(KUBELET_SHUTDOWN_GRACE, cluster(config))).toEqual([
    'HA207 cp-1 /var/lib/kubelet/config.yaml shutdown grace for priority 2000000000: got 79s; allowed: at least 80s, the grace period of kube-apiserver',
  ]);
});

test('a pod with the name of a class but no priority is stopped with the least important ones', () => {
  const config = 'shutdownGracePeriod: 100s\nshutdownGracePeriodCriticalPods: 80s';
  expect(faults(KUBELET_SHUTDOWN_GRACE, cluster(config, { priorityClassName: 'system-cluster-critical' }))).toEqual([
    'HA207 cp-1 /var/lib/kubelet/config.yaml shutdown grace for priority 0: got 20s; allowed: at least 80s, the grace period of kube-apiserver',
  ]);
  expect(says(KUBELET_SHUTDOWN_GRACE, cluster(config))).toEqual([]);
});

test('nothing is said about a kubelet whose configuration is not part of the description', () => {
  expect(says(KUBELET_SHUTDOWN_GRACE, cluster(undefined))).toEqual([]);
});
