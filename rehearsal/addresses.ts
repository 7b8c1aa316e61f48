import { fromByteArray, parse, parseCIDR } from 'ipaddr.js';
import { InputError } from '../cli/command/errors';
import { PlannedCluster } from '../cli/stream/model';

/** Prefix lengths of a host's address where the description names no network of the hosts that holds it. */
const DEFAULT_PREFIX = { ipv4: 24, ipv6: 64 };

/** How many addresses below the end of a network the client looks for a free one. */
const CLIENT_TRIES = 50;

/** An address with the length of its network's prefix. */
export interface Interface {
  readonly address: string;
  readonly prefix: number;
}

/** An address of a host, with the prefix of the network of hosts that holds it. */
export function interfaceOf(cluster: PlannedCluster, address: string): Interface {
  const parsed = parse(address);
  const network = (cluster.spec.networks.nodes ?? [])
    .map((range) => parseCIDR(range))
    .find(([base, bits]) => base.kind() === parsed.kind() && parsed.match(base, bits));
  return { address, prefix: network ? network[1] : DEFAULT_PREFIX[parsed.kind()] };
}

/**
 * An address for a client outside the cluster: the last one of the hosts' network that nobody has.
 *
 * @throws InputError when the network is full
 */
export function clientInterface(cluster: PlannedCluster): Interface {
  const first = interfaceOf(cluster, cluster.hosts[0]!.spec.addresses[0]!);
  const taken = [...cluster.hosts.flatMap(({ spec }) => spec.addresses), cluster.spec.endpoint?.host].map(canonical);
  const last = lastBytes(first);
  for (let back = 1; back <= Math.min(CLIENT_TRIES, last.at(-1)!); back++) {
    const address = text([...last.slice(0, -1), last.at(-1)! - back]);
    if (parse(address).match(parse(first.address), first.prefix) && !taken.includes(canonical(address))) return { address, prefix: first.prefix };
  }
  throw new InputError(`networks.nodes: no address is free for a client in ${first.address}/${first.prefix}; fix: widen the network`);
}

/** The last address of the network, as bytes. */
function lastBytes({ address, prefix }: Interface): number[] {
  const bytes = parse(address).toByteArray();
  return bytes.map((byte, index) => byte | (0xff >> Math.min(8, Math.max(0, prefix - index * 8))));
}

function text(bytes: number[]): string {
  return fromByteArray(bytes).toString();
}

function canonical(address: string | undefined): string {
  try {
    return parse(address ?? '').toString();
  } catch {
    return address ?? '';
  }
}
