import { readCluster } from '../../../cli/stream/read';
import { Reading, readingOf } from '../../../cli/stream/reloading';
import { pod } from '../bundle/plans';

const PKI = '/etc/kubernetes/pki';
const reference = readCluster('dist').hosts.find(({ name }) => name === 'cp-1')!;

/** How the pods of the reference blueprint read a file; pods that do not read it are left out. */
function readers(path: string): Record<string, Reading> {
  const readings = reference.staticPods.map((each) => [each.metadata.name, readingOf(each, path)] as const);
  return Object.fromEntries(readings.filter(([, reading]) => reading !== Reading.NEVER));
}

test.each([
  [`${PKI}/apiserver.crt`, { 'kube-apiserver': Reading.RELOADS }],
  [`${PKI}/apiserver-etcd-client.key`, { 'kube-apiserver': Reading.RELOADS }],
  [`${PKI}/front-proxy-ca.crt`, { 'kube-apiserver': Reading.RELOADS, 'kube-controller-manager': Reading.RELOADS }],
  [`${PKI}/ca.crt`, { 'kube-apiserver': Reading.AT_START, 'kube-controller-manager': Reading.AT_START }],
  [`${PKI}/ca.key`, { 'kube-controller-manager': Reading.RELOADS }],
  [`${PKI}/sa.key`, { 'kube-apiserver': Reading.AT_START, 'kube-controller-manager': Reading.AT_START }],
  [`${PKI}/sa.pub`, { 'kube-apiserver': Reading.AT_START }],
  [`${PKI}/etcd/ca.crt`, { etcd: Reading.AT_START, 'kube-apiserver': Reading.AT_START }],
  [`${PKI}/etcd/server.crt`, { etcd: Reading.RELOADS }],
  [`${PKI}/etcd/peer.key`, { etcd: Reading.RELOADS }],
  [`${PKI}/etcd/healthcheck-client.key`, {}],
  ['/etc/kubernetes/kube-apiserver/encryption.yaml', { 'kube-apiserver': Reading.RELOADS }],
  ['/var/lib/kube-scheduler/kubeconfig', { 'kube-scheduler': Reading.AT_START }],
])('the reference blueprint: %s', (path, expected) => {
  expect(readers(path)).toEqual(expected);
});

test('encryption keys are read once where the apiserver is not told to watch them', () => {
  const flag = '--encryption-provider-config=/c/encryption.yaml';
  expect(readingOf(pod('a', ['kube-apiserver', flag], ['/c']), '/c/encryption.yaml')).toBe(Reading.AT_START);
  expect(readingOf(pod('a', ['kube-apiserver', flag, '--encryption-provider-config-automatic-reload'], ['/c']), '/c/encryption.yaml')).toBe(
    Reading.RELOADS,
  );
});

test('a file that two flags name is reloaded only if both do it', () => {
  const both = pod('a', ['kube-apiserver', '--client-ca-file=/c/ca.crt', '--etcd-cafile=/c/ca.crt'], ['/c']);
  expect(readingOf(both, '/c/ca.crt')).toBe(Reading.AT_START);
});

test('another program is taken to read everything that it mounts', () => {
  expect(readingOf(pod('haproxy', ['haproxy', '-f', '/etc/haproxy'], ['/etc/haproxy']), '/etc/haproxy/certs/a.pem')).toBe(Reading.AT_START);
  expect(readingOf(pod('haproxy', ['haproxy'], ['/etc/haproxy']), '/etc/haproxy2/a.pem')).toBe(Reading.NEVER);
});

test('what a file of settings names is read with it', () => {
  const apiserver = pod('a', ['kube-apiserver', '--egress-selector-config-file=/c/egress.yaml'], ['/c']);
  expect(readingOf(apiserver, '/c/proxy.key')).toBe(Reading.NEVER);
  expect(readingOf(apiserver, '/c/proxy.key', ['clientKey: /c/proxy.key'])).toBe(Reading.AT_START);
});

test('a folder may be mounted elsewhere in the container', () => {
  const moved = pod('etcd', ['/usr/local/bin/etcd', '--cert-file=/tls/a.crt', '--trusted-ca-file=/tls/ca.crt'], ['/etc/pki']);
  const container = { ...moved.spec.containers[0]!, volumeMounts: [{ name: 'v0', mountPath: '/tls' }] };
  const mounted = { ...moved, spec: { ...moved.spec, containers: [container] } };
  expect([readingOf(mounted, '/etc/pki/a.crt'), readingOf(mounted, '/etc/pki/ca.crt')]).toEqual([Reading.RELOADS, Reading.AT_START]);
});
