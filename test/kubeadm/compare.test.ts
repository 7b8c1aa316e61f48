import { comparePods } from './compare';

const probe = { failureThreshold: 8, periodSeconds: 10, httpGet: { path: '/livez', port: 6443, host: '10.0.0.11', scheme: 'HTTPS' } };

function pod(change: (pod: any) => void = () => {}): any {
  const made = {
    metadata: { name: 'demo', labels: { tier: 'control-plane' } },
    spec: {
      containers: [
        {
          name: 'demo',
          command: ['demo', '--a=1', '--b=2'],
          livenessProbe: structuredClone(probe),
          volumeMounts: [{ name: 'certs', mountPath: '/certs', readOnly: true }],
          resources: { requests: { cpu: '100m' } },
        },
      ],
      volumes: [{ name: 'certs', hostPath: { path: '/certs', type: 'Directory' } }],
      hostNetwork: true,
    },
  };
  change(made);
  return made;
}

const CHANGES: [string, (pod: any) => void, string, string | undefined, string | undefined][] = [
  ['a flag of another value', (p) => (p.spec.containers[0].command[1] = '--a=3'), 'flag --a', '3', '1'],
  ['a flag that is gone', (p) => p.spec.containers[0].command.pop(), 'flag --b', undefined, '2'],
  ['a flag that is repeated', (p) => p.spec.containers[0].command.push('--b=5'), 'flag --b', '2 and 5', '2'],
  ['flags in another order', (p) => p.spec.containers[0].command.splice(1, 2, '--b=2', '--a=1'), 'order of flags', '--b --a', 'by name'],
  ['another program', (p) => (p.spec.containers[0].command[0] = 'other'), 'program', 'other', 'demo'],
  ['a mount that may write', (p) => delete p.spec.containers[0].volumeMounts[0].readOnly, 'volume certs', '/certs, Directory', '/certs, Directory, readOnly'],
  ['a mount at another place', (p) => (p.spec.containers[0].volumeMounts[0].mountPath = '/x'), 'volume certs', '/certs, at /x, Directory, readOnly', '/certs, Directory, readOnly'],
  ['a volume of another type', (p) => (p.spec.volumes[0].hostPath.type = 'File'), 'volume certs', '/certs, File, readOnly', '/certs, Directory, readOnly'],
  ['a volume that is not mounted', (p) => p.spec.volumes.push({ name: 'x', hostPath: { path: '/x' } }), 'volumes without mount', '1', '0'],
  ['a probe of another path', (p) => (p.spec.containers[0].livenessProbe.httpGet.path = '/healthz'), 'livenessProbe path', '/healthz', '/livez'],
  ['a probe of another port', (p) => (p.spec.containers[0].livenessProbe.httpGet.port = 1), 'livenessProbe address', 'HTTPS 10.0.0.11:1', 'HTTPS 10.0.0.11:6443'],
  ['a probe with a field more', (p) => (p.spec.containers[0].livenessProbe.terminationGracePeriodSeconds = 1), 'livenessProbe numbers', 'failureThreshold 8, periodSeconds 10, terminationGracePeriodSeconds 1', 'failureThreshold 8, periodSeconds 10'],
  ['a request of another size', (p) => (p.spec.containers[0].resources.requests.cpu = '1'), 'container resources.requests.cpu', '1', '100m'],
  ['a field of the pod', (p) => (p.spec.hostNetwork = false), 'spec hostNetwork', 'false', 'true'],
  ['a label', (p) => (p.metadata.labels.x = 'y'), 'metadata.labels.x', 'y', undefined],
];

test('equal pods have no difference', () => {
  expect(comparePods(pod(), pod())).toEqual([]);
});

test.each(CHANGES)('%s is found at its place', (_, change, what, ours, kubeadm) => {
  expect(comparePods(pod(change), pod())).toEqual([{ what, ours, kubeadm }]);
});

test('a probe that one of them lacks is found', () => {
  expect(comparePods(pod(), pod((p) => delete p.spec.containers[0].livenessProbe)).map((difference) => difference.what)).toEqual([
    'livenessProbe address', 'livenessProbe numbers', 'livenessProbe path',
  ]);
});

test('the order of volumes has no meaning', () => {
  const more = (first: boolean) => pod((p) => {
    const volume = { name: 'x', hostPath: { path: '/x', type: 'File' } };
    const mount = { name: 'x', mountPath: '/x' };
    p.spec.volumes[first ? 'unshift' : 'push'](volume);
    p.spec.containers[0].volumeMounts.push(mount);
  });
  expect(comparePods(more(true), more(false))).toEqual([]);
});

test('a second container cannot be overlooked', () => {
  expect(() => comparePods(pod((p) => p.spec.containers.push({})), pod())).toThrow('a static pod with one container: got 2');
});
