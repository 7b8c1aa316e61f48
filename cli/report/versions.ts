import { RenderedCluster } from '../../lib/availability/read/rendered';
import { RenderedHost } from '../../lib/availability/read/rendered-host';

/** Which version of what runs on hosts that have the same. */
export interface Versions {
  readonly hosts: string[];
  /** By component; `package of the host` where its version is the host's own. */
  readonly components: Readonly<Record<string, string>>;
}

/** The table of versions. */
export interface VersionTable {
  /** Columns, sorted. */
  readonly components: string[];
  readonly rows: Versions[];
}

/** Programs that come as packages and say no version in any file. */
const PACKAGES: Readonly<Record<string, string>> = { haproxy: 'HAProxy', keepalived: 'keepalived', containerd: 'containerd' };

/** What the files say about versions; hosts with the same share a row. */
export function versionsOf(cluster: RenderedCluster): VersionTable {
  const rows = new Map<string, { hosts: string[]; components: Record<string, string> }>();
  for (const host of cluster.hosts) {
    const components = componentsOf(host);
    const key = JSON.stringify(Object.entries(components).sort());
    const row = rows.get(key) ?? { hosts: [], components };
    row.hosts.push(host.name);
    rows.set(key, row);
  }
  const components = [...new Set([...rows.values()].flatMap((row) => Object.keys(row.components)))].sort();
  return { components, rows: [...rows.values()] };
}

function componentsOf(host: RenderedHost): Record<string, string> {
  const packages: unknown[] = Array.isArray(host.object?.spec?.packages) ? host.object.spec.packages : [];
  const kubelet: unknown = host.object?.spec?.kubeletVersion;
  const named = packages.filter((name): name is string => typeof name === 'string');
  return {
    ...Object.fromEntries(named.filter((name) => name in PACKAGES).map((name) => [PACKAGES[name]!, 'package of the host'])),
    ...Object.fromEntries(host.allPods.map((pod) => [componentName(pod.component), tagOf(pod.container.image)])),
    ...(typeof kubelet === 'string' ? { kubelet } : {}),
  };
}

function componentName(component: string): string {
  return PACKAGES[component] ?? component;
}

/** The tag of an image, or the beginning of its digest. */
function tagOf(image: unknown): string {
  if (typeof image !== 'string') return 'no image';
  const digest = /@sha256:([0-9a-f]{12})/.exec(image)?.[1];
  const tag = /:([^:/@]+)(@|$)/.exec(image)?.[1];
  return tag ?? (digest === undefined ? 'latest' : `sha256:${digest}`);
}
