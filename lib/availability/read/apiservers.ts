import { canonical, isLoopback } from '../../cluster/address';
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
}

/** Every kube-apiserver of the cluster, by host. */
export function apiServersOf(cluster: RenderedCluster): ApiServer[] {
  return cluster.hosts.flatMap((host) => {
    const pod = host.component('kube-apiserver');
    if (!pod) return [];
    const advertised = pod.flags().value('advertise-address');
    const addresses = [...(advertised === undefined ? [] : [advertised]), ...host.addresses].map(canonical);
    return [{ host, pod, addresses: [...new Set(addresses)], port: pod.flags().number('secure-port') ?? SECURE_PORT }];
  });
}

/**
 * Whether an address or name and a port lead to that apiserver.
 *
 * @param from the host that asks: its own loopback address leads to its own apiserver
 */
export function leadsTo(server: ApiServer, address: string, port: number | undefined, from: RenderedHost): boolean {
  if (port !== server.port) return false;
  const plain = canonical(address);
  if (isLoopback(plain)) return from === server.host;
  return server.addresses.includes(plain) || isAddressOf(plain, server.host, from);
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
