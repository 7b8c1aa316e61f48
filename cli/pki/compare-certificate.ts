import { X509Certificate } from 'crypto';
import { CertificateSpec } from '../stream/model';
import { belongTogether, CertificateFacts, isIssuedBy, readCertificate, shortAddress } from './facts';
import { Finding, ProblemType } from './problem';

/** A certificate and its key as they are in the store. */
export interface CertificateMaterial {
  readonly certificate?: string;
  readonly key?: string;
}

/** The certificate of the CA that the plan names; undefined where it is not there. */
export type Issuer = X509Certificate | undefined;

/** What a plan says about one certificate, whether it is a Certificate or in a Kubeconfig. */
export type CertificatePlan = Pick<CertificateSpec, 'ca' | 'issuer' | 'subject' | 'dnsNames' | 'ipAddresses' | 'usages' | 'keyAlgorithm'>;

/**
 * What is wrong with an issued certificate that is no CA: everything that the plan says, its key, its signature, and the time.
 *
 * How long it was made for is not compared: a changed validity counts from the next renewal on.
 *
 * @param now for its validity
 */
export function certificateFindings(plan: CertificatePlan, { certificate, key }: CertificateMaterial, issuer: Issuer, now: Date): Finding[] {
  if (certificate === undefined || key === undefined) return missing({ 'tls.crt': certificate, 'tls.key': key });
  const read = readCertificate(certificate);
  if (!read) return [finding('stale', 'tls.crt: got no certificate')];
  const { facts, x509 } = read;
  return [...planFindings(plan, facts), ...keyFindings(x509, key), ...issuerFindings(plan, x509, issuer), ...timeFindings(facts, now)];
}

/** What a certificate says otherwise than the plan. */
export function planFindings(plan: CertificatePlan, facts: CertificateFacts): Finding[] {
  return [
    ...subjectFindings(plan, facts),
    ...listFindings('DNS names', plan.dnsNames, facts.dnsNames),
    ...listFindings('IP addresses', plan.ipAddresses?.map(shortAddress), facts.ipAddresses),
    ...listFindings('usages', plan.usages, facts.usages),
    ...valueFindings('is a CA', String(plan.ca), String(facts.ca)),
    ...algorithmFindings(plan, facts),
  ];
}

/** Whether the subject is the planned one. */
export function subjectFindings({ subject }: CertificatePlan, facts: CertificateFacts): Finding[] {
  return [
    ...valueFindings('common name', subject.commonName, facts.commonName),
    ...listFindings('organizations', subject.organizations, facts.organizations),
  ];
}

/** Whether the key is of the planned kind. */
export function algorithmFindings({ keyAlgorithm }: CertificatePlan, facts: CertificateFacts): Finding[] {
  return valueFindings('key algorithm', keyAlgorithm, facts.keyAlgorithm ?? 'another one');
}

/** Whether certificate and key are a pair. */
export function keyFindings(certificate: X509Certificate, key: string): Finding[] {
  return belongTogether(certificate, key) ? [] : [finding('stale', 'tls.key: does not belong to tls.crt')];
}

/** Whether it is valid at a time. */
export function timeFindings({ notBefore, notAfter }: CertificateFacts, now: Date): Finding[] {
  if (notAfter <= now) return [finding('expired', `expired on ${day(notAfter)}`)];
  return notBefore > now ? [finding('not-yet-valid', `not valid before ${notBefore.toISOString()}, by the clock of this machine`)] : [];
}

/** Parts that are not there. */
export function missing(parts: Record<string, string | undefined>): Finding[] {
  const names = Object.keys(parts);
  const absent = names.filter((part) => parts[part] === undefined);
  if (absent.length === 0) return [];
  return [finding('missing', absent.length === names.length ? 'was never issued' : `${absent.join(' and ')} is missing`)];
}

/** A date as `2027-01-31`. */
export function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}

function issuerFindings({ issuer }: CertificatePlan, certificate: X509Certificate, ca: Issuer): Finding[] {
  if (ca === undefined) return [finding('stale', `issuer: ${issuer} is not here`)];
  return isIssuedBy(certificate, ca) ? [] : [finding('stale', `issuer: not signed by ${issuer}`)];
}

function valueFindings(what: string, planned: string, got: string): Finding[] {
  return planned === got ? [] : [finding('stale', `${what}: got ${got}, planned ${planned}`)];
}

function listFindings(what: string, planned: string[] = [], got: string[] = []): Finding[] {
  const lacks = [...new Set(planned)].filter((value) => !got.includes(value)).sort();
  const extra = got.filter((value) => !planned.includes(value));
  const parts = [...(lacks.length > 0 ? [`without ${lacks.join(', ')}`] : []), ...(extra.length > 0 ? [`with ${extra.join(', ')}, which is not planned`] : [])];
  return parts.length === 0 ? [] : [finding('stale', `${what}: ${parts.join('; ')}`)];
}

function finding(type: ProblemType, text: string): Finding {
  return { type, text, remedy: 'issue' };
}
