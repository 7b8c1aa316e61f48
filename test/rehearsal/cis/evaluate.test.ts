import { join } from 'path';
import { readCluster } from '../../../cli/stream/read';
import { CisResult, evaluate } from '../../../rehearsal/cis/evaluate';
import { readFacts } from '../../../rehearsal/cis/facts';
import { ROWS } from '../../../rehearsal/cis/rows';
import { RunningHost } from '../../../rehearsal/cis/running-host';
import { FakeHost } from './fake-host';

const reference = readCluster(join(__dirname, '../../../dist'));
const ACKNOWLEDGED = reference.spec.acknowledgements ?? [];

type Spoil = (host: FakeHost) => void;

/** What is not fine on hosts as they are described, after one of them was spoilt, by number. */
function results(name: string, spoil: Spoil = () => undefined, acknowledgements = ACKNOWLEDGED): Record<string, string> {
  const hosts = reference.hosts.map((planned) => {
    const fake = new FakeHost(planned);
    if (planned.name === name) spoil(fake);
    return new RunningHost(planned, readFacts(planned.name, fake.lines()));
  });
  return Object.fromEntries(evaluate(hosts, acknowledgements).map(({ id, result }) => [id, result]));
}

/** What the spoilt host changes: the numbers, with what came of them. */
function changed(name: string, spoil: Spoil): Record<string, string> {
  const before = results(name);
  return Object.fromEntries(Object.entries(results(name, spoil)).filter(([id, result]) => before[id] !== result));
}

function detail(name: string, id: string, spoil: Spoil): string | undefined {
  const planned = reference.hosts.find((host) => host.name === name)!;
  const fake = new FakeHost(planned);
  spoil(fake);
  const host = new RunningHost(planned, readFacts(name, fake.lines()));
  return evaluate([host], ACKNOWLEDGED).find((check) => check.id === id)?.outcomes[0]?.detail;
}

const flag =
  (component: string, name: string, value?: string): Spoil =>
  (host) =>
    host.flag(component, name, value);
const chmod =
  (path: string, mode: string): Spoil =>
  (host) =>
    host.chmod(path, mode);
const chown =
  (path: string): Spoil =>
  (host) =>
    host.chown(path, 'kube');

describe('the rows', () => {
  const section = (prefix: RegExp) => ROWS.filter(({ id }) => prefix.test(id));
  const scored = (prefix: RegExp) => section(prefix).filter(({ automated }) => automated);

  test('are those of cis-1.12: 60, 7, 5 and 25, of which 47, 6, 0 and 12 are automated', () => {
    expect([/^1\./, /^2\./, /^3\./, /^4\./].map((prefix) => [section(prefix).length, scored(prefix).length])).toEqual([
      [60, 47],
      [7, 6],
      [5, 0],
      [25, 12],
    ]);
  });

  test('have one number each, without gaps', () => {
    const range = (prefix: string, count: number) => Array.from({ length: count }, (_, index) => `${prefix}.${index + 1}`);
    expect(ROWS.map(({ id }) => id)).toEqual([
      ...range('1.1', 21),
      ...range('1.2', 30),
      ...range('1.3', 7),
      ...range('1.4', 2),
      ...range('2', 7),
      ...range('3.1', 3),
      ...range('3.2', 2),
      ...range('4.1', 10),
      ...range('4.2', 14),
      '4.3.1',
    ]);
  });
});

test('hosts that are as described pass everything but what is accepted, left to humans, or not there', () => {
  const rest = Object.entries(results('none')).filter(([, result]) => result !== CisResult.PASS);
  expect(Object.fromEntries(rest)).toEqual({
    '1.1.9': 'NOT APPLICABLE',
    '1.1.10': 'NOT APPLICABLE',
    '1.2.1': 'ACKNOWLEDGED',
    '1.2.11': 'ACKNOWLEDGED',
    '1.2.20': 'MANUAL',
    '3.1.1': 'MANUAL',
    '3.1.2': 'MANUAL',
    '3.1.3': 'MANUAL',
    '3.2.2': 'MANUAL',
    '4.1.3': 'NOT APPLICABLE',
    '4.1.4': 'NOT APPLICABLE',
    '4.3.1': 'NOT APPLICABLE',
  });
});

