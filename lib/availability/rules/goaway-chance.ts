import { apiServersOf } from '../read/apiservers';
import { apiBackendsOf } from '../read/balancers';
import { RenderedCluster } from '../read/rendered';
import { renderedRule } from './rule';

/** HA215. */
export const GOAWAY_CHANCE = renderedRule(
  {
    id: 'HA215',
    title: 'goaway-chance needs several apiservers behind a balancer',
    cause:
      'the apiserver asks clients to connect again so that a balancer can spread them; without one they come back to the same apiserver, and each request in its tail was slowed down for nothing',
    fix: 'leave --goaway-chance out, or put a balancer in front of two or more apiservers',
    needsWhole: true,
  },
  (cluster) => {
    const apiServers = apiServersOf(cluster);
    const balanced = apiServers.length > 1 && hasBalancer(cluster);
    return apiServers.flatMap(({ host, pod }) => {
      const chance = pod.flags().number('goaway-chance') ?? 0;
      if (balanced || chance === 0) return [];
      const allowed = apiServers.length > 1 ? '0, because no balancer spreads the clients' : '0, because there is one apiserver';
      return [{ host: host.name, field: `${pod.name} --goaway-chance`, got: String(chance), allowed }];
    });
  },
);

/** An endpoint that this project does not render may be a balancer, and so may routers that kube-vip speaks BGP with: the benefit of the doubt. */
function hasBalancer(cluster: RenderedCluster): boolean {
  const routed = cluster.hosts.some((host) => host.component('kube-vip')?.variable('bgp_enable') === 'true');
  return routed || cluster.object?.spec?.endpoint?.kind === 'external' || apiBackendsOf(cluster).some((backend) => backend.servers.length > 1);
}
