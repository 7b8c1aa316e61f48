import { CisResult } from '../../../rehearsal/cis/evaluate';
import { ROWS } from '../../../rehearsal/cis/rows';
import { changed, chmod, chown, flag, GOOD, Spoil } from './spoilt';

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
  const rest = [...GOOD.get('cp-1')!.values()].filter(({ result }) => result !== CisResult.PASS);
  expect(Object.fromEntries(rest.map(({ id, result }) => [id, result]))).toEqual({
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
  ['1.1.2', (host) => host.chgrp(`${MANIFESTS}/kube-apiserver.yaml`, 'kube')],
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
