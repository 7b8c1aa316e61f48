import { ClusterModel, ModelHost, Route } from '../../../lib/availability/model';

/** A row within a host of the control plane, from top to bottom. */
export type Slot = 'address' | 'balancer' | 'api' | 'etcd';

/** A host that is drawn by itself. */
export interface Card {
  readonly name: string;
  readonly zone?: string;
  /** `control`: has an apiserver, or a balancer for others; `etcd`: only a member. */
  readonly tier: 'control' | 'etcd';
  /** The programs, by the row they stand in. */
  readonly slots: Readonly<Partial<Record<Slot, string>>>;
  /** Programs that use an apiserver, and whether it is the one of this host. */
  readonly local: readonly { readonly label: string; readonly own: boolean }[];
}

/** Workers of a zone that reach the API in the same way. */
export interface Group {
  readonly zone?: string;
  readonly names: string[];
  /** `endpoint` and `balancer` are drawn as lines; another way is said in words. */
  readonly way: 'endpoint' | 'balancer' | 'words';
  readonly words: string;
}

/** A line across all hosts: everything that joins it talks to everything else. */
export interface Rail {
  readonly label: string;
  readonly from: string[];
  readonly to: string[];
}

/** What the picture of a cluster shows, before it has places. */
export interface Plan {
  readonly name: string;
  /** In the order of their names; undefined for hosts whose zone nobody says, which come last. */
  readonly zones: (string | undefined)[];
  readonly cards: Card[];
  readonly groups: Group[];
  readonly endpoint: { readonly label: string; readonly hosts: string[]; readonly certain: boolean };
  /** HAProxy to apiservers; undefined where no HAProxy is known. */
  readonly balancing?: Rail;
  /** Apiservers to members on other hosts, or to a place that is not described; undefined where each uses its own. */
  readonly storing?: Rail;
  /** Members among each other. */
  readonly peers?: Rail;
}

/** What there is to draw. */
export function planOf(model: ClusterModel): Plan {
  const zones = [...new Set(model.hosts.map(({ zone }) => zone))].sort(compareZones);
  const drawn = model.hosts.filter((host) => !isWorker(host)).sort((a, b) => compareNames(a.name, b.name));
  return {
    name: model.name,
    zones,
    cards: drawn.map((host) => cardOf(host, model)),
    groups: zones.flatMap((zone) => groupsOf(model.hosts.filter((host) => isWorker(host) && host.zone === zone))),
    endpoint: endpointOf(model),
    ...rails(model),
  };
}

/** Undefined comes last. */
export function compareZones(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  return compareNames(a, b);
}

/** `worker-9` comes before `worker-10`. */
export function compareNames(a: string, b: string): number {
  return NAMES.compare(a, b) || (a < b ? -1 : Number(a > b));
}

/** The same on every machine, whatever language it speaks. */
const NAMES = new Intl.Collator('en', { numeric: true });

/** Whether a host has no part in the control plane. */
export function isWorker(host: ModelHost): boolean {
  return !host.apiServer && !host.etcd && !host.router && !host.kubeVip && !(host.balancer && !host.kubelet);
}

/** Where requests go, in words: `its own kube-apiserver`, `the endpoint`. */
export function routeText(route: Route, own: string): string {
  switch (route.to) {
    case 'apiserver':
      return route.host === own ? 'its own kube-apiserver' : `kube-apiserver of ${route.host}`;
    case 'balancer':
      return 'its own HAProxy';
    case 'endpoint':
      return 'the endpoint';
    case 'unknown':
      return route.server === '' ? 'nobody knows' : route.server;
  }
}