const MANIFESTS = '/etc/kubernetes/manifests';

test.each<[string, Spoil]>([
  ['1.1.1', chmod(`${MANIFESTS}/kube-apiserver.yaml`, '0644')],
  ['1.1.2', chown(`${MANIFESTS}/kube-apiserver.yaml`)],
  ['1.1.3', chmod(`${MANIFESTS}/kube-controller-manager.yaml`, '0640')],
  ['1.1.4', chown(`${MANIFESTS}/kube-controller-manager.yaml`)],
  ['1.1.5', chmod(`${MANIFESTS}/kube-scheduler.yaml`, '0604')],
  ['1.1.6', chown(`${MANIFESTS}/kube-scheduler.yaml`)],
  ['1.1.7', chmod(`${MANIFESTS}/etcd.yaml`, '0700')],
  ['1.1.8', chown(`${MANIFESTS}/etcd.yaml`)],
  ['1.1.11', chmod('/var/lib/etcd', '0750')],
  ['1.1.12', chown('/var/lib/etcd')],
  ['1.1.13', chmod('/etc/kubernetes/admin.conf', '0644')],
  ['1.1.14', chown('/etc/kubernetes/admin.conf')],
  ['1.1.15', chmod('/var/lib/kube-scheduler/kubeconfig', '0644')],
  ['1.1.16', chown('/var/lib/kube-scheduler/kubeconfig')],
  ['1.1.17', chmod('/var/lib/kube-controller-manager/kubeconfig', '0644')],
  ['1.1.18', chown('/var/lib/kube-controller-manager/kubeconfig')],
  ['1.1.19', chown('/etc/kubernetes/pki/etcd/peer.key')],
  ['4.1.1', chmod('/etc/systemd/system/kubelet.service.d/10-kubeadm.conf', '0644')],
  ['4.1.2', chown('/etc/systemd/system/kubelet.service')],
  ['4.1.5', chmod('/etc/kubernetes/kubelet.conf', '0644')],
  ['4.1.6', chown('/etc/kubernetes/kubelet.conf')],
  ['4.1.9', chmod('/var/lib/kubelet/config.yaml', '0644')],
  ['4.1.10', chown('/var/lib/kubelet/config.yaml')],
  ['1.2.2', flag('kube-apiserver', 'token-auth-file', '/etc/tokens.csv')],
  ['1.2.4', flag('kube-apiserver', 'kubelet-client-key')],
  ['1.2.5', flag('kube-apiserver', 'kubelet-certificate-authority')],
  ['1.2.7', flag('kube-apiserver', 'authorization-mode', 'RBAC')],
  ['1.2.15', flag('kube-apiserver', 'profiling')],
  ['1.2.17', flag('kube-apiserver', 'audit-log-maxage', '7')],
  ['1.2.30', flag('kube-apiserver', 'service-account-extend-token-expiration', 'true')],
  ['1.3.2', flag('kube-controller-manager', 'profiling', 'true')],
  ['1.3.7', flag('kube-controller-manager', 'bind-address', '0.0.0.0')],
  ['1.4.2', flag('kube-scheduler', 'bind-address', '0.0.0.0')],
  ['2.2', flag('etcd', 'client-cert-auth', 'false')],
  ['2.6', flag('etcd', 'peer-auto-tls', 'true')],
  ['2.3', (host) => host.variables.set('etcd', ['ETCD_AUTO_TLS=true'])],
  ['4.2.1', (host) => host.dropIn('99-more.conf', 'authentication: { anonymous: { enabled: true } }')],
  ['4.2.2', flag('kubelet', 'authorization-mode', 'AlwaysAllow')],
  ['4.2.6', flag('kubelet', 'make-iptables-util-chains', 'false')],
  ['4.2.10', (host) => host.dropIn('99-more.conf', 'rotateCertificates: false')],
])('%s fails, and nothing else, when what it is about is spoilt on one host', (id, spoil) => {
  expect(changed('cp-2', spoil)).toEqual({ [id]: 'FAIL' });
});

