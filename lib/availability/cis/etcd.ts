import { RenderedRule } from '../rules/rule';
import { cisRule, FlagCheck, flagRule, is, ownership } from './cis-rule';

const A = true;
const M = false;

function check(number: string, automated: boolean, flag: string, allowed: string, holds: FlagCheck['holds']): RenderedRule {
  return flagRule('etcd', { number, automated, flag, allowed, holds });
}

const notTrue = (flag: string): FlagCheck['holds'] => is.not(flag, 'true');

const DATA_DIRECTORY = cisRule(
  { number: '1.1.11', automated: A, title: 'mode and owner of the data directory of etcd', fix: 'leave the directory at 0700 and etcd:etcd' },
  (cluster) =>
    cluster.hosts.flatMap((host) => {
      const path = host.component('etcd')?.flags().value('data-dir');
      if (path === undefined) return [];
      const spec = host.directories.get(path);
      if (cluster.observed && !spec) return [];
      return spec
        ? ownership(host, path, spec, 0o700, 'etcd')
        : [{ host: host.name, field: path, got: 'no HostDirectory', allowed: '0700 etcd:etcd' }];
    }),
);

/** Section 2, and the data directory (1.1.11, and 1.1.12 with it). */
export const ETCD_CHECKS: RenderedRule[] = [
  DATA_DIRECTORY,
  check('2.1', A, 'cert-file', 'a certificate and a key', (flags) => is.set('cert-file')(flags) && is.set('key-file')(flags)),
  check('2.2', A, 'client-cert-auth', 'true', is.equal('client-cert-auth', 'true')),
  check('2.3', A, 'auto-tls', 'false', notTrue('auto-tls')),
  check('2.4', A, 'peer-cert-file', 'a certificate and a key', (flags) => is.set('peer-cert-file')(flags) && is.set('peer-key-file')(flags)),
  check('2.5', A, 'peer-client-cert-auth', 'true', is.equal('peer-client-cert-auth', 'true')),
  check('2.6', A, 'peer-auto-tls', 'false', notTrue('peer-auto-tls')),
  check('2.7', M, 'trusted-ca-file', 'a CA', is.set('trusted-ca-file')),
];
