import { ApiBackend, apiBackendsOf, inProxy } from '../read/balancers';
import { decidingServer } from '../read/haproxy-detection';
import { HaproxyServer } from '../read/haproxy-server';
import { distinct, Fault, renderedRule } from './rule';

/** HA216. */
export const READYZ_CHECKS = renderedRule(
  {
    id: 'HA216',
    title: 'HAProxy asks every apiserver for /readyz over TLS',
    cause:
      '/healthz and /livez stay good until an apiserver has stopped listening, so every planned restart fails requests; a check without TLS never succeeds, and a server without a check is never left out',
    fix: 'use `option httpchk`, `http-check send meth GET uri /readyz` and `check check-ssl verify none` at every server',
  },
  (cluster) => apiBackendsOf(cluster).flatMap((backend) => distinct(backend.servers.flatMap((server) => faultsOf(backend, server)))),
);

function faultsOf(backend: ApiBackend, server: HaproxyServer): Fault[] {
  const host = backend.host.name;
  const deciding = decidingServer(backend.file, backend.proxy, server);
  if (!deciding) return [{ host, field: inProxy(backend.proxy, `server ${server.name}`), got: 'no health check', allowed: '`check`' }];
  const { proxy } = deciding;
  if (proxy.check.option !== 'httpchk') {
    return [
      { host, field: inProxy(proxy, 'option httpchk'), got: proxy.check.option ?? 'a check that only connects', allowed: 'an HTTP check of /readyz' },
    ];
  }
  const faults: Fault[] = [];
  const [path = ''] = proxy.check.uri.split('?');
  if (path !== '/readyz')
    faults.push({ host, field: inProxy(proxy, 'http-check'), got: `${proxy.check.method} ${proxy.check.uri}`, allowed: 'GET /readyz' });
  if (!proxy.check.tls && !deciding.server.tlsCheck) {
    faults.push({
      host,
      field: inProxy(proxy, `server ${deciding.server.name}`),
      got: 'a check without TLS',
      allowed: '`check-ssl`, or `http-check connect ssl`',
    });
  }
  return faults;
}
