import { join } from 'path';
import { Rehearsed } from '../rehearsed';

/** A Pod that the scheduler must place: after it, those before it were looked at. */
const SCHEDULED = `apiVersion: v1
kind: Pod
metadata: { name: scheduled, namespace: default }
spec:
  containers: [{ name: pause, image: registry.k8s.io/pause:3.10.2 }]
`;

/** `kubectl apply -f` of a host's file: static pods are Pods to it, everything else is unknown. */
export function appliedByMistake(rehearsed: Rehearsed, dist: string): void {
  test("a node's YAML, applied by mistake, does no harm", async () => {
    const before = await rehearsed.kubectl(['get', 'pods', '--namespace', 'kube-system', '--output', 'jsonpath={.items[*].metadata.uid}']);
    const applied = await rehearsed.rehearse(['kubectl', 'apply', '--filename', join(dist, 'prod-cp-1.k8s.yaml')]);
    expect(applied.status).toBe(1);
    expect(applied.stderr).toContain('no matches for kind "HostFile" in version "ha-cluster.local/v1alpha1"');
    expect(applied.stdout).toContain('pod/kube-apiserver created');
    await rehearsed.kubectl(['create', '--filename', '-'], SCHEDULED);
    await rehearsed.kubectl(['wait', '--for=jsonpath={.spec.nodeName}', 'pod/scheduled', '--timeout=60s']);
    for (const name of ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler']) {
      const pod = JSON.parse(await rehearsed.kubectl(['get', 'pod', name, '--namespace', 'kube-system', '--output', 'json']));
      expect([name, pod.spec.nodeName, pod.status.phase]).toEqual([name, undefined, 'Pending']);
    }
    expect((await rehearsed.rehearse(['status'])).status).toBe(0);
    const after = await rehearsed.kubectl(['get', 'pods', '--namespace', 'kube-system', '--output', 'jsonpath={.items[*].metadata.uid}']);
    for (const uid of before.split(' ')) expect(after).toContain(uid);
    await rehearsed.kubectl(['delete', 'pod', 'etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler', '--namespace', 'kube-system']);
  });
}
