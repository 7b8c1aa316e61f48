import { createPublicKey, KeyObject } from 'crypto';

/** How WebCrypto is told about a key, for making it and for signing with it. */
export interface WebAlgorithm {
  readonly name: 'ECDSA' | 'RSASSA-PKCS1-v1_5';
  readonly hash: string;
  readonly namedCurve?: string;
  readonly modulusLength?: number;
  readonly publicExponent?: Uint8Array;
}

/** Curves by OpenSSL's name, with the hash of the same strength (FIPS 186-5, SP 800-57 part 1). */
const CURVES: Record<string, { curve: string; hash: string }> = {
  prime256v1: { curve: 'P-256', hash: 'SHA-256' },
  secp384r1: { curve: 'P-384', hash: 'SHA-384' },
  secp521r1: { curve: 'P-521', hash: 'SHA-512' },
};

/** The exponent that everybody uses, F4 = 65537. */
const F4 = new Uint8Array([1, 0, 1]);

/** Bits that a given RSA key may have: below is weak, above slows every handshake and is refused by some clients. */
const RSA_BITS = { least: 2048, most: 4096 };

/** What keys of CAs that are given may be. */
export const ACCEPTED_KEYS = `ECDSA-P256, ECDSA-P384, ECDSA-P521, RSA-${RSA_BITS.least} to RSA-${RSA_BITS.most}`;

/**
 * WebCrypto's parameters of a key algorithm.
 *
 * @param keyAlgorithm as the plan writes it: `ECDSA-P256`, `RSA-2048`
 */
export function webAlgorithm(keyAlgorithm: string): WebAlgorithm {
  const [, kind, size] = /^(ECDSA-P|RSA-)(\d+)$/.exec(keyAlgorithm)!;
  if (kind === 'RSA-') return { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', modulusLength: Number(size), publicExponent: F4 };
  const { curve, hash } = Object.values(CURVES).find((known) => known.curve === `P-${size}`)!;
  return { name: 'ECDSA', namedCurve: curve, hash };
}

/**
 * The algorithm of a key, as the plan would write it.
 *
 * @returns undefined for a kind of key that is not accepted
 */
export function keyAlgorithmOf(key: KeyObject): string | undefined {
  const { namedCurve, modulusLength = 0 } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType === 'ec' && namedCurve !== undefined && namedCurve in CURVES) return `ECDSA-${CURVES[namedCurve]!.curve.replace('-', '')}`;
  if (key.asymmetricKeyType === 'rsa' && modulusLength >= RSA_BITS.least && modulusLength <= RSA_BITS.most) return `RSA-${modulusLength}`;
  return undefined;
}

/** The public half of a key as DER. */
export function publicDer(key: KeyObject): Buffer {
  return (key.type === 'private' ? createPublicKey(key) : key).export({ type: 'spki', format: 'der' });
}
