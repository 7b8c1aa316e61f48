import { canonical, contains, Family, familyOf, networkOf } from '../cluster/address';
import { ControlPlaneEndpoint } from '../cluster/endpoint';
import { DEFAULT_RANGES, Networks } from '../cluster/networks';
import { EndpointDescription, HostDescription, NetworksDescription } from './description';

/** The address ranges, the primary family first; networks of nodes that cannot be derived are left out. */
export function resolveNetworks(given: Networks, families: Family[], controlPlanes: HostDescription[], virtual: string[]): NetworksDescription {
  const used: Family[] = families.length > 0 ? families : ['ipv4'];
  const ordered = (ranges: string[]) =>
    [...ranges].map(canonicalRange).sort((a, b) => used.indexOf(familyOf(a) as Family) - used.indexOf(familyOf(b) as Family) || (a < b ? -1 : 1));
  const addresses = [...controlPlanes.flatMap((host) => host.addresses), ...virtual];
  const derived = used.flatMap((family) => {
    const own = addresses.filter((address) => familyOf(address) === family);
    const network = own[0] ? networkOf(own[0], DEFAULT_RANGES[family].nodePrefix) : undefined;
    return network && own.every((address) => contains(network, address)) ? [network] : [];
  });
  return {
    nodes: ordered(given.nodes ?? derived),
    pods: ordered(given.pods ?? used.map((family) => DEFAULT_RANGES[family].pods)),
    services: ordered(given.services ?? used.map((family) => DEFAULT_RANGES[family].services)),
    domain: given.domain ?? 'cluster.local',
  };
}

/** Where clients reach the API, with every default filled in. */
export function resolveEndpoint(cluster: string, endpoint: ControlPlaneEndpoint, props: any, networks: NetworksDescription): EndpointDescription {
  const kind = endpoint._kind();
  const host = canonical(kind === 'external' ? props.host : props.virtualIp);
  return {
    kind,
    host,
    port: props.port ?? (kind === 'haproxyKeepalived' ? 8443 : 6443),
    virtualAddresses: virtualIps(props).map(
      (address) => `${address}/${networks.nodes.find((range) => contains(range, address))?.split('/')[1] ?? (address.includes(':') ? 128 : 32)}`,
    ),
    workerLoadBalancer: props.workerLoadBalancer ?? false,
    certificateNames: [...(props.certificateNames ?? [])].map(canonical).sort(),
    routerId: kind === 'haproxyKeepalived' ? (props.routerId ?? routerIdOf(cluster)) : 0,
    neighbourRouterIds: [...(props.neighbourRouterIds ?? [])].sort((a: number, b: number) => a - b),
    props,
  };
}

/** The virtual addresses of an endpoint, the primary one first. */
export function virtualIps(props: any): string[] {
  return [props?.virtualIp, props?.secondVirtualIp].filter((address) => typeof address === 'string').map(canonical);
}

/** 1 to 255 from the name (FNV-1a): the same on every machine, and different for most pairs of clusters on one segment. */
function routerIdOf(cluster: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(cluster)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return 1 + (hash % 255);
}

function canonicalRange(range: string): string {
  const [base = '', bits = ''] = range.split('/');
  return `${canonical(base)}/${bits}`;
}
