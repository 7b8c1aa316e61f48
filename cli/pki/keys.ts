import { createHash, createPrivateKey, createPublicKey, KeyObject, randomBytes, webcrypto } from 'crypto';
import { keyedDigest } from '../secrets/keyed-digest';
import { publicDer, webAlgorithm } from './algorithms';

/** A key pair that was just made or read. */
export interface KeyPair {
  readonly keyAlgorithm: string;
  readonly privateKey: webcrypto.CryptoKey;
  readonly publicKey: webcrypto.CryptoKey;
  /** PKCS#8, PEM: what every component reads, whatever the algorithm. */
  readonly pem: string;
  /** SubjectPublicKeyInfo, PEM. */
  readonly publicPem: string;
}

/** Makes a key pair. */
export async function newKeyPair(keyAlgorithm: string): Promise<KeyPair> {
  const keys = (await webcrypto.subtle.generateKey(webAlgorithm(keyAlgorithm), true, ['sign', 'verify'])) as webcrypto.CryptoKeyPair;
  const key = KeyObject.from(keys.privateKey);
  return { keyAlgorithm, ...keys, pem: privatePem(key), publicPem: publicPem(key) };
}

/**
 * The pair that a private key in PEM belongs to.
 *
 * @param keyAlgorithm its algorithm
 */
export async function keyPairOf(pem: string, keyAlgorithm: string): Promise<KeyPair> {
  const key = createPrivateKey(pem);
  const algorithm = webAlgorithm(keyAlgorithm);
  const pkcs8 = key.export({ type: 'pkcs8', format: 'der' });
  const privateKey = await webcrypto.subtle.importKey('pkcs8', pkcs8, algorithm, false, ['sign']);
  const publicKey = await webcrypto.subtle.importKey('spki', publicDer(key), algorithm, true, ['verify']);
  return { keyAlgorithm, privateKey, publicKey, pem: privatePem(key), publicPem: publicPem(key) };
}

/** A key for encryption: random bytes, in base64 as EncryptionConfiguration wants them, and without a line's end, since they stand within a line. */
export function newRandomKey(bytes: number): string {
  return randomBytes(bytes).toString('base64');
}

/** Tells random keys apart and says nothing about them; hexadecimal. */
export function randomKeyDigest(key: string): string {
  return keyedDigest(key, 'ha-cluster.local/made');
}

/** PKCS#8, PEM. */
export function privatePem(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** SubjectPublicKeyInfo, PEM. */
export function publicPem(key: KeyObject): string {
  return createPublicKey(key as never).export({ type: 'spki', format: 'pem' }).toString();
}

/** SHA-256 of a public key, hexadecimal: it tells keys apart and says nothing about them. */
export function keyFingerprint(key: KeyObject): string {
  return createHash('sha256').update(publicDer(key)).digest('hex');
}