test.each<[string, Spoil]>([
  ['1.1.20', chmod('/etc/kubernetes/pki/apiserver.crt', '0664')],
  ['1.1.21', chmod('/etc/kubernetes/pki/sa.key', '0640')],
  ['1.2.3', flag('kube-apiserver', 'enable-admission-plugins', 'EventRateLimit,NodeRestriction')],
  ['1.2.28', (host) => host.contents.set('/etc/kubernetes/kube-apiserver/encryption.yaml', 'resources: [{ providers: [{ identity: {} }] }]')],
  ['1.2.28', (host) => host.contents.delete('/etc/kubernetes/kube-apiserver/encryption.yaml')],
  ['1.2.29', flag('kube-apiserver', 'tls-cipher-suites', 'TLS_RSA_WITH_AES_128_CBC_SHA')],
  ['1.3.1', flag('kube-controller-manager', 'terminated-pod-gc-threshold')],
  ['2.7', flag('etcd', 'trusted-ca-file')],
  ['3.2.1', flag('kube-apiserver', 'audit-policy-file')],
  ['4.2.4', flag('kubelet', 'read-only-port', '10255')],
  ['4.2.7', flag('kubelet', 'hostname-override', 'other')],
  ['4.2.11', flag('kubelet', 'feature-gates', 'RotateKubeletServerCertificate=false')],
  ['4.2.13', (host) => host.dropIn('99-more.conf', 'podPidsLimit: null')],
  ['4.2.14', flag('kubelet', 'seccomp-default', 'false')],
])('%s is left to humans, and stops nothing, when what it is about is spoilt', (id, spoil) => {
  expect(changed('cp-2', spoil)).toEqual({ [id]: 'MANUAL' });
});

test('a check says which file or flag, what it found, and what is allowed', () => {
  expect(detail('cp-1', '1.1.1', chmod(`${MANIFESTS}/kube-apiserver.yaml`, '0644'))).toBe(
    '/etc/kubernetes/manifests/kube-apiserver.yaml: 0644; allowed: 0600 or stricter',
  );
  expect(detail('cp-1', '1.1.12', chown('/var/lib/etcd'))).toBe('/var/lib/etcd: kube:etcd; allowed: etcd:etcd');
  expect(detail('cp-1', '1.3.2', flag('kube-controller-manager', 'profiling', 'true'))).toBe(
    'kube-controller-manager --profiling: true; allowed: false',
  );
  expect(detail('worker-1', '4.2.6', flag('kubelet', 'make-iptables-util-chains', 'false'))).toBe(
    'kubelet makeIPTablesUtilChains: false; allowed: true, or nothing',
  );
});

test('many files are counted after the third', () => {
  const all: Spoil = (host) => [...host.files.keys()].filter((path) => path.startsWith('/etc/kubernetes/pki/')).forEach((path) => host.chown(path, 'kube'));
  expect(detail('cp-1', '1.1.19', all)).toMatch(/^(\/etc\/kubernetes\/pki\/\S+: kube:root; allowed: root:root; ){3}and 14 more$/);
});

test.each([
  ['kube-apiserver', '1.2.15', 'kube-apiserver does not run'],
  ['etcd', '2.2', 'etcd does not run'],
  ['kubelet', '4.2.1', 'kubelet does not run'],
])('%s that does not run fails its checks', (component, id, said) => {
  const stop: Spoil = (host) => void host.processes.delete(component);
  expect(changed('cp-1', stop)).toMatchObject({ [id]: 'FAIL' });
  expect(detail('cp-1', id, stop)).toBe(said);
});

test('a file that a process names and that is not there fails', () => {
  const lost: Spoil = (host) => void host.files.delete('/var/lib/kube-scheduler/kubeconfig');
  expect(changed('cp-1', lost)).toEqual({ '1.1.15': 'FAIL', '1.1.16': 'FAIL' });
  expect(detail('cp-1', '1.1.15', lost)).toBe('/var/lib/kube-scheduler/kubeconfig: missing; allowed: 0600 or stricter');
});

