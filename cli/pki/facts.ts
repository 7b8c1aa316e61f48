import { createPrivateKey, X509Certificate } from 'crypto';
import { parse } from 'ipaddr.js';
import { keyAlgorithmOf } from './algorithms';
import { x509 } from './x509';

/** What a certificate says, in the plan's words. */
export interface CertificateFacts {
  readonly commonName: string;
  /** Sorted. */
  readonly organizations: string[];
  /** Sorted. */
  readonly dnsNames: string[];
  /** In their shortest form, sorted. */
  readonly ipAddresses: string[];
  /** Sorted; object identifiers where the plan has no word. */
  readonly usages: string[];
  readonly ca: boolean;
  /** How many CAs may be between this one and what it signs in the end; undefined for no limit. */
  readonly pathLength?: number;
  /** Undefined for a kind of key that the plan has no word for. */
  readonly keyAlgorithm?: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

const USAGES: Record<string, string> = {
  [x509.ExtendedKeyUsage.serverAuth]: 'server auth',
  [x509.ExtendedKeyUsage.clientAuth]: 'client auth',
};

/** The identifier of a usage of the plan. */
export function usageId(usage: string): string {
  return Object.keys(USAGES).find((id) => USAGES[id] === usage)!;
}

/** A certificate, read by two libraries: one that tells everything, and one that checks signatures. */
export interface ReadCertificate {
  readonly facts: CertificateFacts;
  readonly x509: X509Certificate;
}

/**
 * Reads a certificate.
 *
 * @param pem one certificate
 * @returns undefined where it is none
 */
export function readCertificate(pem: string): ReadCertificate | undefined {
  try {
    const certificate = new X509Certificate(pem);
    return { facts: factsOf(new x509.X509Certificate(pem), certificate), x509: certificate };
  } catch {
    return undefined;
  }
}

/** What a certificate says; undefined where it is none. */
export function certificateFacts(pem: string): CertificateFacts | undefined {
  return readCertificate(pem)?.facts;
}

function factsOf(certificate: x509.X509Certificate, { publicKey }: X509Certificate): CertificateFacts {
  const names = certificate.getExtension(x509.SubjectAlternativeNameExtension)?.names.items ?? [];
  const valuesOf = (type: string) => names.filter((name) => name.type === type).map((name) => name.value);
  const constraints = certificate.getExtension(x509.BasicConstraintsExtension);
  const usages = certificate.getExtension(x509.ExtendedKeyUsageExtension)?.usages ?? [];
  return {
    commonName: certificate.subjectName.getField('CN').join(' '),
    organizations: certificate.subjectName.getField('O').sort(),
    dnsNames: valuesOf('dns').sort(),
    ipAddresses: valuesOf('ip').map(shortAddress).sort(),
    usages: usages.map((id) => USAGES[id as string] ?? String(id)).sort(),
    ca: constraints?.ca ?? false,
    pathLength: constraints?.pathLength,
    keyAlgorithm: keyAlgorithmOf(publicKey),
    notBefore: certificate.notBefore,
    notAfter: certificate.notAfter,
  };
}

/** The one way to write an address: `fd00:0::1` and `fd00::1` are the same. */
export function shortAddress(address: string): string {
  return parse(address).toString();
}

/** Whether a private key in PEM is the one of a certificate; false where it cannot be read. */
export function belongTogether(certificate: X509Certificate, keyPem: string): boolean {
  try {
    return certificate.checkPrivateKey(createPrivateKey(keyPem));
  } catch {
    return false;
  }
}

/** Whether a CA is the issuer of a certificate, by name and by signature. */
export function isIssuedBy(certificate: X509Certificate, ca: X509Certificate): boolean {
  return certificate.checkIssued(ca) && certificate.verify(ca.publicKey);
}
