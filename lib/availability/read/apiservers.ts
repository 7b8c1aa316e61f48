import { canonical, familyOf, isLoopback } from '../../cluster/address';
import { isAddressOf } from './host-names';
import { RenderedCluster } from './rendered';
import { RenderedHost } from './rendered-host';
import { RenderedPod } from './rendered-pod';

/** The port of an apiserver without `--secure-port`. */
const SECURE_PORT = 6443;

/** A kube-apiserver and where it can be reached. */
export interface ApiServer {
  readonly host: RenderedHost;
  readonly pod: RenderedPod;
  /** Every address of its host, the advertised one first. */
  readonly addresses: string[];
  readonly port: number;
  /** Where it listens, `--bind-address`; `0.0.0.0` and `::` are every address. */
  readonly bind: string;
}

/** Every kube-apiserver of the cluster, by host. */
export function apiServersOf(cluster: RenderedCluster): ApiServer[] {
  return cluster.hosts.flatMap((host) => {
    const pod = host.component('kube-apiserver');
    if (!pod) return [];
    const advertised = pod.flags().value('advertise-address');
    const addresses = [...(advertised === undefined ? [] : [advertised]), ...host.addresses].map(canonical);
    const bind = canonical(pod.flags().value('bind-address') || '0.0.0.0');
    return [{ host, pod, addresses: [...new Set(addresses)], port: pod.flags().number('secure-port') ?? SECURE_PORT, bind }];
  });
}

/** Whether it listens at every address of its host: Go's listeners take either wildcard for both families. */
export function bindsEvery({ bind }: ApiServer): boolean {
  return bind === '0.0.0.0' || bind === '::';
}

/**
 * Whether somebody who connects to an address or name and a port reaches that apiserver: they are its own, and it listens there.
 *
 * @param from the host that asks: its own loopback address leads to its own apiserver
 */
export function leadsTo(server: ApiServer, address: string, port: number | undefined, from: RenderedHost): boolean {
  return isPlaceOf(server, address, port, from) && (bindsEvery(server) || listensAt(server, canonical(address), from));
}

/**
 * Whether an address or name and a port mean that apiserver, wherever it listens.
 *
 * @param from the host that asks
 */
export function isPlaceOf(server: ApiServer, address: string, port: number | undefined, from: RenderedHost): boolean {
  if (port !== server.port) return false;
  const plain = canonical(address);
  if (isLoopback(plain)) return from === server.host;
  return server.addresses.includes(plain) || isAddressOf(plain, server.host, from);
}

function listensAt({ bind, addresses }: ApiServer, asked: string, from: RenderedHost): boolean {
  if (isLoopback(asked)) return asked === bind || (asked === 'localhost' && isLoopback(bind)) || (bind === 'localhost' && isLoopback(asked));
  if (familyOf(asked) !== undefined) return asked === bind;
  const known = from.addressesNamed(asked);
  return known.length > 0 ? known.includes(bind) : addresses.includes(bind);
}

/** The place of an apiserver as `10.0.0.11:6443`. */
export function placeOf(server: ApiServer): string {
  return joined(server.addresses[0] ?? server.host.name, server.port);
}

/** An address and port as text, IPv6 in brackets. */
export function joined(address: string, port: number | undefined): string {
  const plain = address.includes(':') ? `[${address}]` : address;
  return port === undefined ? plain : `${plain}:${port}`;
}