function cardOf(host: ModelHost, model: ClusterModel): Card {
  const holder = 'hosts' in model.endpoint && model.endpoint.hosts.includes(host.name);
  const slots = {
    ...(host.router || (holder && model.endpoint.kind === 'vrrp') ? { address: 'keepalived' } : {}),
    ...(host.kubeVip || (holder && model.endpoint.kind === 'kube-vip') ? { address: 'kube-vip' } : {}),
    ...(host.balancer ? { balancer: 'HAProxy' } : {}),
    ...(host.apiServer ? { api: 'kube-apiserver' } : {}),
    ...(host.etcd ? { etcd: 'etcd' } : {}),
  };
  const control = host.apiServer !== undefined || 'address' in slots || 'balancer' in slots;
  return {
    name: host.name,
    ...(host.zone === undefined ? {} : { zone: host.zone }),
    tier: control ? 'control' : 'etcd',
    slots,
    local: localOf(host),
  };
}

function localOf(host: ModelHost): Card['local'] {
  const clients: [string, Route | undefined][] = [
    ['controller-manager', host.controllerManager?.server],
    ['scheduler', host.scheduler?.server],
    ['kubelet', host.kubelet?.server],
  ];
  return clients.flatMap(([label, route]) => (route ? [{ label, own: route.to === 'apiserver' && route.host === host.name }] : []));
}

function groupsOf(workers: ModelHost[]): Group[] {
  const ways = new Map<string, Group>();
  for (const { name, zone, kubelet } of workers) {
    const route: Route = kubelet?.server ?? { to: 'unknown', server: '' };
    const words = routeText(route, name);
    const way = route.to === 'endpoint' || route.to === 'balancer' ? route.to : 'words';
    const group = ways.get(words) ?? { ...(zone === undefined ? {} : { zone }), names: [], way, words };
    group.names.push(name);
    ways.set(words, group);
  }
  return [...ways.values()].map((group) => ({ ...group, names: group.names.sort(compareNames) }));
}

function endpointOf({ endpoint, hosts }: ClusterModel): Plan['endpoint'] {
  switch (endpoint.kind) {
    case 'vrrp':
      return { label: `virtual IP ${endpoint.address}: one host holds it (VRRP)`, hosts: endpoint.hosts, certain: true };
    case 'kube-vip': {
      const bgp = hosts.some(({ kubeVip }) => kubeVip && !kubeVip.leaderElection);
      return {
        label: `virtual IP ${endpoint.address}: ${bgp ? 'each host announces it (BGP)' : 'one host holds it (lease)'}`,
        hosts: endpoint.hosts,
        certain: true,
      };
    }
    case 'direct':
      return { label: `${endpoint.address}: one host, nothing before it`, hosts: [endpoint.host], certain: true };
    case 'elsewhere':
      return {
        label: `${endpoint.address}: a balancer that is not described here`,
        hosts: hosts.filter(({ apiServer }) => apiServer).map(({ name }) => name),
        certain: false,
      };
  }
}

function rails(model: ClusterModel): Pick<Plan, 'balancing' | 'storing' | 'peers'> {
  const names = (test: (host: ModelHost) => unknown) => model.hosts.filter(test).map(({ name }) => name);
  const servers = names(({ apiServer }) => apiServer);
  const balancers = model.hosts.filter(({ balancer }) => balancer);
  const targets = servers.filter((server) => balancers.some(({ balancer }) => balancer?.servers.some(({ host }) => host === server)));
  const complete = balancers.every(({ balancer }) => new Set(balancer?.servers.map(({ host }) => host)).size === servers.length);
  const { members, topology } = model.etcd;
  const quorum = Math.floor(members.length / 2) + 1;
  return {
    ...(targets.length > 0
      ? {
        balancing: {
          label: `HAProxy: ${complete ? `each to all ${servers.length}` : 'to its servers'}`,
          from: balancers.map(({ name }) => name),
          to: targets,
        },
      }
      : {}),
    ...(topology === 'external' ? { storing: { label: `apiservers: each to all ${members.length}`, from: servers, to: members } } : {}),
    ...(topology === 'elsewhere' ? { storing: { label: 'etcd: not described', from: servers, to: [] } } : {}),
    ...(members.length > 0
      ? {
        peers: {
          label: members.length === 1 ? 'etcd: one member' : `etcd peers: ${quorum} of ${members.length} needed`,
          from: members,
          to: members,
        },
      }
      : {}),
  };
}
