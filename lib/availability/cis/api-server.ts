import { parse } from 'yaml';
import { isMap, maps } from '../read/reading';
import { RenderedRule } from '../rules/rule';
import { cisRule, FlagCheck, flagRule, is } from './cis-rule';
import { ALLOWED_SUITES } from './suites';

const A = true;
const M = false;

function check(number: string, automated: boolean, flag: string, allowed: string, holds: FlagCheck['holds']): RenderedRule {
  return flagRule('kube-apiserver', { number, automated, flag, allowed, holds });
}

/** Providers that encrypt with authentication or with a key server; the first of the list is the one that writes. */
const STRONG_PROVIDERS = ['aescbc', 'kms', 'secretbox'];

const ENCRYPTION_PROVIDER = cisRule(
  {
    number: '1.2.28',
    automated: M,
    title: 'the provider that encrypts secrets',
    fix: 'put aescbc, kms or secretbox first in the encryption configuration',
  },
  (cluster) =>
    cluster.hosts.flatMap((host) => {
      const path = host.component('kube-apiserver')?.flags().value('encryption-provider-config');
      const content = path === undefined ? undefined : host.files.get(path)?.content;
      if (path === undefined || content === undefined) return [];
      const first = firstProvider(content);
      return STRONG_PROVIDERS.includes(first) ? [] : [{ host: host.name, field: path, got: first, allowed: STRONG_PROVIDERS.join(', ') }];
    }),
);

function firstProvider(content: string): string {
  let document: unknown;
  try {
    document = parse(content);
  } catch {
    return 'a file that cannot be read';
  }
  const resources = isMap(document) ? maps(document.resources) : [];
  const providers = maps(resources[resources.length - 1]?.providers);
  return Object.keys(providers[0] ?? {})[0] ?? 'nothing';
}

/** Section 1.2: the API server. 1.2.20 is judged by people. */
export const API_SERVER_CHECKS: RenderedRule[] = [
  check('1.2.1', M, 'anonymous-auth', 'false', is.equal('anonymous-auth', 'false')),
  check('1.2.2', A, 'token-auth-file', 'nothing', is.absent('token-auth-file')),
  check(
    '1.2.3',
    M,
    'enable-admission-plugins',
    'a list with DenyServiceExternalIPs',
    is.listed('enable-admission-plugins', 'DenyServiceExternalIPs'),
  ),
  check(
    '1.2.4',
    A,
    'kubelet-client-certificate',
    'a certificate and a key',
    (flags) => is.set('kubelet-client-certificate')(flags) && is.set('kubelet-client-key')(flags),
  ),
  check('1.2.5', A, 'kubelet-certificate-authority', 'a CA', is.set('kubelet-certificate-authority')),
  check(
    '1.2.6',
    A,
    'authorization-mode',
    'a list without AlwaysAllow',
    (flags) => is.set('authorization-mode')(flags) && is.notListed('authorization-mode', 'AlwaysAllow')(flags),
  ),
  check('1.2.7', A, 'authorization-mode', 'a list with Node', is.listed('authorization-mode', 'Node')),
  check('1.2.8', A, 'authorization-mode', 'a list with RBAC', is.listed('authorization-mode', 'RBAC')),
  check('1.2.9', M, 'enable-admission-plugins', 'a list with EventRateLimit', is.listed('enable-admission-plugins', 'EventRateLimit')),
  check('1.2.10', A, 'enable-admission-plugins', 'a list without AlwaysAdmit', is.notListed('enable-admission-plugins', 'AlwaysAdmit')),
  check('1.2.11', M, 'enable-admission-plugins', 'a list with AlwaysPullImages', is.listed('enable-admission-plugins', 'AlwaysPullImages')),
  check('1.2.12', A, 'disable-admission-plugins', 'a list without ServiceAccount', is.notListed('disable-admission-plugins', 'ServiceAccount')),
  check(
    '1.2.13',
    A,
    'disable-admission-plugins',
    'a list without NamespaceLifecycle',
    is.notListed('disable-admission-plugins', 'NamespaceLifecycle'),
  ),
  check('1.2.14', A, 'enable-admission-plugins', 'a list with NodeRestriction', is.listed('enable-admission-plugins', 'NodeRestriction')),
  check('1.2.15', A, 'profiling', 'false', is.equal('profiling', 'false')),
  check('1.2.16', A, 'audit-log-path', 'a path', is.set('audit-log-path')),
  check('1.2.17', A, 'audit-log-maxage', '30 or more', is.atLeast('audit-log-maxage', 30)),
  check('1.2.18', A, 'audit-log-maxbackup', '10 or more', is.atLeast('audit-log-maxbackup', 10)),
  check('1.2.19', A, 'audit-log-maxsize', '100 or more', is.atLeast('audit-log-maxsize', 100)),
  check('1.2.21', A, 'service-account-lookup', 'true', is.not('service-account-lookup', 'false')),
  check('1.2.22', A, 'service-account-key-file', 'a key', is.set('service-account-key-file')),
  check('1.2.23', A, 'etcd-certfile', 'a certificate and a key', (flags) => is.set('etcd-certfile')(flags) && is.set('etcd-keyfile')(flags)),
  check('1.2.24', A, 'tls-cert-file', 'a certificate and a key', (flags) => is.set('tls-cert-file')(flags) && is.set('tls-private-key-file')(flags)),
  check('1.2.25', A, 'client-ca-file', 'a CA', is.set('client-ca-file')),
  check('1.2.26', A, 'etcd-cafile', 'a CA', is.set('etcd-cafile')),
  check('1.2.27', M, 'encryption-provider-config', 'a file', is.set('encryption-provider-config')),
  ENCRYPTION_PROVIDER,
  check('1.2.29', M, 'tls-cipher-suites', 'suites of cis-1.12 only', is.subset('tls-cipher-suites', ALLOWED_SUITES)),
  check('1.2.30', A, 'service-account-extend-token-expiration', 'false', is.equal('service-account-extend-token-expiration', 'false')),
  check('3.2.1', M, 'audit-policy-file', 'a file', is.set('audit-policy-file')),
];
