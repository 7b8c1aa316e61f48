import { X509Certificate } from 'crypto';
import { newKeyPair } from '../../../cli/pki/keys';
import { Authority, signCertificate } from '../../../cli/pki/sign';
import { certificatesIn, certificatesOf } from '../../../lib/availability/read/certificates';
import { hostTreeObjects } from '../../../lib/availability/read/host-tree';
import { RenderedCluster } from '../../../lib/availability/read/rendered';
import { API_CERTIFICATE_NAMES } from '../../../lib/availability/rules/api-certificate-names';
import { ETCD_CERTIFICATE_NAMES } from '../../../lib/availability/rules/etcd-certificate-names';
import { faults } from '../rendered-objects';

const NOW = new Date('2026-01-01T00:00:00Z');
let ca: Authority;

beforeAll(async () => {
  const keys = await newKeyPair('ECDSA-P256');
  const pem = await signCertificate({ ca: true, subject: { commonName: 'kubernetes' }, validityDays: 3650 }, keys, undefined, NOW);
  ca = { name: 'kubernetes-ca', pem, x509: new X509Certificate(pem), keys };
});

async function leaf(dnsNames: string[], ipAddresses: string[] = [], commonName = 'kube-apiserver'): Promise<string> {
  const subject = { commonName, organizations: ['system:nodes'] };
  return signCertificate(
    { ca: false, subject, dnsNames, ipAddresses, usages: ['server auth'], validityDays: 365 },
    await newKeyPair('ECDSA-P256'),
    ca,
    NOW,
  );
}

const pod = (name: string, flags: string[], rest = {}) =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name },
    spec: { containers: [{ name, image: 'x', command: [name, ...flags], ...rest }], ...(rest as any).spec },
  });

function cluster(files: Record<string, string>): RenderedCluster {
  const list = Object.entries(files).map(([path, content]) => ({ path, content }));
  return new RenderedCluster('prod', hostTreeObjects('cp-1', list, { cluster: 'prod' }).objects, { unread: [] });
}

function kubeconfig(user: Record<string, string>, server = 'https://10.0.0.11:6443'): string {
  const [clusters, contexts] = [[{ name: 'c', cluster: { server } }], [{ name: 'x', context: { cluster: 'c', user: 'u' } }]];
  return JSON.stringify({ apiVersion: 'v1', kind: 'Config', 'current-context': 'x', clusters, contexts, users: [{ name: 'u', user }] });
}

test('a certificate says who it is for, who signed it, its names and when it ends', async () => {
  const [certificate, ...others] = certificatesIn(`${await leaf(['cp-1', 'kubernetes'], ['10.0.0.11', 'fd00::11'])}\nnonsense\n`);
  expect(others).toEqual([]);
  expect(certificate).toMatchObject({ issuer: 'CN=kubernetes', ca: false, names: ['cp-1', 'kubernetes', '10.0.0.11', 'fd00::11'] });
  expect(certificate?.subject.split(', ').sort()).toEqual(['CN=kube-apiserver', 'O=system:nodes']);
  expect(certificate?.notAfter.getTime()).toBe(NOW.getTime() + 365 * 24 * 60 * 60_000);
});

test('what is no certificate is none', () => {
  expect(certificatesIn('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n')).toEqual([]);
});

test('those of a host are what its components, its kubelet and its kubeconfigs use', async () => {
  const certificate = await leaf(['cp-1']);
  const data = Buffer.from(certificate).toString('base64');
  const found = certificatesOf(
    cluster({
      '/etc/kubernetes/pki/apiserver.crt': certificate,
      '/etc/kubernetes/pki/etcd/healthcheck-client.crt': certificate,
      '/etc/kubernetes/pki-of-last-year/apiserver.crt': certificate,
      '/etc/ssl/etcd/node.pem': certificate,
      '/etc/kubernetes/manifests/etcd.yaml': pod('etcd', ['--cert-file=/etc/ssl/etcd/node.pem']),
      '/etc/kubernetes/scheduler.conf': kubeconfig({ 'client-certificate-data': data }),
      '/etc/kubernetes/kubelet.conf': kubeconfig({ 'client-certificate': '/var/lib/kubelet/pki/own.crt' }),
      '/var/lib/kubelet/pki/own.crt': certificate,
      '/var/lib/kubelet/pki/kubelet-client-2025-01-01-00-00-00.pem': certificate,
      '/var/lib/kubelet/pki/kubelet-client-current.pem': certificate,
    }),
  );
  expect(found.map(({ host, path }) => `${host} ${path}`)).toEqual([
    'cp-1 /etc/kubernetes/pki/apiserver.crt',
    'cp-1 /etc/kubernetes/pki/etcd/healthcheck-client.crt',
    'cp-1 /etc/kubernetes/scheduler.conf',
    'cp-1 /etc/ssl/etcd/node.pem',
    'cp-1 /var/lib/kubelet/pki/kubelet-client-current.pem',
    'cp-1 /var/lib/kubelet/pki/own.crt',
  ]);
});

describe('the certificate of an apiserver that lies on its host', () => {
  const api = {
    '/etc/kubernetes/manifests/a.yaml': pod('kube-apiserver', ['--advertise-address=10.0.0.11', '--tls-cert-file=/etc/kubernetes/pki/apiserver.crt']),
  };
  const service = ['kubernetes', 'kubernetes.default', 'kubernetes.default.svc'];
  const admin = (server: string) => ({ '/etc/kubernetes/admin.conf': kubeconfig({}, server) });
  const found = async (server: string, dnsNames: string[], ips: string[]) =>
    faults(
      API_CERTIFICATE_NAMES,
      cluster({ ...api, ...admin(server), '/etc/kubernetes/pki/apiserver.crt': await leaf([...service, ...dnsNames], ips) }),
    );

  test('must have the endpoint among its names', async () => {
    expect(await found('https://10.0.0.100:8443', [], ['10.0.0.11'])).toEqual([
      'HA401 cp-1 /etc/kubernetes/pki/apiserver.crt: got no 10.0.0.100; allowed: every name that a client calls',
    ]);
    expect(await found('https://10.0.0.100:8443', [], ['10.0.0.11', '10.0.0.100'])).toEqual([]);
  });

  test('may have it by a wildcard, which stands for one label', async () => {
    expect(await found('https://api.prod.example.com', ['*.prod.example.com'], [])).toEqual([]);
    expect(await found('https://api.prod.example.com', ['*.example.com'], [])).toHaveLength(1);
  });
});

test('the certificate of a member is found behind its mount', async () => {
  const flags = ['--cert-file=/pki/server.crt', '--advertise-client-urls=https://10.0.0.11:2379'];
  const spec = { volumes: [{ name: 'p', hostPath: { path: '/opt/etcd' } }] };
  const manifest = pod('etcd', flags, { volumeMounts: [{ name: 'p', mountPath: '/pki' }], spec });
  const found = async (ips: string[]) =>
    faults(ETCD_CERTIFICATE_NAMES, cluster({ '/etc/kubernetes/manifests/etcd.yaml': manifest, '/opt/etcd/server.crt': await leaf(['cp-1'], ips) }));
  expect([await found(['10.0.0.11']), await found(['10.0.0.12'])]).toEqual([
    [],
    ['HA402 cp-1 /opt/etcd/server.crt: got no 10.0.0.11; allowed: every address that is called'],
  ]);
});
