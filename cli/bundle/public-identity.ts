import { createHash, createPublicKey, X509Certificate } from 'crypto';
import { parse } from 'yaml';
import { keyedDigest } from '../secrets/keyed-digest';

/** What the keyed digest of a secret without a public part is for, so that it says nothing about the same secret elsewhere. */
const PURPOSE = 'ha-cluster.local/secrets-hash';

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/**
 * What may be known of a secret by everybody who can read a pod, and changes whenever the secret does.
 *
 * The fingerprints of certificates, the fingerprint of the public half of a key, both for a kubeconfig with its other public fields. A key without
 * a public half has a keyed digest.
 *
 * @param value text of the part as it is stored
 * @returns hexadecimal digits
 */
export function publicIdentity(value: string): string {
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----|-----BEGIN PUBLIC KEY-----/.test(value))
    return sha256(createPublicKey(value).export({ type: 'spki', format: 'der' }));
  const certificates = value.match(CERTIFICATE);
  if (certificates) return sha256(certificates.map((pem) => sha256(new X509Certificate(pem).raw)).join('\n'));
  return kubeconfigIdentity(value) ?? keyedDigest(value, PURPOSE);
}

/** Of a kubeconfig with client certificates and no other credential; its certificate stands for its key, too. */
function kubeconfigIdentity(value: string): string | undefined {
  const document = mapOf(value);
  const users = document?.users;
  if (document?.kind !== 'Config' || !Array.isArray(users)) return undefined;
  const bare = users.map((entry: { name?: string; user?: Record<string, unknown> }) => {
    const { 'client-certificate-data': certificate, 'client-key-data': _, ...other } = entry.user ?? {};
    return Object.keys(other).length === 0 ? { name: entry.name, certificate } : undefined;
  });
  return bare.includes(undefined) ? undefined : sha256(JSON.stringify({ ...document, users: bare }));
}

function mapOf(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}
