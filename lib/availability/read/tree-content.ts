import { parse, stringify } from 'yaml';
import { isMap, maps, text } from './reading';
import { Hide, publicPem, withoutSecrets } from './without-secrets';

/** Kinds of configuration that hold no secrets: those of the apiserver, of its admission plugins and of the kubelet. */
const OPEN_KINDS = new Set([
  'AdmissionConfiguration',
  'AuthenticationConfiguration',
  'AuthorizationConfiguration',
  'Configuration',
  'EgressSelectorConfiguration',
  'KubeletConfiguration',
  'KubeSchedulerConfiguration',
  'PodSecurityConfiguration',
  'Policy',
  'TracingConfiguration',
]);

/** Texts that are read as they are: configuration of the front end, its scripts, units and their environment. */
const PLAIN = /^\/etc\/(haproxy|keepalived|default|sysconfig)\/|\/(haproxy|keepalived)[^/]*\.(cfg|conf)$|^\/etc\/hosts$|\/systemd\/system\/|\.env$/;

/** The kubelet's own place: what cannot be read there is a finding, and no reason to leave it out. */
const KUBELET = /^\/var\/lib\/kubelet\/[^/]+\.yaml$/;

const PEM = /\.(crt|pem|cer|cert|pub)$/;

/** Files that hold a key and nothing else by their name: nobody opens them. */
export const KEY_FILE = /(\.key|[-_.]key\.pem)$/;

/**
 * What may be kept of a file of a host: never a key, a password or a token.
 *
 * Kept are certificates, texts of the front end and of systemd without secrets, kubeconfigs as far as they say who connects to what, and kinds of
 * configuration that are known to hold no secrets. Nothing is kept of what is not known.
 *
 * @param hide what to write in the place of a secret
 */
export function keptContent(path: string, content: string, hide?: Hide): string | undefined {
  if (KEY_FILE.test(path)) return undefined;
  if (PEM.test(path)) return publicPem(content) || undefined;
  if (PLAIN.test(path) || content.startsWith('#!')) return withoutSecrets(content, hide);
  const document = parsed(content);
  if (!isMap(document)) return KUBELET.test(path) ? withoutSecrets(content, hide) : undefined;
  if (document.kind === 'Config') return keptKubeconfig(document);
  if (document.kind === 'EncryptionConfiguration') return keptEncryption(document);
  if (document.kind === 'KubeletConfiguration' && 'staticPodURLHeader' in document) return stringify({ ...document, staticPodURLHeader: undefined });
  const open = OPEN_KINDS.has(text(document.kind) ?? '') || (document.kind === undefined && KUBELET.test(path));
  return open ? withoutSecrets(content, hide) : undefined;
}

/** Clusters, contexts and client certificates; every name stays what it was, so that the current context leads where it led. */
function keptKubeconfig(config: Record<string, unknown>): string {
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': text(config['current-context']) ?? '',
    clusters: named(config.clusters, 'cluster', ({ server }) => (typeof server === 'string' ? { server: withoutSecrets(server) } : {})),
    contexts: named(config.contexts, 'context', ({ cluster, user }) => ({ cluster: text(cluster) ?? '', user: text(user) ?? '' })),
    users: named(config.users, 'user', keptUser),
  });
}

function keptUser(user: Record<string, unknown>): Record<string, string> {
  const pem = publicPem(Buffer.from(text(user['client-certificate-data']) ?? '', 'base64').toString('utf8'));
  if (pem !== '') return { 'client-certificate-data': Buffer.from(pem).toString('base64') };
  const path = text(user['client-certificate']);
  return path === undefined ? {} : { 'client-certificate': path };
}

function named(list: unknown, field: string, keep: (value: Record<string, unknown>) => object): unknown[] {
  return maps(list).map((entry) => ({ name: text(entry.name) ?? '', [field]: keep(isMap(entry[field]) ? entry[field] : {}) }));
}

/** Which providers encrypt what, in order, without their keys. */
function keptEncryption(config: Record<string, unknown>): string {
  const resources = maps(config.resources).map((entry) => ({
    resources: Array.isArray(entry.resources) ? entry.resources.filter((name) => typeof name === 'string') : [],
    providers: maps(entry.providers).map((provider) => Object.fromEntries(Object.keys(provider).map((name) => [name, {}]))),
  }));
  return stringify({ apiVersion: text(config.apiVersion) ?? '', kind: 'EncryptionConfiguration', resources });
}

function parsed(content: string): unknown {
  try {
    return parse(content, { logLevel: 'error', uniqueKeys: false });
  } catch {
    return undefined;
  }
}
