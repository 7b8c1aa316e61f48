import { stringify } from 'yaml';
import { KubeconfigSpec } from '../stream/model';

/** What goes into a kubeconfig beside what the plan says. */
export interface KubeconfigMaterial {
  /** Certificates by which the API is recognised, PEM. */
  readonly trust: string;
  /** The client's certificate, PEM. */
  readonly certificate: string;
  /** The client's key, PEM. */
  readonly key: string;
}

/** The context's name, and the user's: `kubernetes-admin@prod`. The user alone would clash where the files of two clusters are used together. */
export function contextName({ subject, cluster }: KubeconfigSpec): string {
  return `${subject.commonName}@${cluster}`;
}

/** A kubeconfig that needs no other file. */
export function renderKubeconfig(spec: KubeconfigSpec, { trust, certificate, key }: KubeconfigMaterial): string {
  const context = contextName(spec);
  return stringify(
    {
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': context,
      clusters: [{ name: spec.cluster, cluster: { server: spec.server, 'certificate-authority-data': base64(trust) } }],
      users: [{ name: context, user: { 'client-certificate-data': base64(certificate), 'client-key-data': base64(key) } }],
      contexts: [{ name: context, context: { cluster: spec.cluster, user: context } }],
    },
    { lineWidth: 0 },
  );
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
