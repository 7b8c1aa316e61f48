import { createPrivateKey, KeyObject, X509Certificate } from 'crypto';
import { readFileSync } from 'fs';
import { InputError } from '../command/errors';
import { PlannedCluster } from '../stream/model';
import { ACCEPTED_KEYS } from './algorithms';
import { day } from './compare-certificate';
import { belongTogether, isIssuedBy, ReadCertificate, readCertificate } from './facts';
import { privatePem } from './keys';

/** A CA that was made elsewhere. */
export interface GivenCa {
  /** Of the Certificate that it is. */
  readonly name: string;
  /** Its own certificate, PEM. */
  readonly certificate: string;
  /** PKCS#8, PEM. */
  readonly key?: string;
  /**
   * Every certificate of the file, PEM.
   *
   * @default - the file holds that one alone
   */
  readonly bundle?: string;
}

const PEM = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/**
 * Reads a CA that is given as files.
 *
 * @param option `NAME=ca.crt,ca.key` or `NAME=ca.crt`; the certificate's file may go on with those of the CAs above it
 * @throws InputError where it is no CA, or cannot be one for this cluster
 */
export function readGivenCa(option: string, cluster: PlannedCluster, now: Date): GivenCa {
  const [, name = '', certificateFile = '', keyFile] = /^([^=]+)=([^,]+)(?:,(.+))?$/.exec(option) ?? [];
  const refuse = refusal(option);
  const cas = cluster.secrets.filter(({ kind, spec }) => kind === 'Certificate' && spec.ca).map((ca) => ca.name);
  if (name === '') return refuse('no name and file', 'NAME=ca.crt,ca.key', `for instance ${cas[0]}=ca.crt,ca.key`);
  if (!cas.includes(name)) return refuse(name, cas.join(', '), 'name a CA of the plan');
  const certificates = (read(certificateFile, refuse).match(PEM) ?? []).map((pem) => `${pem}\n`);
  const chain = certificates.map(readCertificate);
  if (chain.length === 0 || chain.includes(undefined)) return refuse(`no certificate in ${certificateFile}`, 'PEM', 'convert it with openssl x509');
  checkChain(chain as ReadCertificate[], now, refuse);
  const certificate = certificates[0]!;
  return {
    name,
    certificate,
    ...(keyFile === undefined ? {} : { key: readKey(keyFile, chain[0]!.x509, refuse) }),
    ...(certificates.length > 1 ? { bundle: certificates.join('') } : {}),
  };
}

type Refuse = (got: string, allowed: string, fix: string) => never;

function refusal(option: string): Refuse {
  return (got, allowed, fix) => {
    throw new InputError(`--ca ${option}: got ${got}; allowed: ${allowed}; fix: ${fix}`);
  };
}

function checkChain(chain: ReadCertificate[], now: Date, refuse: Refuse): void {
  chain.forEach(({ facts, x509 }, index) => {
    const { commonName, notBefore, notAfter, pathLength, keyAlgorithm } = facts;
    // Node's `ca` is true only where the key usage lets it sign certificates, too.
    if (!facts.ca || !x509.ca) refuse(`${commonName}, which is not a CA`, 'certificates of CAs alone', 'give the certificate of the CA itself');
    if (notAfter <= now) refuse(`${commonName}, which expired on ${day(notAfter)}`, 'a CA that is valid', 'renew it first');
    if (notBefore > now) refuse(`${commonName}, which is not valid before ${notBefore.toISOString()}`, 'a CA that is valid', 'wait, or set the clock');
    if (keyAlgorithm === undefined) refuse(`${commonName} with a key of another kind`, ACCEPTED_KEYS, 'make another CA');
    if (index > 0 && !isIssuedBy(chain[index - 1]!.x509, x509)) {
      refuse(`${commonName}, which did not sign the one before it`, 'each certificate followed by its issuer', 'put them in order');
    }
    if (pathLength !== undefined && pathLength < index) {
      refuse(`${commonName}, which allows ${pathLength} CAs below it`, `${index} or more`, 'give a CA that it may have signed');
    }
  });
}

function readKey(file: string, certificate: X509Certificate, refuse: Refuse): string {
  const text = read(file, refuse);
  let key: KeyObject;
  try {
    key = createPrivateKey(text);
  } catch {
    return refuse(`no private key in ${file}, or one with a passphrase`, 'PEM without a passphrase', 'decrypt it with openssl pkey');
  }
  const pem = privatePem(key);
  if (!belongTogether(certificate, pem)) refuse(`${file}, which is the key of another certificate`, 'the key of the CA', 'give the pair');
  return pem;
}

function read(file: string, refuse: Refuse): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    return refuse(`${file} (${(error as NodeJS.ErrnoException).code})`, 'a file that can be read', 'correct the path');
  }
}
