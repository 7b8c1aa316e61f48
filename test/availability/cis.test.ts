import { ApiObject, App, JsonPatch } from 'cdk8s';
import { HaCluster, HaClusterProps, Patch, EtcdTopology } from '../../lib';
import { CIS_RULES } from '../../lib/availability/cis';
import { readRendered } from '../../lib/availability/read/rendered';
import { describe as line } from '../../lib/cluster/finding';
import { referenceProps } from '../reference';

/** What the benchmark finds in the final objects of a cluster, before anything is acknowledged. */
function findings(props: HaClusterProps): string[] {
  const app = new App();
  new HaCluster(app, 'prod', props);
  const objects = app.node.findAll().filter((child): child is ApiObject => ApiObject.isApiObject(child)).map((object) => object.toJson());
  return readRendered(objects).flatMap((cluster) => CIS_RULES.flatMap((rule) => rule.check(cluster))).map(line).sort();
}

test('the default blueprint fails only the checks that it acknowledges with a reason', () => {
  expect([...new Set(findings(referenceProps()).map((finding) => finding.split(' ')[0]))]).toEqual(['CIS-1.2.1', 'CIS-1.2.11']);
});

test('the hosts of an external etcd fail two checks beside, because their kubelets serve nothing', () => {
  const props = {
    ...referenceProps(),
    etcd: EtcdTopology.external({ members: [1, 2, 3].map((n) => ({ name: `etcd-${n}`, address: `10.0.0.2${n}`, zone: `z${n}` })) }),
  };
  const own = findings(props).filter((finding) => finding.includes(' etcd-1 '));
  expect(own).toEqual([
    'CIS-4.2.2 etcd-1 kubelet authorization.mode: got AlwaysAllow; allowed: Webhook; fix: remove what changes authorization.mode, or acknowledge the check with a reason',
    'CIS-4.2.9 etcd-1 kubelet tlsCertFile: got nothing; allowed: a certificate and a key; fix: remove what changes tlsCertFile, or acknowledge the check with a reason',
  ]);
});

