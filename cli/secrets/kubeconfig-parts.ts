import { parse } from 'yaml';

/** What of a kubeconfig these tools write and compare. */
export interface KubeconfigParts {
  readonly context?: string;
  readonly cluster?: string;
  readonly user?: string;
  readonly server?: string;
  /** PEM. */
  readonly trust?: string;
  /** PEM. */
  readonly certificate?: string;
  /** PEM. */
  readonly key?: string;
}

/** A kubeconfig's list of named entries. */
type Named = { name?: string; [field: string]: unknown }[];

/** The fields that hold the material, by the part that they are. */
const EMBEDDED: Record<string, keyof KubeconfigParts> = { 'tls.crt': 'certificate', 'tls.key': 'key' };

/** Takes a kubeconfig apart along its current context; undefined where it is no kubeconfig. */
export function kubeconfigParts(text: string): KubeconfigParts | undefined {
  try {
    const config = parse(text) as Record<string, unknown>;
    const context = config['current-context'] as string;
    const chosen = entry(config.contexts, context, 'context');
    const [cluster, user] = [entry(config.clusters, chosen.cluster, 'cluster'), entry(config.users, chosen.user, 'user')];
    return {
      context,
      cluster: chosen.cluster,
      user: chosen.user,
      server: cluster.server,
      trust: decoded(cluster['certificate-authority-data']),
      certificate: decoded(user['client-certificate-data']),
      key: decoded(user['client-key-data']),
    };
  } catch {
    return undefined;
  }
}

/** `tls.crt` or `tls.key` out of a kubeconfig. */
export function embeddedPart(text: string | undefined, part: string): string | undefined {
  const field = EMBEDDED[part];
  return text === undefined || field === undefined ? undefined : kubeconfigParts(text)?.[field];
}

function entry(list: unknown, name: string | undefined, field: string): Record<string, string | undefined> {
  const found = (list as Named).find((candidate) => candidate.name === name);
  return (found?.[field] ?? {}) as Record<string, string | undefined>;
}

function decoded(base64: string | undefined): string | undefined {
  return base64 === undefined ? undefined : Buffer.from(base64, 'base64').toString('utf8');
}
