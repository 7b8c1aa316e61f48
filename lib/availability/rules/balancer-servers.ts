import { ApiServer, apiServersOf, isPlaceOf, joined, placeOf } from '../read/apiservers';
import { ApiBackend, Balancer, balancersOf, inProxy } from '../read/balancers';
import { HaproxyServer } from '../read/haproxy-server';
import { isAddressOf } from '../read/host-names';
import { RenderedCluster } from '../read/rendered';
import { Fault, renderedRule } from './rule';

/** HA217. */
export const BALANCER_SERVERS = renderedRule(
  {
    id: 'HA217',
    title: 'HAProxy serves from every apiserver, and from nothing else',
    cause:
      'an apiserver that a balancer does not know takes no load and rescues nobody; an address that is no apiserver fails its share of the requests until its check does',
    fix: 'list each apiserver once, at the address and port where it listens',
    needsWhole: true,
  },
  (cluster) => {
    const apiServers = apiServersOf(cluster);
    return apiServers.length === 0 ? [] : balancersOf(cluster).flatMap((balancer) => faultsOf(balancer, apiServers, cluster));
  },
);

function faultsOf(balancer: Balancer, apiServers: ApiServer[], cluster: RenderedCluster): Fault[] {
  if (balancer.backends.length === 0) {
    // What nobody described for the API may balance something else.
    if (cluster.observed) return [];
    return [
      {
        host: balancer.host.name,
        field: balancer.host.haproxyPath,
        got: 'no backend that connections reach and that has an apiserver',
        allowed: apiServers.map(placeOf).join(', '),
      },
    ];
  }
  return balancer.backends.flatMap((backend) => [...missing(backend, apiServers), ...strange(backend, apiServers, cluster)]);
}

function missing({ host, proxy, servers }: ApiBackend, apiServers: ApiServer[]): Fault[] {
  return apiServers
    .filter((apiServer) => !servers.some((server) => isPlaceOf(apiServer, server.address, server.port, host)))
    .map((apiServer) => ({
      host: host.name,
      field: inProxy(proxy, 'server'),
      got: `no server for ${apiServer.host.name}`,
      allowed: `a server at ${placeOf(apiServer)}`,
    }));
}

function strange({ host, proxy }: ApiBackend, apiServers: ApiServer[], cluster: RenderedCluster): Fault[] {
  const known = (server: HaproxyServer) => !cluster.observed || cluster.hosts.some((each) => isAddressOf(server.address, each, host));
  return proxy.servers
    .filter((server) => !server.disabled && known(server) && !apiServers.some((apiServer) => isPlaceOf(apiServer, server.address, server.port, host)))
    .map((server) => ({
      host: host.name,
      field: inProxy(proxy, `server ${server.name}`),
      got: joined(server.address, server.port),
      allowed: apiServers.map(placeOf).join(', '),
    }));
}