test('a manifest that is missing fails', () => {
  expect(changed('cp-1', (host) => void host.files.delete(`${MANIFESTS}/etcd.yaml`))).toEqual({ '1.1.7': 'FAIL', '1.1.8': 'FAIL' });
});

test('a configuration of the kubelet that cannot be read passes nothing', () => {
  expect(detail('cp-1', '4.2.1', (host) => void host.contents.delete('/var/lib/kubelet/config.yaml'))).toBe(
    '/var/lib/kubelet/config.yaml: not there, or not readable',
  );
  expect(detail('cp-1', '4.2.1', (host) => host.dropIn('x.conf', '}'))).toMatch(/^\/var\/lib\/kubelet\/config\.yaml or a drop-in: /);
});

test('a kubelet without a configuration file is judged by the defaults of its command line', () => {
  expect(changed('worker-1', flag('kubelet', 'config'))).toMatchObject({ '4.2.1': 'FAIL', '4.2.2': 'FAIL', '4.2.4': 'MANUAL' });
});

test('what a worker does not run is not asked of it, and what is there is judged', () => {
  expect(detail('worker-1', '1.2.15', () => undefined)).toBe('no host of the role control-plane');
  expect(changed('worker-1', chown('/etc/kubernetes/pki/ca.crt'))).toEqual({ '1.1.19': 'FAIL', '4.1.8': 'MANUAL' });
});

test('files of a network plugin are judged where there is one', () => {
  const plugin: Spoil = (host) => host.files.set('/etc/cni/net.d/10-plugin.conflist', ['0644', 'root', 'root', 'f']);
  expect(changed('worker-1', plugin)).toEqual({ '1.1.9': 'MANUAL', '1.1.10': 'PASS' });
});

test('kube-proxy is judged where it runs', () => {
  const proxy =
    (address: string): Spoil =>
    (host) => {
      host.processes.set('kube-proxy', ['/usr/local/bin/kube-proxy', '--config=/var/lib/kube-proxy/config.conf']);
      host.contents.set('/var/lib/kube-proxy/config.conf', `metricsBindAddress: ${address}\nclientConnection: { kubeconfig: /var/lib/kube-proxy/kubeconfig }`);
      host.files.set('/var/lib/kube-proxy/kubeconfig', ['0600', 'root', 'root', 'f']);
    };
  expect(changed('worker-1', proxy('127.0.0.1:10249'))).toEqual({ '4.1.3': 'PASS', '4.1.4': 'PASS', '4.3.1': 'PASS' });
  expect(changed('worker-1', proxy('0.0.0.0:10249'))).toMatchObject({ '4.3.1': 'FAIL' });
});

describe('an acknowledgement', () => {
  const spoil = chmod('/etc/kubernetes/admin.conf', '0644');
  const accept = (rule: string, host?: string) => results('cp-2', spoil, [...ACKNOWLEDGED, { rule, reason: 'a test', ...(host ? { host } : {}) }]);

  test('of the rule turns a failure into an accepted one, for one host or for all', () => {
    expect(accept('CIS-1.1.13')['1.1.13']).toBe('ACKNOWLEDGED');
    expect(accept('CIS-1.1.13', 'cp-2')['1.1.13']).toBe('ACKNOWLEDGED');
    expect(accept('CIS-1.1.13', 'cp-1')['1.1.13']).toBe('FAIL');
    expect(accept('CIS-1.1.15')['1.1.13']).toBe('FAIL');
  });

  test('of a check of modes accepts its twin about owners too, as the rule of the description does', () => {
    const both = results('cp-2', chown('/etc/kubernetes/admin.conf'), [...ACKNOWLEDGED, { rule: 'CIS-1.1.13', reason: 'a test' }]);
    expect(both['1.1.14']).toBe('ACKNOWLEDGED');
  });

  test('gives its reason in the table', () => {
    expect(detail('cp-1', '1.2.1', () => undefined)).toMatch(/^kube-apiserver --anonymous-auth: nothing; allowed: false; accepted: kubelets and balancers ask/);
  });
});
