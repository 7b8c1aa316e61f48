import { apiBackendsOf, inProxy } from '../read/balancers';
import { renderedRule } from './rule';

/** HA221. */
export const BALANCER_MODE = renderedRule(
  {
    id: 'HA221',
    title: 'a balancer hands TLS on as it comes',
    cause: 'in mode http HAProxy takes the TLS handshake of clients for a broken request, and answers every one of them with an error',
    fix: 'write `mode tcp` into the frontend and the backend of the API, or into the defaults section above them',
  },
  (cluster) =>
    apiBackendsOf(cluster).flatMap(({ host, proxy, entries }) =>
      [...new Set([...entries, proxy])]
        .filter(
          ({ mode, binds, servers }) =>
            mode === 'http' && !binds.some(({ options }) => options.includes('ssl')) && !servers.some(({ parameters }) => parameters.has('ssl')),
        )
        .map((section) => ({ host: host.name, field: inProxy(section, 'mode'), got: 'http', allowed: 'tcp' })),
    ),
);
