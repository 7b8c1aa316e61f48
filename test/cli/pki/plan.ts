import { X509Certificate } from 'crypto';
import { cpSync } from 'fs';
import { join } from 'path';
import { Output } from '../../../cli/command/output';
import { issuePki } from '../../../cli/pki/issue';
import { SecretStore } from '../../../cli/secrets/store';
import { PlannedCluster, PlannedHost, PlannedSecret } from '../../../cli/stream/model';
import { temporaryFolder } from '../../temporary-folder';

/** The moment at which tests issue. */
export const NOW = new Date('2030-06-01T12:00:00Z');

/** Milliseconds. */
export const DAY = 24 * 60 * 60_000;

/** A moment that many days after NOW. */
export function later(days: number): Date {
  return new Date(NOW.getTime() + days * DAY);
}

const ECDSA = { keyAlgorithm: 'ECDSA-P256' };

/** The cluster's own secrets: one CA, an operator's kubeconfig, and two keys. */
export const SHARED: PlannedSecret[] = [
  { kind: 'Certificate', name: 'kubernetes-ca', spec: { ca: true, subject: { commonName: 'kubernetes' }, validityDays: 3650, ...ECDSA } },
  { kind: 'SecretKey', name: 'service-account', spec: { type: 'pair', ...ECDSA } },
  { kind: 'SecretKey', name: 'encryption-1', spec: { type: 'random', bytes: 32 } },
  kubeconfig('admin', undefined, { subject: { commonName: 'kubernetes-admin', organizations: ['ha-cluster:cluster-admins'] } }),
];

/** A kubeconfig, of a host or an operator. */
export function kubeconfig(name: string, host?: string, spec: object = {}): PlannedSecret {
  const frame = { server: 'https://10.0.0.100:8443', cluster: 'prod' };
  const client = { issuer: 'kubernetes-ca', subject: { commonName: `user-of-${name}` }, validityDays: 365, ...ECDSA };
  return { kind: 'Kubeconfig', name, host, spec: { ...frame, ...client, ...spec } };
}

/** A certificate, by default an apiserver's. */
export function certificate(name: string, host?: string, spec: object = {}): PlannedSecret {
  const plain = {
    ca: false,
    issuer: 'kubernetes-ca',
    subject: { commonName: 'kube-apiserver' },
    dnsNames: ['kubernetes', 'localhost', String(host)],
    ipAddresses: ['10.0.0.11', '::1'],
    usages: ['server auth'],
    validityDays: 365,
  };
  return { kind: 'Certificate', name, host, spec: { ...plain, ...ECDSA, ...spec } };
}

/** What one host needs. */
export function secretsOf(host: string): PlannedSecret[] {
  return [certificate(`${host}-apiserver`, host), kubeconfig(`${host}-scheduler`, host)];
}

/** A host without anything but a file for each of some secrets. */
export function plannedHost(name: string, files: PlannedHost['files'] = []): PlannedHost {
  return { name, spec: { addresses: ['10.0.0.11'], roles: ['control-plane'] }, files, directories: [], staticPods: [] };
}

/** A cluster that asks for these secrets. */
export function planned(secrets: PlannedSecret[] = [...SHARED, ...secretsOf('cp-1')], hosts: PlannedHost[] = [plannedHost('cp-1')]): PlannedCluster {
  const sorted = [...secrets].sort((a, b) => (`${a.kind}/${a.name}` < `${b.kind}/${b.name}` ? -1 : 1));
  const spec = { version: '1.36.3', etcd: { topology: 'stacked' as const }, networks: { pods: [], services: [], domain: 'cluster.local' }, timing: 'balanced' };
  return { name: 'prod', spec, hosts, secrets: sorted, api: [] };
}

/** The same plan with one spec changed. */
export function changed(cluster: PlannedCluster, name: string, spec: object): PlannedCluster {
  const one = (secret: PlannedSecret) => ({ ...secret, spec: { ...secret.spec, ...spec } }) as PlannedSecret;
  return { ...cluster, secrets: cluster.secrets.map((secret) => (secret.name === name ? one(secret) : secret)) };
}

/** An output that keeps what it is told. */
export function kept(): Output & { lines: string[]; results: { text: string; data: unknown }[] } {
  const [lines, results]: [string[], { text: string; data: unknown }[]] = [[], []];
  return { lines, results, progress: (line) => void lines.push(line), result: (text, data) => void results.push({ text, data }) };
}

/** An issued certificate as Node reads it. */
export function issuedCertificate(secrets: string, name: string, kind = 'Certificate', part = 'tls.crt'): X509Certificate {
  return new X509Certificate(new SecretStore(secrets, 'prod').part({ kind, name, part })!);
}

/** Where a part is on the disk. */
export function fileOf(secrets: string, kind: string, name: string, part: string): string {
  return join(secrets, 'prod', kind, name, part);
}

/** Gives every test of a file a folder of its own in which a plan was issued at NOW; the work is done once. */
export function issuedFolders(cluster: PlannedCluster = planned()): () => string {
  let template: string;
  beforeAll(async () => {
    template = temporaryFolder();
    await issuePki({ cluster, secrets: template, now: NOW }, kept());
  });
  return () => {
    const folder = temporaryFolder();
    cpSync(template, folder, { recursive: true });
    return folder;
  };
}
