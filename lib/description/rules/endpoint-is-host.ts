import { hostsOf } from '../description';
import { describedRule } from './description-rule';

/** HA108. A virtual IP that a host has is HA103: nothing could be rendered from it. */
export const ENDPOINT_IS_HOST = describedRule(
  {
    id: 'HA108',
    title: 'the endpoint is not one host of the cluster',
    cause: 'when that host is down, every client and every worker has lost the API, whatever the other control planes do',
    fix: 'use a virtual IP or a load balancer; the address stands in kubeconfigs and certificates, and is hard to change later',
    acknowledgeable: true,
  },
  (description) => {
    const { endpoint } = description;
    if (endpoint?.kind !== 'external') return [];
    return hostsOf(description)
      .filter((host) => host.name === endpoint.host || host.addresses.includes(endpoint.host))
      .map((host) => ({ path: 'endpoint.host', got: endpoint.host, allowed: `an address or name that outlives any host, unlike ${host.path}`, host: host.name }));
  },
);
