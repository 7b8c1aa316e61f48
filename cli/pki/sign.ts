import { randomBytes, X509Certificate } from 'crypto';
import { CertificateSpec } from '../stream/model';
import { webAlgorithm } from './algorithms';
import { shortAddress, usageId } from './facts';
import { KeyPair } from './keys';
import { x509 } from './x509';

/** A CA that can sign. */
export interface Authority {
  readonly name: string;
  /** Its certificate. */
  readonly pem: string;
  /** The same, read. */
  readonly x509: X509Certificate;
  readonly keys: KeyPair;
}

/** What a certificate is to say: a Certificate, or the client of a Kubeconfig. */
export type Request = Pick<CertificateSpec, 'ca' | 'subject' | 'dnsNames' | 'ipAddresses' | 'usages' | 'validityDays'>;

/** Milliseconds that a certificate is valid before it was made: clocks of hosts differ, and five minutes is what kubeadm allows since 1.31. */
const BACKDATE = 5 * 60_000;

const DAY = 24 * 60 * 60_000;

/** Bytes of a serial number: the most that RFC 5280, 4.1.2.2 allows. */
const SERIAL_BYTES = 20;

/**
 * Signs a certificate.
 *
 * @param keys whose public half is certified
 * @param authority none for a CA that signs itself
 * @param now notBefore lies a little before it; notAfter lies `validityDays` after it, or where the CA itself ends
 * @returns PEM
 */
export async function signCertificate(request: Request, keys: KeyPair, authority: Authority | undefined, now: Date): Promise<string> {
  const ca = authority && new x509.X509Certificate(authority.pem);
  const subject = nameOf(request);
  const signer = authority?.keys ?? keys;
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: newSerial(),
    subject,
    // The very bytes of the CA's subject: Go compares bytes, and another library may have encoded the same text otherwise.
    issuer: ca?.subjectName ?? subject,
    notBefore: seconds(now.getTime() - BACKDATE),
    notAfter: seconds(Math.min(now.getTime() + request.validityDays * DAY, ca?.notAfter.getTime() ?? Infinity)),
    publicKey: keys.publicKey,
    signingKey: signer.privateKey,
    signingAlgorithm: webAlgorithm(signer.keyAlgorithm),
    extensions: await extensionsOf(request, keys, ca),
  });
  return `${certificate.toString('pem')}\n`;
}

/** As UTF-8 always: the library would take quotes, backslashes and `#` in a plain string for syntax. */
function nameOf({ subject }: Request): x509.Name {
  const organizations = [...new Set(subject.organizations ?? [])].sort();
  return new x509.Name([...organizations.map((utf8String) => ({ O: [{ utf8String }] })), { CN: [{ utf8String: subject.commonName }] }]);
}

async function extensionsOf(request: Request, keys: KeyPair, ca: x509.X509Certificate | undefined): Promise<x509.Extension[]> {
  const names = [
    ...sorted(request.dnsNames).map((value) => ({ type: 'dns' as const, value })),
    ...sorted(request.ipAddresses?.map(shortAddress)).map((value) => ({ type: 'ip' as const, value })),
  ];
  const usages = sorted(request.usages).map(usageId);
  return [
    new x509.BasicConstraintsExtension(request.ca, undefined, true),
    new x509.KeyUsagesExtension(keyUsages(request, keys), true),
    ...(usages.length > 0 ? [new x509.ExtendedKeyUsageExtension(usages)] : []),
    ...(names.length > 0 ? [new x509.SubjectAlternativeNameExtension(names)] : []),
    await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ...(ca ? [await authorityKeyId(ca)] : []),
  ];
}

/** keyEncipherment is for RSA alone: RFC 8813 forbids it where the key is an elliptic curve's. */
function keyUsages({ ca }: Request, { keyAlgorithm }: KeyPair): x509.KeyUsageFlags {
  const { keyCertSign, cRLSign, digitalSignature, keyEncipherment } = x509.KeyUsageFlags;
  if (ca) return keyCertSign | cRLSign;
  return keyAlgorithm.startsWith('RSA-') ? digitalSignature | keyEncipherment : digitalSignature;
}

/** The identifier that the CA's certificate gives itself, since there are several ways to compute one. */
async function authorityKeyId(ca: x509.X509Certificate): Promise<x509.Extension> {
  const own = ca.getExtension(x509.SubjectKeyIdentifierExtension);
  return own ? new x509.AuthorityKeyIdentifierExtension(own.keyId) : x509.AuthorityKeyIdentifierExtension.create(ca.publicKey);
}

/** Random and positive, and never shorter than its bytes: the first bit is 0, and the second 1. */
function newSerial(): string {
  const bytes = randomBytes(SERIAL_BYTES);
  bytes[0] = (bytes[0]! & 0x7f) | 0x40;
  return bytes.toString('hex');
}

/** Certificates count in whole seconds. */
function seconds(time: number): Date {
  return new Date(Math.floor(time / 1000) * 1000);
}

function sorted(values: string[] | undefined): string[] {
  return [...new Set(values ?? [])].sort();
}
