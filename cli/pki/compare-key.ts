import { createPrivateKey, createPublicKey } from 'crypto';
import { Made } from '../secrets/record';
import { SecretKeySpec } from '../stream/model';
import { keyAlgorithmOf } from './algorithms';
import { keyFingerprint, randomKeyDigest } from './keys';
import { Finding } from './problem';

/** A key as it is in the store. */
export interface KeyMaterial {
  readonly key?: string;
  /** Of a pair. */
  readonly publicKey?: string;
}

const RESTORE = 'take the folder from a backup; to begin with a new cluster, remove all secrets of this one';

const RENAME = 'set the plan back; a new key needs a new name, beside the old one, until nothing uses that any more';

/** What is wrong with a key. Nothing but one that never was is made by a command: what it signed or encrypted is lost without it. */
export function secretKeyFindings(spec: SecretKeySpec, material: KeyMaterial, made: Made | undefined): Finding[] {
  if (material.key === undefined) return [absent(made)];
  return spec.type === 'pair' ? pairFindings(spec, material.key, material.publicKey, made) : randomFindings(spec, material.key, made);
}

function absent(made: Made | undefined): Finding {
  if (made) return operator('missing', `was made on ${made.madeAt.slice(0, 10)} and is gone`, RESTORE);
  return { type: 'missing', text: 'was never issued', remedy: 'issue' };
}

function pairFindings({ keyAlgorithm }: SecretKeySpec, key: string, publicKey: string | undefined, made: Made | undefined): Finding[] {
  const fingerprint = fingerprints(key, publicKey);
  if (!fingerprint) return [operator('stale', 'key: got no private key', RESTORE)];
  const got = keyAlgorithmOf(createPrivateKey(key)) ?? 'another one';
  return [
    ...(got === keyAlgorithm ? [] : [operator('stale', `key algorithm: got ${got}, planned ${keyAlgorithm}`, RENAME)]),
    ...(publicKey === undefined ? [operator('missing', 'key.pub is missing', RESTORE)] : []),
    ...(publicKey === undefined || fingerprint.publicKey === fingerprint.key ? [] : [operator('stale', 'key.pub: does not belong to key', RESTORE)]),
    ...(made?.publicKey === undefined || made.publicKey === fingerprint.key ? [] : [otherKey(made)]),
  ];
}

function fingerprints(key: string, publicKey: string | undefined): { key: string; publicKey?: string } | undefined {
  try {
    return { key: keyFingerprint(createPrivateKey(key)), publicKey: publicFingerprint(publicKey) };
  } catch {
    return undefined;
  }
}

function publicFingerprint(pem: string | undefined): string | undefined {
  try {
    return pem === undefined ? undefined : keyFingerprint(createPublicKey(pem));
  } catch {
    return undefined;
  }
}

function randomFindings({ bytes }: SecretKeySpec, key: string, made: Made | undefined): Finding[] {
  const raw = Buffer.from(key, 'base64');
  if (raw.toString('base64') !== key) return [operator('stale', 'key: got no base64 on one line', RESTORE)];
  if (made?.digest !== undefined && made.digest !== randomKeyDigest(key)) return [otherKey(made)];
  return raw.length === bytes ? [] : [operator('stale', `length: got ${raw.length} bytes, planned ${bytes}`, RENAME)];
}

function otherKey({ madeAt }: Made): Finding {
  return operator('stale', `key: is not the one that was made on ${madeAt.slice(0, 10)}`, RESTORE);
}

function operator(type: Finding['type'], text: string, fix: string): Finding {
  return { type, text, fix, remedy: 'operator' };
}
