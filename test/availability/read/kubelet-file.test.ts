import * as fc from 'fast-check';
import { readKubelet, shutdownMillis } from '../../../lib/availability/read/kubelet-file';

test('what is not written has the default of the kubelet', () => {
  expect(readKubelet(['apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n'])).toEqual({
    document: { apiVersion: 'kubelet.config.k8s.io/v1beta1', kind: 'KubeletConfiguration' },
    shutdownGrace: [],
    nodeStatusUpdateMs: 10_000,
    nodeLeaseMs: 40_000,
    serverTlsBootstrap: false,
    rotateCertificates: false,
    anonymous: false,
    webhookAuthentication: true,
    authorizationMode: 'Webhook',
    address: '0.0.0.0',
    port: 10250,
    readOnlyPort: 0,
    healthzAddress: '127.0.0.1',
    healthzPort: 10248,
    unreadable: [],
  });
});

test('reads what the rules ask for', () => {
  const file = readKubelet([
    `
staticPodPath: /etc/kubernetes/manifests
nodeStatusUpdateFrequency: 4s
nodeLeaseDurationSeconds: 20
serverTLSBootstrap: true
rotateCertificates: true
tlsCertFile: /var/lib/kubelet/pki/kubelet.crt
tlsPrivateKeyFile: /var/lib/kubelet/pki/kubelet.key
authentication: { anonymous: { enabled: true }, webhook: { enabled: false }, x509: { clientCAFile: /etc/kubernetes/pki/ca.crt } }
authorization: { mode: AlwaysAllow }
address: 10.0.0.11
healthzBindAddress: "::1"
readOnlyPort: 10255
`,
  ]);
  expect(file).toMatchObject({
    staticPodPath: '/etc/kubernetes/manifests',
    nodeStatusUpdateMs: 4000,
    nodeLeaseMs: 20_000,
    serverTlsBootstrap: true,
    rotateCertificates: true,
    tlsCertFile: '/var/lib/kubelet/pki/kubelet.crt',
    tlsPrivateKeyFile: '/var/lib/kubelet/pki/kubelet.key',
    anonymous: true,
    webhookAuthentication: false,
    clientCaFile: '/etc/kubernetes/pki/ca.crt',
    authorizationMode: 'AlwaysAllow',
    address: '10.0.0.11',
    healthzAddress: '::1',
    readOnlyPort: 10255,
  });
});

test('a drop-in replaces scalars and lists, and merges maps', () => {
  const { document } = readKubelet([
    'port: 1\nclusterDNS: [a, b]\nfeatureGates: { A: true, B: true }',
    'port: 2\nclusterDNS: [c]',
    'featureGates: { B: false }',
  ]);
  expect(document).toEqual({ port: 2, clusterDNS: ['c'], featureGates: { A: true, B: false } });
});

test('by priority: the highest group that is not above the pod, and the lowest for pods below all', () => {
  const file = readKubelet([
    'shutdownGracePeriodByPodPriority: [{ priority: 2000000000, shutdownGracePeriodSeconds: 80 }, { priority: 1000, shutdownGracePeriodSeconds: 20 }, { priority: 2000001000, shutdownGracePeriodSeconds: 10 }]',
  ]);
  expect([0, 1000, 1_999_999_999, 2_000_000_000, 2_000_000_999, 2_000_001_000].map((priority) => shutdownMillis(file, priority))).toEqual([
    20_000, 20_000, 20_000, 80_000, 80_000, 10_000,
  ]);
});

test('without priorities: critical pods have their part, the others the rest', () => {
  const file = readKubelet(['shutdownGracePeriod: 2m\nshutdownGracePeriodCriticalPods: 90s']);
  expect([shutdownMillis(file, 0), shutdownMillis(file, 2_000_001_000)]).toEqual([30_000, 90_000]);
});

test('a critical part larger than the whole is no shutdown grace at all, as in the kubelet', () => {
  expect(shutdownMillis(readKubelet(['shutdownGracePeriod: 10s\nshutdownGracePeriodCriticalPods: 20s']), 2_000_000_000)).toBe(0);
});

test('what cannot be read is listed, and its default taken', () => {
  const file = readKubelet(['port: "x"\nnodeStatusUpdateFrequency: 10', '- a list', 'a: [', 'a: &x [*x, *x]']);
  expect(file.unreadable.map(({ problem }) => problem)).toEqual(
    expect.arrayContaining(['not a map', 'port: "x" is no number', 'nodeStatusUpdateFrequency: 10 is no duration']),
  );
  expect(file.unreadable.length).toBeGreaterThanOrEqual(4);
  expect([file.port, file.nodeStatusUpdateMs]).toEqual([10250, 10_000]);
});

test('no text makes it throw', () => {
  const word = fc.constantFrom('port', ':', ' ', '\n', '- ', '{', '}', '[', ']', '&a', '*a', '1', '"', '__proto__', '---', '!!map', '? ', '|');
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(word).map((parts) => parts.join('')),
      ),
      (content) => Array.isArray(readKubelet([content, 'port: 1', content]).unreadable),
    ),
  );
});
