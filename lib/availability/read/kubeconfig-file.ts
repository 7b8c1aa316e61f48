import { parse } from 'yaml';
import { isMap, maps, text } from './reading';

/** What a kubeconfig says about who connects to what, along its current context. No key is among it. */
export interface KubeconfigFile {
  /** Name of the cluster's entry. */
  readonly cluster?: string;
  /** URL. */
  readonly server?: string;
  /** The client's certificate where it is part of the file, base64. */
  readonly certificateData?: string;
  /** The client's certificate where it is a file of its own. */
  readonly certificatePath?: string;
}

/** Reads a kubeconfig; undefined where it is none, or where its current context leads nowhere. */
export function readKubeconfig(content: string): KubeconfigFile | undefined {
  let config: unknown;
  try {
    config = parse(content, { logLevel: 'error' }) as unknown;
  } catch {
    return undefined;
  }
  if (!isMap(config)) return undefined;
  const context = entry(config.contexts, config['current-context'], 'context');
  if (!context) return undefined;
  const cluster = entry(config.clusters, context.cluster, 'cluster');
  const user = entry(config.users, context.user, 'user');
  return {
    ...optional('cluster', text(context.cluster)),
    ...optional('server', text(cluster?.server)),
    ...optional('certificateData', text(user?.['client-certificate-data'])),
    ...optional('certificatePath', text(user?.['client-certificate'])),
  };
}

function entry(list: unknown, name: unknown, field: string): Record<string, unknown> | undefined {
  const found: unknown = maps(list).find((candidate) => candidate.name === name)?.[field];
  return isMap(found) ? found : undefined;
}

function optional<K extends string>(name: K, value: string | undefined): { readonly [P in K]?: string } {
  return (value === undefined ? {} : { [name]: value }) as { readonly [P in K]?: string };
}
