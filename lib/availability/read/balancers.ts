import { ApiServer, apiServersOf, leadsTo } from './apiservers';
import { HaproxyFile, HaproxyProxy } from './haproxy-file';
import { HaproxyServer } from './haproxy-server';
import { RenderedCluster } from './rendered';
import { HAPROXY_PATH, RenderedHost } from './rendered-host';

/** A proxy of one host's HAProxy that hands connections to apiservers. */
export interface ApiBackend {
  readonly host: RenderedHost;
  readonly file: HaproxyFile;
  readonly proxy: HaproxyProxy;
  /** The sections that accept the connections: frontends, or the proxy itself where it listens. */
  readonly entries: HaproxyProxy[];
  /** Its first choice: what is neither a backup nor disabled. */
  readonly servers: HaproxyServer[];
}

/** The HAProxy of one host. */
export interface Balancer {
  readonly host: RenderedHost;
  readonly file: HaproxyFile;
  readonly backends: ApiBackend[];
}

/**
 * The HAProxy of every host that has one, with the proxies that serve the API.
 *
 * A proxy serves the API if connections reach it from outside and one of its servers has the port of an apiserver, or leads to one. Backends that
 * exist only to be tracked are not among them.
 */
export function balancersOf(cluster: RenderedCluster): Balancer[] {
  const apiServers = apiServersOf(cluster);
  return cluster.hosts.flatMap((host) => {
    const file = host.haproxy();
    if (!file) return [];
    const backends = file.proxies
      .map((proxy) => ({
        host,
        file,
        proxy,
        entries: entriesOf(file, proxy),
        servers: proxy.servers.filter((server) => !server.backup && !server.disabled),
      }))
      .filter((backend) => backend.entries.length > 0 && backend.proxy.servers.some((server) => servesApi(server, apiServers, host)));
    return [{ host, file, backends }];
  });
}

/** Every proxy that serves the API, over all hosts. */
export function apiBackendsOf(cluster: RenderedCluster): ApiBackend[] {
  return balancersOf(cluster).flatMap((balancer) => balancer.backends);
}

/** A place in HAProxy's configuration, for findings: file, section, field. */
export function inProxy(proxy: HaproxyProxy, field: string): string {
  return `${HAPROXY_PATH} ${proxy.kind} ${proxy.name} ${field}`;
}

function entriesOf(file: HaproxyFile, proxy: HaproxyProxy): HaproxyProxy[] {
  if (proxy.binds.length > 0) return [proxy];
  if (proxy.kind === 'frontend') return [];
  return file.proxies.filter((entry) => entry.binds.length > 0 && entry.backends.includes(proxy.name));
}

function servesApi(server: HaproxyServer, apiServers: ApiServer[], host: RenderedHost): boolean {
  return apiServers.some((apiServer) => leadsTo(apiServer, server.address, server.port, host) || apiServer.port === server.port);
}
