import { createPrivateKey, X509Certificate } from 'crypto';
import { Made } from '../secrets/record';
import { PlannedCertificate } from '../stream/model';
import { algorithmFindings, CertificateMaterial, keyFindings, subjectFindings, timeFindings } from './compare-certificate';
import { readCertificate } from './facts';
import { keyFingerprint } from './keys';
import { Finding } from './problem';

/** What is known about a CA beside its files. */
export interface KnownCa {
  /** When it was made or given here; undefined where it never was. */
  readonly made?: Made;
  /** How many of the issued secrets name it as their issuer. */
  readonly signed: number;
  /** Whether there is a record that the cluster was founded. */
  readonly founded: boolean;
  /** Whether a host's file asks for its key. */
  readonly keyIsUsed: boolean;
}

const RESTORE = 'take the folder from a backup; to begin with a new cluster, remove all secrets of this one';

const KEEP = 'set the plan back to what the CA is: everything that it signed stops working when it changes';

/** What is wrong with a CA. Nothing but one that never was is made by a command: every host trusts the one that is. */
export function caFindings({ name, spec }: PlannedCertificate, { certificate, key }: CertificateMaterial, known: KnownCa, now: Date): Finding[] {
  if (certificate === undefined) return key === undefined ? [absent(name, known)] : [operator('missing', 'tls.crt is missing', RESTORE)];
  const read = readCertificate(certificate);
  if (!read) return [operator('stale', 'tls.crt: got no certificate', RESTORE)];
  const { facts, x509 } = read;
  if (!facts.ca) return [operator('stale', 'tls.crt: is not of a CA', RESTORE)];
  const planned = known.made?.given ? [] : [...subjectFindings(spec, facts), ...algorithmFindings(spec, facts)];
  return [
    ...planned.map(({ type, text }) => operator(type, text, KEEP)),
    ...identityFindings(certificate, known),
    ...(key === undefined ? [] : keyFindings(x509, key)).map(({ type, text }) => operator(type, text, RESTORE)),
    ...keyAbsent(key, known),
    ...timeFindings(facts, now).map(({ type, text }) => operator(type, text, 'replace the CA: everything that it signed has to be issued anew')),
  ];
}

/** The key that a CA's files hold; undefined where it cannot be read. */
export function fingerprintOf(pem: string, part: 'certificate' | 'key'): string | undefined {
  try {
    return keyFingerprint(part === 'key' ? createPrivateKey(pem) : new X509Certificate(pem).publicKey);
  } catch {
    return undefined;
  }
}

function absent(name: string, { made, signed, founded }: KnownCa): Finding {
  if (made) return operator('missing', `was made on ${made.madeAt.slice(0, 10)} and is gone`, RESTORE);
  if (signed > 0) return operator('missing', `is gone, but ${signed} ${signed === 1 ? 'secret' : 'secrets'} of ${name} are here`, RESTORE);
  if (founded) return operator('missing', 'is gone, but the cluster was founded with one', RESTORE);
  return { type: 'missing', text: 'was never issued', remedy: 'issue' };
}

function identityFindings(certificate: string, { made }: KnownCa): Finding[] {
  if (made?.publicKey === undefined || made.publicKey === fingerprintOf(certificate, 'certificate')) return [];
  return [operator('stale', `tls.crt: is not the CA that was made on ${made.madeAt.slice(0, 10)}`, RESTORE)];
}

function keyAbsent(key: string | undefined, { keyIsUsed }: KnownCa): Finding[] {
  if (key !== undefined || !keyIsUsed) return [];
  return [operator('missing', 'tls.key is missing, and files of hosts ask for it', 'give it: `ha-cluster pki issue --ca NAME=ca.crt,ca.key`')];
}

function operator(type: Finding['type'], text: string, fix: string): Finding {
  return { type, text, fix, remedy: 'operator' };
}
