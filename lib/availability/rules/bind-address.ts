import { canonical, isLoopback } from '../../cluster/address';
import { ApiServer, apiServersOf, bindsEvery } from '../read/apiservers';
import { RenderedCluster } from '../read/rendered';
import { renderedRule } from './rule';

/** HA224. */
export const BIND_ADDRESS = renderedRule(
  {
    id: 'HA224',
    title: 'an apiserver listens at the address that it advertises',
    cause: 'balancers, other hosts and pods ask an apiserver at its advertised address, and are refused there',
    fix: 'remove --bind-address, or give it the address of --advertise-address',
  },
  (cluster) =>
    apiServersOf(cluster)
      .filter((server) => !bindsEvery(server) && isElsewhere(server, cluster))
      .map((server) => ({
        host: server.host.name,
        field: `${server.pod.name} --bind-address`,
        got: server.bind,
        allowed: ['0.0.0.0', '::', ...server.addresses.slice(0, 1)].join(', '),
      })),
);

/** Without `--advertise-address` the address of `--bind-address` is advertised, if it is the host's own. */
function isElsewhere({ bind, host, pod }: ApiServer, cluster: RenderedCluster): boolean {
  const advertised = pod.flags().value('advertise-address');
  if (advertised !== undefined) return canonical(advertised) !== bind;
  const owners = cluster.hosts.filter((each) => each.addresses.map(canonical).includes(bind));
  return isLoopback(bind) || (owners.length > 0 && !owners.includes(host));
}
