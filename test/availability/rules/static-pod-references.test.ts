import { STATIC_POD_REFERENCES } from '../../../lib/availability/rules/static-pod-references';
import { clusterOf, faults, podObject, says } from '../rendered-objects';

function cluster(spec: any, container: any = {}, version = '1.34.4', host: any = {}) {
  return clusterOf({ 'cp-1': { pods: [podObject('kube-vip', [], spec, container)], spec: host } }, { version });
}

test('a service account', () => {
  expect(says(STATIC_POD_REFERENCES, cluster({ serviceAccountName: 'kube-vip' }))).toEqual([
    'HA302 cp-1 kube-vip spec.serviceAccountName: got kube-vip; allowed: hostPath, emptyDir and downwardAPI only; ' +
      'fix: give it the data as a HostFile below a directory that it mounts',
  ]);
});

test.each([
  [{ volumes: [{ name: 'v', configMap: {} }] }, {}, 'volume v: got configMap'],
  [{ volumes: [{ name: 'v', secret: {} }] }, {}, 'volume v: got secret'],
  [{ volumes: [{ name: 'v', persistentVolumeClaim: {} }] }, {}, 'volume v: got persistentVolumeClaim'],
  [{ volumes: [{ name: 'v', csi: {} }] }, {}, 'volume v: got csi'],
  [{ volumes: [{ name: 'v', projected: { sources: [{ downwardAPI: {} }, { serviceAccountToken: {} }] } }] }, {}, 'volume v: got projected serviceAccountToken'],
  [{ volumes: [{ name: 'v', cephfs: { secretRef: { name: 'x' } } }] }, {}, 'volume v: got secretRef'],
  [{ imagePullSecrets: [{ name: 'x' }] }, {}, 'spec.imagePullSecrets: got a reference'],
  [{}, { env: [{ name: 'E', valueFrom: { secretKeyRef: {} } }] }, 'container kube-vip env E: got secretKeyRef'],
  [{}, { envFrom: [{ configMapRef: {} }] }, 'container kube-vip envFrom: got configMapRef'],
])('%j %j', (spec, container, message) => {
  expect(faults(STATIC_POD_REFERENCES, cluster(spec, container))).toEqual([`HA302 cp-1 kube-vip ${message}; allowed: hostPath, emptyDir and downwardAPI only`]);
});

test('what comes from the host or from the pod itself is good', () => {
  const volumes = [{ name: 'a', hostPath: { path: '/x' } }, { name: 'b', emptyDir: {} }, { name: 'c', projected: { sources: [{ downwardAPI: {} }] } }];
  const env = [{ name: 'A', value: 'x' }, { name: 'B', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } }];
  expect(says(STATIC_POD_REFERENCES, cluster({ volumes }, { env }))).toEqual([]);
});

test('before 1.34 the kubelet starts such pods; its own version counts where the host says it', () => {
  const spec = { serviceAccountName: 'x' };
  expect(says(STATIC_POD_REFERENCES, cluster(spec, {}, '1.33.13'))).toEqual([]);
  expect(says(STATIC_POD_REFERENCES, cluster(spec, {}, '1.34.4', { kubeletVersion: '1.33.13' }))).toEqual([]);
  expect(says(STATIC_POD_REFERENCES, cluster(spec, {}, '1.33.13', { kubeletVersion: '1.34.4' }))).toHaveLength(1);
});
