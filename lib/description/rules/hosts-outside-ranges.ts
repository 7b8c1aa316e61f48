import { canonical, contains } from '../../cluster/address';
import { Description } from '../description';
import { describedRule } from './description-rule';
import { AddressPlace, hostAddresses, virtualIps } from './places';

/** HA105. */
export const HOSTS_OUTSIDE_RANGES = describedRule(
  {
    id: 'HA105',
    title: 'no host, virtual IP or load balancer has an address of the pod or Service ranges',
    cause: 'nodes route those ranges to pods and Services, so what has an address in them cannot be reached from the cluster',
    fix: 'move the range, or the address',
    needs: ['networks'],
  },
  (description) => {
    const ranges = [
      ...description.networks.pods.map((range) => ({ range, name: 'networks.pods' })),
      ...description.networks.services.map((range) => ({ range, name: 'networks.services' })),
    ];
    return [...hostAddresses(description), ...virtualIps(description), ...balancer(description)].flatMap(({ path, address, host }) => {
      const hit = ranges.find(({ range }) => contains(range, address));
      return hit ? [{ path, got: address, allowed: `an address outside ${hit.name} (${hit.range})`, host }] : [];
    });
  },
);

function balancer({ endpoint }: Description): AddressPlace[] {
  return endpoint?.kind === 'external' ? [{ path: 'endpoint.host', address: canonical(endpoint.host) }] : [];
}
