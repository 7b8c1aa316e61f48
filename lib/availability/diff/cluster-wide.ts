import { parseAllDocuments } from 'yaml';
import { canonical } from '../../cluster/address';
import { isMap, maps } from '../read/reading';
import { RenderedCluster } from '../read/rendered';
import { virtualRoutersOf } from '../read/virtual-routers';
import { Change } from './change';
import { ClusterPair } from './pairs';
import { shown } from './show';

/** A setting of the whole cluster that running things depend on. */
interface Watched {
  readonly kind: string;
  readonly subject: string;
  /** What it is; undefined where nobody says. */
  readonly of: (cluster: RenderedCluster) => string | undefined;
  /** Why a change is dangerous; undefined where it is not. */
  readonly why: (from: string, to: string) => string | undefined;
}

/** Settings of the whole cluster whose change breaks what exists. */
export function clusterWideChanges({ before, after }: ClusterPair): Change[] {
  return WATCHED.flatMap(({ kind, subject, of, why }): Change[] => {
    const [from, to] = [of(before), of(after)];
    if (from === undefined || to === undefined || from === to) return [];
    const reason = why(from, to);
    if (reason === undefined) return [];
    return [{ section: 'cluster', kind, severity: 'danger', subject, text: `${subject}: ${shown(from)} -> ${shown(to)}: ${reason}`, from, to }];
  });
}

const WATCHED: readonly Watched[] = [
  {
    kind: 'service-range',
    subject: 'service addresses',
    of: (cluster) => flagOf(cluster, 'kube-apiserver', 'service-cluster-ip-range') ?? listOf(cluster, 'services'),
    why: () =>
      'Services keep their addresses of the old range, the `kubernetes` Service and cluster DNS among them; certificates and kubelets name the new ones; nothing moves by itself',
  },
  {
    kind: 'pod-range',
    subject: 'pod addresses',
    of: (cluster) => flagOf(cluster, 'kube-controller-manager', 'cluster-cidr') ?? listOf(cluster, 'pods'),
    why: () =>
      'Nodes keep the ranges that they have, and the network plugin its own; controller managers with different ranges give out addresses twice',
  },
  {
    kind: 'node-mask',
    subject: "size of each node's pod range",
    of: (cluster) =>
      flagOf(cluster, 'kube-controller-manager', 'node-cidr-mask-size') ?? flagOf(cluster, 'kube-controller-manager', 'node-cidr-mask-size-ipv4'),
    why: () => 'Nodes keep the ranges that they have',
  },
  {
    kind: 'domain',
    subject: 'cluster domain',
    of: (cluster) => textAt(cluster, 'networks', 'domain') ?? kubeletDomain(cluster),
    why: () => 'pods that run search the old domain, cluster DNS answers for one, and names in certificates are of one',
  },
  {
    kind: 'issuer',
    subject: 'issuer of service-account tokens',
    of: (cluster) => componentOf(cluster, 'kube-apiserver')?.flags().values('service-account-issuer').join(' and '),
    why: (from, to) =>
      from.split(' and ').every((issuer) => to.split(' and ').includes(issuer))
        ? undefined
        : 'tokens of the old issuer are refused at once, those of every running pod among them; keep the old one as a second --service-account-issuer until they have ended',
  },
  {
    kind: 'etcd-prefix',
    subject: 'prefix of keys in etcd',
    of: (cluster) => (componentOf(cluster, 'kube-apiserver') ? (flagOf(cluster, 'kube-apiserver', 'etcd-prefix') ?? '/registry') : undefined),
    why: () => 'the apiserver finds none of the objects that are there',
  },
  {
    kind: 'encryption',
    subject: 'encryption of Secrets in etcd',
    of: encryptionOf,
    why: encryptionDanger,
  },
  {
    kind: 'endpoint',
    subject: 'endpoint',
    of: (cluster) => endpointOf(cluster),
    why: () =>
      'every kubeconfig and kubelet that names the old one loses the API; keep the old address until all are told, and its name in the certificates',
  },
  {
    kind: 'virtual-address',
    subject: 'virtual addresses',
    of: (cluster) =>
      virtualRoutersOf(cluster)
        .map(({ name }) => name)
        .sort()
        .join(' and ') || undefined,
    why: () => 'who uses an address that nobody holds any more loses the API; during the roll both are held, each by hosts of one kind',
  },
];

