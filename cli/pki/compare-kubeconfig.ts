import { kubeconfigParts } from '../secrets/kubeconfig-parts';
import { KubeconfigSpec } from '../stream/model';
import { certificateFindings, Issuer, missing } from './compare-certificate';
import { contextName } from './kubeconfig';
import { Finding } from './problem';

/** What a Kubeconfig's plan says about the certificate in it. */
export function clientPlan({ issuer, subject, validityDays, keyAlgorithm }: KubeconfigSpec) {
  return { ca: false, issuer, subject, usages: ['client auth'], validityDays, keyAlgorithm };
}

/**
 * What is wrong with a kubeconfig. Its certificate can stay where only what is around it differs.
 *
 * @param text of the file
 * @param issuer the CA
 * @param trust certificates by which the API is to be recognised, PEM
 */
export function kubeconfigFindings(spec: KubeconfigSpec, text: string | undefined, issuer: Issuer, trust: string | undefined, now: Date): Finding[] {
  if (text === undefined) return missing({ kubeconfig: text });
  const parts = kubeconfigParts(text);
  if (!parts) return [{ type: 'stale', text: 'kubeconfig: got no kubeconfig with a current context', remedy: 'issue' }];
  const context = contextName(spec);
  return [
    ...frame('server', spec.server, parts.server),
    ...frame('cluster', spec.cluster, parts.cluster),
    ...frame('context', context, parts.context),
    ...frame('user', context, parts.user),
    ...(parts.trust === trust ? [] : [rewrite(`trust: is not that of ${spec.issuer}`)]),
    ...certificateFindings(clientPlan(spec), { certificate: parts.certificate, key: parts.key }, issuer, now),
  ];
}

function frame(what: string, planned: string, got: string | undefined): Finding[] {
  return planned === got ? [] : [rewrite(`${what}: got ${got ?? 'none'}, planned ${planned}`)];
}

function rewrite(text: string): Finding {
  return { type: 'stale', text, remedy: 'rewrite' };
}
