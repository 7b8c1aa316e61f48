import { existsSync } from 'fs';
import { dirname } from 'path';
import { foundedFile } from '../secrets/founded';
import { readMade } from '../secrets/record';
import { SecretStore } from '../secrets/store';
import { PlannedCertificate, PlannedCluster, PlannedSecret } from '../stream/model';
import { refText, secretRefsOf } from '../stream/secret-refs';
import { caFindings, KnownCa } from './compare-ca';
import { certificateFindings, Issuer } from './compare-certificate';
import { secretKeyFindings } from './compare-key';
import { kubeconfigFindings } from './compare-kubeconfig';
import { certificateFacts, readCertificate } from './facts';
import { Finding, problemOf, SecretProblem } from './problem';

export { problemLine, type SecretProblem } from './problem';

/**
 * Compares what is in the store with the plan: what is missing, what differs, what has expired, and what nobody asks for.
 *
 * @param now for validity
 * @returns by kind and name; empty where all is as planned
 */
export function comparePlan(cluster: PlannedCluster, store: SecretStore, now: Date = new Date()): SecretProblem[] {
  const made = readMade(store.folder);
  const known = knowledgeOf(cluster, store);
  const trusted = trustIn(store);
  const findings = (secret: PlannedSecret): Finding[] => {
    const own = (part: string) => store.part({ kind: secret.kind, name: secret.name, part });
    const id = `${secret.kind}/${secret.name}`;
    if (secret.kind === 'SecretKey') return secretKeyFindings(secret.spec, { key: own('key'), publicKey: own('key.pub') }, made[id]);
    if (secret.kind === 'Kubeconfig') return kubeconfigFindings(secret.spec, own('kubeconfig'), ...trusted(secret.spec.issuer), now);
    const material = { certificate: own('tls.crt'), key: own('tls.key') };
    if (!secret.spec.ca) return certificateFindings(secret.spec, material, trusted(secret.spec.issuer!)[0], now);
    return caFindings(secret as PlannedCertificate, material, { made: made[id], ...known(secret.name) }, now);
  };
  return [...cluster.secrets.flatMap((secret) => problemOf(secret, findings(secret))), ...foreignSecrets(cluster, store)];
}

/** The CAs of a store with the certificates by which each is recognised, each read once. */
function trustIn(store: SecretStore): (ca: string) => [Issuer, string | undefined] {
  const known = new Map<string, [Issuer, string | undefined]>();
  return (ca) => {
    const part = (name: string) => store.part({ kind: 'Certificate', name: ca, part: name });
    const trust = known.get(ca) ?? [readCertificate(part('tls.crt') ?? '')?.x509, part('ca-bundle.crt')];
    known.set(ca, trust);
    return trust;
  };
}

/** What hosts, other secrets and the past of the cluster say about its CAs. */
function knowledgeOf(cluster: PlannedCluster, store: SecretStore): (ca: string) => Omit<KnownCa, 'made'> {
  const used = new Set(cluster.hosts.flatMap(secretRefsOf).map(refText));
  const founded = existsSync(foundedFile(dirname(store.folder), cluster.name));
  return (ca) => ({
    founded,
    signed: cluster.secrets.filter(({ kind, name, spec }) => 'issuer' in spec && spec.issuer === ca && store.has(kind, name)).length,
    keyIsUsed: ['tls.key', 'ca.key'].some((part) => used.has(refText({ kind: 'Certificate', name: ca, part }))),
  });
}

/** What is in the store and in no plan. CAs and keys may still be in use on hosts, so no command removes them. */
function foreignSecrets(cluster: PlannedCluster, store: SecretStore): SecretProblem[] {
  const planned = new Set(cluster.secrets.map(({ kind, name }) => `${kind}/${name}`));
  return (['Certificate', 'Kubeconfig', 'SecretKey'] as const).flatMap((kind) =>
    store
      .names(kind)
      .filter((name) => !planned.has(`${kind}/${name}`))
      .flatMap((name) => problemOf({ kind, name }, [foreign(kind, name, store)])),
  );
}

function foreign(kind: PlannedSecret['kind'], name: string, store: SecretStore): Finding {
  const certificate = kind === 'Certificate' ? store.part({ kind, name, part: 'tls.crt' }) : undefined;
  const precious = kind === 'SecretKey' || (certificate !== undefined && certificateFacts(certificate)?.ca === true);
  if (!precious) return { type: 'foreign', text: 'is no longer planned', remedy: 'prune' };
  const fix = `when nothing uses it any more, move ${kind}/${name} out of ${store.folder}`;
  return { type: 'foreign', text: 'is no longer planned', remedy: 'operator', fix };
}
