import { k8s } from 'cdk8s-plus-28';
import { ComponentPod, hostCaMounts, PodPriority, renderComponentPod } from '../../lib/node/component-pod';

const PROBE = { host: '127.0.0.1', path: '/livez', scheme: 'HTTPS' as const };
const BASE: ComponentPod = {
  name: 'demo', image: 'demo:1', flags: {}, options: {}, mounts: [], requests: {}, port: 1234, namedPort: false,
  liveness: PROBE, startup: PROBE, priority: PodPriority.NODE_CRITICAL,
};
const pod = (change: Partial<ComponentPod> = {}) => k8s.KubePod.manifest(renderComponentPod({ ...BASE, ...change }));
const container = (change: Partial<ComponentPod> = {}) => pod(change).spec.containers[0];

test('probes have kubeadm\'s numbers', () => {
  const { livenessProbe, readinessProbe, startupProbe } = container({ readiness: PROBE });
  const numbers = (probe: any) => [probe.initialDelaySeconds, probe.periodSeconds, probe.timeoutSeconds, probe.failureThreshold];
  expect([livenessProbe, readinessProbe, startupProbe].map(numbers)).toEqual([[10, 10, 15, 8], [undefined, 1, 15, 3], [10, 10, 15, 24]]);
});

test('a component without readiness has no such probe', () => {
  expect('readinessProbe' in container()).toBe(false);
});

test('a named port is declared, and probes use the name', () => {
  expect(container({ namedPort: true }).ports).toEqual([{ name: 'probe-port', containerPort: 1234, protocol: 'TCP' }]);
  expect(container({ namedPort: true }).livenessProbe.httpGet.port).toBe('probe-port');
});

test('without a name nothing is declared, and probes use the number', () => {
  expect([container().ports, container().livenessProbe.httpGet.port]).toEqual([undefined, 1234]);
});

test.each([
  [PodPriority.NODE_CRITICAL, 2_000_001_000],
  [PodPriority.CLUSTER_CRITICAL, 2_000_000_000],
])('class %s has the number %i', (priority, number) => {
  expect([pod({ priority }).spec.priorityClassName, pod({ priority }).spec.priority]).toEqual([priority, number]);
});

test('mounts are sorted by name, the user\'s after ours', () => {
  const mount = (name: string) => ({ name, path: `/${name}`, readOnly: true, type: 'Directory' as const });
  const options = { extraVolumes: [{ name: 'b', hostPath: '/x' }, { name: 'a', hostPath: '/y' }] };
  expect(container({ mounts: [mount('z'), mount('c')], options }).volumeMounts.map((entry: any) => entry.name)).toEqual(['c', 'z', 'a', 'b']);
});

test('a volume of the user\'s own must exist, is read-only, and stands at the same path', () => {
  const made = pod({ options: { extraVolumes: [{ name: 'a', hostPath: '/srv/a' }] } });
  expect(made.spec.volumes).toEqual([{ name: 'a', hostPath: { path: '/srv/a' } }]);
  expect(made.spec.containers[0].volumeMounts).toEqual([{ name: 'a', mountPath: '/srv/a', readOnly: true }]);
});

test('it may be writable, and elsewhere', () => {
  const { volumeMounts } = container({ options: { extraVolumes: [{ name: 'a', hostPath: '/srv/a', mountPath: '/b', readOnly: false }] } });
  expect(volumeMounts).toEqual([{ name: 'a', mountPath: '/b' }]);
});

test('no environment is written where there is none', () => {
  expect('env' in container({ options: { extraEnv: {} } })).toBe(false);
});

test('CA directories of the host are named as kubeadm names them', () => {
  expect(hostCaMounts(['/etc/pki/tls/certs']).map(({ name, path, readOnly, type }) => [name, path, readOnly, type])).toEqual([
    ['ca-certs', '/etc/ssl/certs', true, 'DirectoryOrCreate'],
    ['etc-pki-tls-certs', '/etc/pki/tls/certs', true, 'DirectoryOrCreate'],
  ]);
});