/** For each check the change that breaks it, and nothing else of the same section: a check that cannot fail would be none. */
const BREAKS: { check: string; props: (props: HaClusterProps) => HaClusterProps }[] = [
  ...(
    [
      ['1.2.2', 'token-auth-file', '/etc/tokens.csv'],
      ['1.2.3', 'enable-admission-plugins', 'NodeRestriction,EventRateLimit'],
      ['1.2.4', 'kubelet-client-key', []],
      ['1.2.5', 'kubelet-certificate-authority', []],
      ['1.2.6', 'authorization-mode', 'Node,RBAC,AlwaysAllow'],
      ['1.2.7', 'authorization-mode', 'RBAC'],
      ['1.2.8', 'authorization-mode', 'Node'],
      ['1.2.9', 'enable-admission-plugins', 'NodeRestriction,DenyServiceExternalIPs'],
      ['1.2.10', 'enable-admission-plugins', 'NodeRestriction,DenyServiceExternalIPs,EventRateLimit,AlwaysAdmit'],
      ['1.2.12', 'disable-admission-plugins', 'ServiceAccount'],
      ['1.2.13', 'disable-admission-plugins', 'NamespaceLifecycle'],
      ['1.2.14', 'enable-admission-plugins', 'DenyServiceExternalIPs,EventRateLimit'],
      ['1.2.15', 'profiling', 'true'],
      ['1.2.16', 'audit-log-path', []],
      ['1.2.17', 'audit-log-maxage', '29'],
      ['1.2.18', 'audit-log-maxbackup', '9'],
      ['1.2.19', 'audit-log-maxsize', '99'],
      ['1.2.21', 'service-account-lookup', 'false'],
      ['1.2.22', 'service-account-key-file', []],
      ['1.2.23', 'etcd-keyfile', []],
      ['1.2.24', 'tls-private-key-file', []],
      ['1.2.25', 'client-ca-file', []],
      ['1.2.26', 'etcd-cafile', []],
      ['1.2.27', 'encryption-provider-config', []],
      ['1.2.29', 'tls-cipher-suites', 'TLS_RSA_WITH_AES_128_CBC_SHA'],
      ['1.2.30', 'service-account-extend-token-expiration', 'true'],
      ['3.2.1', 'audit-policy-file', []],
    ] as [string, string, string | string[]][]
  ).map(([check, flag, value]) => ({ check, props: (props: HaClusterProps) => ({ ...props, apiServer: { extraArgs: { [flag]: value } } }) })),
  ...(
    [
      ['1.3.1', 'terminated-pod-gc-threshold', []],
      ['1.3.2', 'profiling', 'true'],
      ['1.3.3', 'use-service-account-credentials', 'false'],
      ['1.3.4', 'service-account-private-key-file', []],
      ['1.3.5', 'root-ca-file', []],
      ['1.3.6', 'feature-gates', 'RotateKubeletServerCertificate=false'],
      ['1.3.7', 'bind-address', '0.0.0.0'],
    ] as [string, string, string | string[]][]
  ).map(([check, flag, value]) => ({ check, props: (props: HaClusterProps) => ({ ...props, controllerManager: { extraArgs: { [flag]: value } } }) })),
  ...(
    [
      ['1.4.1', 'profiling', []],
      ['1.4.2', 'bind-address', '::'],
    ] as [string, string, string | string[]][]
  ).map(([check, flag, value]) => ({ check, props: (props: HaClusterProps) => ({ ...props, scheduler: { extraArgs: { [flag]: value } } }) })),
  ...(
    [
      ['1.1.11', 'data-dir', '/srv/etcd'],
      ['2.1', 'key-file', []],
      ['2.2', 'client-cert-auth', 'false'],
      ['2.3', 'auto-tls', 'true'],
      ['2.4', 'peer-cert-file', []],
      ['2.5', 'peer-client-cert-auth', 'false'],
      ['2.6', 'peer-auto-tls', 'true'],
      ['2.7', 'trusted-ca-file', []],
    ] as [string, string, string | string[]][]
  ).map(([check, flag, value]) => ({ check, props: (props: HaClusterProps) => ({ ...props, etcdMember: { extraArgs: { [flag]: value } } }) })),
  ...(
    [
      ['4.2.1', { authentication: { anonymous: { enabled: true } } }],
      ['4.2.2', { authorization: { mode: 'AlwaysAllow' } }],
      ['4.2.3', { authentication: { x509: { clientCAFile: null } } }],
      ['4.2.4', { readOnlyPort: 10255 }],
      ['4.2.5', { streamingConnectionIdleTimeout: '0s' }],
      ['4.2.6', { makeIPTablesUtilChains: false }],
      ['4.2.8', { eventRecordQPS: -1 }],
      ['4.2.9', { tlsCertFile: null }],
      ['4.2.10', { rotateCertificates: false }],
      ['4.2.11', { featureGates: { RotateKubeletServerCertificate: false } }],
      ['4.2.12', { tlsCipherSuites: ['TLS_RSA_WITH_AES_128_CBC_SHA'] }],
      ['4.2.13', { podPidsLimit: null }],
      ['4.2.14', { seccompDefault: false }],
    ] as [string, { [field: string]: unknown }][]
  ).map(([check, configuration]) => ({ check, props: (props: HaClusterProps) => ({ ...props, kubelet: { configuration } }) })),
  { check: '4.2.7', props: (props) => ({ ...props, kubelet: { extraArgs: { 'hostname-override': 'other' } } }) },
  ...(
    [
      ['1.1.13', 'etc-kubernetes-admin-conf'],
      ['1.1.15', 'var-lib-kube-scheduler-kubeconfig'],
      ['1.1.17', 'var-lib-kube-controller-manager-kubeconfig'],
      ['1.1.20', 'etc-kubernetes-pki-apiserver-crt'],
      ['1.1.21', 'etc-kubernetes-pki-sa-key'],
      ['4.1.1', 'etc-systemd-system-kubelet-service'],
      ['4.1.5', 'etc-kubernetes-kubelet-conf'],
      ['4.1.7', 'etc-kubernetes-pki-ca-crt'],
      ['4.1.9', 'var-lib-kubelet-config-yaml'],
    ] as [string, string][]
  ).map(([check, name]) => ({ check, props: patched(name, JsonPatch.replace('/spec/mode', '0644')) })),
  { check: '1.1.19', props: patched('etc-kubernetes-pki-sa-key', JsonPatch.replace('/spec/owner', 'kube')) },
  { check: '1.2.28', props: patched('etc-kubernetes-kube-apiserver-encryption-yaml', JsonPatch.replace('/spec/content', 'resources: [{providers: [{aesgcm: {}}]}]')) },
];

function patched(name: string, operation: JsonPatch): (props: HaClusterProps) => HaClusterProps {
  return (props) => ({ ...props, patches: [Patch.json({ name }, [operation])] });
}

/** Synth would refuse most of these changes: acknowledging everything lets the benchmark see them. */
function tolerant(props: HaClusterProps): HaClusterProps {
  return { ...props, acknowledgements: [...CIS_RULES.map((rule) => rule.id), 'HA301', 'HA304', 'HA215', 'HA303'].map((rule) => ({ rule, reason: 'a test' })) };
}

test.each(BREAKS)('check $check sees what it is about', ({ check, props }) => {
  const broken = new Set(findings(tolerant(props(referenceProps()))).map((finding) => finding.split(' ')[0]));
  expect(broken).toContain(`CIS-${check}`);
});

test('every check was seen to fail', () => {
  const seen = [...BREAKS.map(({ check }) => `CIS-${check}`), 'CIS-1.2.1', 'CIS-1.2.11'];
  expect(CIS_RULES.map((rule) => rule.id).filter((id) => !seen.includes(id))).toEqual([]);
});
