import { isLoopback } from '../../cluster/address';
import { apiServersOf, isPlaceOf } from '../read/apiservers';
import { ApiBackend, apiBackendsOf, inProxy } from '../read/balancers';
import { RenderedCluster } from '../read/rendered';
import { virtualRoutersOf } from '../read/virtual-routers';
import { distinct, Fault, renderedRule } from './rule';

/** Words of a server line by which HAProxy, or its check, begins a connection with a PROXY header. */
const SENDS = ['send-proxy', 'send-proxy-v2', 'send-proxy-v2-ssl', 'send-proxy-v2-ssl-cn', 'check-send-proxy'];

/** HA226. */
export const PROXY_PROTOCOL = renderedRule(
  {
    id: 'HA226',
    title: 'nobody is asked for a PROXY header, and no apiserver is sent one',
    cause:
      'clients of the API send no PROXY header, so a bind with accept-proxy refuses each of them; an apiserver takes the header for a broken TLS handshake and closes the connection',
    fix: 'remove accept-proxy from the bind line, and send-proxy from the server and default-server lines',
  },
  (cluster) => apiBackendsOf(cluster).flatMap((backend) => [...expected(backend, cluster), ...sent(backend, cluster)]),
);

/** A balancer that stands before this one may send the header; before a virtual IP or a loopback address nothing stands. */
function expected({ host, proxy, entries }: ApiBackend, cluster: RenderedCluster): Fault[] {
  const asked = cluster.object?.spec?.endpoint?.kind === 'haproxyKeepalived' || virtualRoutersOf(cluster).length > 0;
  return [...new Set([...entries, proxy])].flatMap((section) =>
    section.binds
      .filter(({ address, options }) => options.includes('accept-proxy') && (asked || isLoopback(address)))
      .map(() => ({ host: host.name, field: inProxy(section, 'bind'), got: 'accept-proxy', allowed: 'connections as clients open them' })),
  );
}

function sent({ host, proxy }: ApiBackend, cluster: RenderedCluster): Fault[] {
  const apiServers = apiServersOf(cluster);
  return distinct(
    proxy.servers
      .filter((server) => !server.disabled && apiServers.some((apiServer) => isPlaceOf(apiServer, server.address, server.port, host)))
      .flatMap(({ name, parameters }) =>
        SENDS.filter((word) => parameters.has(word)).map((got) => ({
          host: host.name,
          field: inProxy(proxy, `server ${name}`),
          got,
          allowed: 'connections without a PROXY header',
        })),
      ),
  );
}
