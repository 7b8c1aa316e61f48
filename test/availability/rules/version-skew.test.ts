import { VERSION_SKEW } from '../../../lib/availability/rules/version-skew';
import { clusterOf, faults, podObject, says, TestHost } from '../rendered-objects';

function pod(component: string, minor: number) {
  return podObject(component, [], {}, { image: `registry.k8s.io/${component}:v1.${minor}.2` });
}

function host(apiserver: number, more: Record<string, number> = {}, kubelet = apiserver): TestHost {
  return { spec: { kubeletVersion: `1.${kubelet}.2` }, pods: [pod('kube-apiserver', apiserver), ...Object.entries(more).map(([name, minor]) => pod(name, minor))] };
}

const FIX = 'fix: upgrade apiservers first, one minor at a time, then kube-controller-manager and kube-scheduler, then kubelets';

test('apiservers two minors apart', () => {
  expect(says(VERSION_SKEW, clusterOf({ 'cp-1': host(34), 'cp-2': host(36) }))).toEqual([
    `HA306 cp-1 kube-apiserver image: got 1.34; allowed: 1.35 or 1.36, because the newest apiserver is 1.36; ${FIX}`,
  ]);
});

test('a controller manager that is newer than its apiserver, and a scheduler that is two older', () => {
  const cluster = clusterOf({ 'cp-1': host(35, { 'kube-controller-manager': 36, 'kube-scheduler': 33 }) });
  expect(faults(VERSION_SKEW, cluster)).toEqual([
    'HA306 cp-1 kube-controller-manager image: got 1.36; allowed: 1.34 to 1.35, because of the apiservers it talks to',
    'HA306 cp-1 kube-scheduler image: got 1.33; allowed: 1.34 to 1.35, because of the apiservers it talks to',
  ]);
});

test('a kubelet that is newer than its apiserver, or four older', () => {
  const message = (got: number) => `HA306 cp-1 kubelet version: got 1.${got}; allowed: 1.33 to 1.36, because of the apiservers it talks to`;
  expect(faults(VERSION_SKEW, clusterOf({ 'cp-1': host(36, {}, 37) }))).toEqual([message(37)]);
  expect(faults(VERSION_SKEW, clusterOf({ 'cp-1': host(36, {}, 32) }))).toEqual([message(32)]);
});

test('a worker talks to every apiserver: the oldest says how new it may be, the newest how old', () => {
  const worker = (kubelet: number) => clusterOf({ 'cp-1': host(35), 'cp-2': host(36), 'worker-1': { spec: { roles: ['worker'], kubeletVersion: `1.${kubelet}.0` } } });
  const message = (got: number) => `HA306 worker-1 kubelet version: got 1.${got}; allowed: 1.33 to 1.35, because of the apiservers it talks to`;
  expect(faults(VERSION_SKEW, worker(36))).toEqual([message(36)]);
  expect(faults(VERSION_SKEW, worker(32))).toEqual([message(32)]);
  expect([33, 35].map((minor) => faults(VERSION_SKEW, worker(minor)))).toEqual([[], []]);
});

test('every step of an upgrade in the right order is good', () => {
  const old = { 'kube-controller-manager': 35, 'kube-scheduler': 35 };
  expect(says(VERSION_SKEW, clusterOf({ 'cp-1': host(36, old, 33), 'cp-2': host(35, old) }, { version: '1.36.3' }))).toEqual([]);
});

test('an image without a version is of the version of the cluster', () => {
  const pinned = { image: 'registry.k8s.io/kube-apiserver@sha256:00' };
  const cluster = clusterOf({ 'cp-1': { pods: [podObject('kube-apiserver', [], {}, pinned), pod('kube-scheduler', 36)] } }, { version: '1.35.4' });
  expect(faults(VERSION_SKEW, cluster)).toEqual(['HA306 cp-1 kube-scheduler image: got 1.36; allowed: 1.34 to 1.35, because of the apiservers it talks to']);
});

test('the kubelet of an etcd host talks to no apiserver', () => {
  expect(says(VERSION_SKEW, clusterOf({ 'cp-1': host(36), 'etcd-1': { spec: { roles: ['etcd'], kubeletVersion: '1.30.14' } } }))).toEqual([]);
});

test('a kubelet before 1.25 may be two minors older only', () => {
  const older = (apiserver: number, kubelet: number) => faults(VERSION_SKEW, clusterOf({ 'cp-1': host(apiserver, {}, kubelet) })).length;
  expect([older(28, 25), older(27, 24), older(26, 24)]).toEqual([0, 1, 0]);
});

test('a host that does not say its roles has a kubelet like every other', () => {
  expect(faults(VERSION_SKEW, clusterOf({ 'cp-1': host(36), x: { spec: { roles: [], kubeletVersion: '1.37.0' } } }))).toHaveLength(1);
});