function componentOf(cluster: RenderedCluster, program: string) {
  return cluster.hosts.map((host) => host.component(program)).find((pod) => pod !== undefined);
}

/** The value on the first host that has it; a difference between hosts is a finding of `check`. */
function flagOf(cluster: RenderedCluster, program: string, flag: string): string | undefined {
  return componentOf(cluster, program)?.flags().value(flag);
}

function textAt(cluster: RenderedCluster, ...path: string[]): string | undefined {
  const value = path.reduce<unknown>((at, key) => (isMap(at) ? at[key] : undefined), cluster.object?.spec);
  return typeof value === 'string' ? value : undefined;
}

function listOf(cluster: RenderedCluster, name: string): string | undefined {
  const value: unknown = cluster.object?.spec?.networks?.[name];
  return Array.isArray(value) ? value.join(',') : undefined;
}

function kubeletDomain(cluster: RenderedCluster): string | undefined {
  const value = cluster.hosts.map((host) => host.kubelet()?.document.clusterDomain).find((domain) => domain !== undefined);
  return typeof value === 'string' ? value : undefined;
}

function endpointOf(cluster: RenderedCluster): string | undefined {
  const { host, port } = (cluster.object?.spec?.endpoint ?? {}) as { host?: unknown; port?: unknown };
  return typeof host === 'string' ? `${canonical(host)} port ${String(port)}` : undefined;
}

/** Providers with the names of their keys, as in `secrets: secretbox(encryption-1), identity`; `none` without encryption. */
function encryptionOf(cluster: RenderedCluster): string | undefined {
  for (const host of cluster.hosts) {
    const pod = host.component('kube-apiserver');
    if (!pod) continue;
    const path = pod.flags().value('encryption-provider-config');
    const content = path === undefined ? undefined : host.files.get(path)?.content;
    if (path === undefined) return 'none';
    return content === undefined ? undefined : providersOf(content);
  }
  return undefined;
}

function providersOf(content: string): string | undefined {
  try {
    const document: unknown = parseAllDocuments(content, { logLevel: 'silent' })[0]?.toJS({ maxAliasCount: 100 });
    if (!isMap(document)) return undefined;
    return maps(document.resources)
      .map((entry) => `${(Array.isArray(entry.resources) ? entry.resources : []).join('+')}: ${maps(entry.providers).map(providerOf).join(', ')}`)
      .join('; ');
  } catch {
    return undefined;
  }
}

function providerOf(provider: Record<string, any>): string {
  return Object.entries(provider)
    .map(([name, value]) => {
      const keys = maps(isMap(value) ? value.keys : undefined).map((key) => String(key.name));
      return keys.length > 0 ? `${name}(${keys.join(' ')})` : isMap(value) && typeof value.name === 'string' ? `${name}(${value.name})` : name;
    })
    .join(', ');
}

/** The first provider writes; all of them read. What was written by one that is gone cannot be read. */
function encryptionDanger(from: string, to: string): string {
  if (to === 'none') return 'what is encrypted in etcd cannot be read any more; put `identity` first, rewrite every Secret, then take the keys away';
  const parts = (text: string) => new Set(text === 'none' ? ['identity'] : text.replace(/[^;]*: /g, '').split(/[,;] ?/));
  const gone = [...parts(from)].filter((provider) => !parts(to).has(provider));
  if (gone.length > 0) return `what ${gone.join(' and ')} wrote cannot be read any more, unless every Secret was rewritten before`;
  return 'the first provider writes: a key must be known to every apiserver, as a later one, before it becomes the first; then rewrite every Secret';
}
