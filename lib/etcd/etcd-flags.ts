import { Size } from 'cdk8s';
import { inUrl } from '../cluster/address';
import { Timing } from '../cluster/timing';
import { EtcdBootstrap } from '../cluster/topology';
import { CIPHER_SUITES } from '../node/cipher-suites';
import { Flags } from '../node/component-flags';
import { PKI } from '../node/pki-folder';
import { etcdFeatures } from '../versions/etcd';

/** Where a member's certificates are; kubeadm's places. */
export const ETCD_PKI = `${PKI}/etcd`;

/** What decides the flags of one member. */
export interface EtcdFlagInput {
  readonly name: string;
  readonly address: string;
  /** Members of the initial cluster, sorted by name. */
  readonly members: { readonly name: string; readonly address: string }[];
  readonly bootstrap: EtcdBootstrap;
  readonly token: string;
  readonly dataDirectory: string;
  readonly quota: Size;
  /** Tag of the image: flags differ between 3.5 and 3.6. */
  readonly version: string;
  readonly timing: Timing;
}

/** Every flag of one member. */
export function etcdFlags(input: EtcdFlagInput): Flags {
  const loopback = input.address.includes(':') ? '[::1]' : '127.0.0.1';
  const own = inUrl(input.address);
  return {
    name: input.name,
    'data-dir': input.dataDirectory,
    'advertise-client-urls': `https://${own}:2379`,
    'listen-client-urls': `https://${loopback}:2379,https://${own}:2379`,
    'listen-peer-urls': `https://${own}:2380`,
    'initial-advertise-peer-urls': `https://${own}:2380`,
    'initial-cluster': input.members.map((member) => `${member.name}=https://${inUrl(member.address)}:2380`).join(','),
    'initial-cluster-state': input.bootstrap,
    'initial-cluster-token': input.token,
    'listen-metrics-urls': `http://${loopback}:2381`,
    'cert-file': `${ETCD_PKI}/server.crt`,
    'key-file': `${ETCD_PKI}/server.key`,
    'trusted-ca-file': `${ETCD_PKI}/ca.crt`,
    'client-cert-auth': 'true',
    'peer-cert-file': `${ETCD_PKI}/peer.crt`,
    'peer-key-file': `${ETCD_PKI}/peer.key`,
    'peer-trusted-ca-file': `${ETCD_PKI}/ca.crt`,
    'peer-client-cert-auth': 'true',
    'cipher-suites': CIPHER_SUITES.tls12.join(','),
    // 10000 is the default from 3.6 on, and 3.6.5 calls the flag deprecated.
    'snapshot-count': etcdFeatures(input.version).featureGates ? undefined : '10000',
    'quota-backend-bytes': String(input.quota.toKibibytes() * 1024),
    'heartbeat-interval': String(input.timing.etcdHeartbeat.toMilliseconds()),
    'election-timeout': String(input.timing.etcdElection.toMilliseconds()),
    ...checks(input.version),
  };
}

/** Corruption checks and watch progress, whose flags left `experimental-` in 3.6. */
function checks(version: string): Flags {
  if (etcdFeatures(version).featureGates) {
    return { 'feature-gates': 'CompactHashCheck=true,InitialCorruptCheck=true', 'watch-progress-notify-interval': '5s' };
  }
  return {
    'experimental-initial-corrupt-check': 'true',
    'experimental-compact-hash-check-enabled': 'true',
    'experimental-watch-progress-notify-interval': '5s',
  };
}
