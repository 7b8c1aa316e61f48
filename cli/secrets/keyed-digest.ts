import { createHmac } from 'crypto';

/**
 * What tells one random key from another and says nothing about it: an HMAC of a constant text, with the key itself as key. From that nobody finds
 * 16 or more random bytes, which is the least that a plan can ask for.
 *
 * @param key text of the key as it is stored; a line's end around it does not count
 * @param purpose what the digest is for, so that those for different purposes have nothing in common
 * @returns hexadecimal digits
 */
export function keyedDigest(key: string, purpose: string): string {
  return createHmac('sha256', key.trim()).update(purpose).digest('hex');
}
