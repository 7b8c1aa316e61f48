import { canonical, isLoopback } from '../../cluster/address';
import { apiServersOf, leadsTo } from '../read/apiservers';
import { RenderedCluster } from '../read/rendered';
import { RenderedHost } from '../read/rendered-host';
import { Route } from './cluster-model';

/** What a URL of an API server leads to. */
export class RouteReader {
  private readonly servers;

  /** @param endpoint addresses and names of the endpoint, in their canonical form */
  constructor(
    private readonly cluster: RenderedCluster,
    private readonly endpoint: string[],
  ) {
    this.servers = apiServersOf(cluster);
  }

  /**
   * The route of a client.
   *
   * @param from the client's host
   * @param url as its kubeconfig has it
   */
  public route(from: RenderedHost, url: string): Route {
    const place = placeOf(url);
    if (!place) return { to: 'unknown', server: url };
    // A name may stand in the hosts file of whoever asks.
    const meant = [place.host, ...from.addressesNamed(place.host).map(canonical)];
    if (meant.some((each) => this.endpoint.includes(each))) return { to: 'endpoint' };
    const direct = this.servers.find((server) => leadsTo(server, place.host, place.port, from));
    if (direct) return { to: 'apiserver', host: direct.host.name };
    const balancer = this.cluster.hosts.find((host) => this.isAt(host, place.host, from) && listens(host, place.port));
    return balancer ? { to: 'balancer', host: balancer.name } : { to: 'unknown', server: url };
  }

  private isAt(host: RenderedHost, address: string, from: RenderedHost): boolean {
    return isLoopback(address) || address === 'localhost' ? host === from : host.addresses.map(canonical).includes(address);
  }
}

/** Whether a HAProxy of the host accepts connections for the API there. */
function listens(host: RenderedHost, port: number): boolean {
  return (host.haproxy()?.proxies ?? []).some(
    (proxy) => proxy.monitorUri === undefined && proxy.binds.some(({ first, last }) => first <= port && port <= last),
  );
}

/** Host and port of an https URL; undefined for other text. */
export function placeOf(url: string): { host: string; port: number } | undefined {
  try {
    const { hostname, port, protocol } = new URL(url);
    return { host: canonical(hostname.replace(/^\[|\]$/g, '')), port: port === '' ? (protocol === 'http:' ? 80 : 443) : Number(port) };
  } catch {
    return undefined;
  }
}
