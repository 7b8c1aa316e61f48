import { contains, Family, familyOf, networkOf } from '../../cluster/address';
import { DEFAULT_RANGES } from '../../cluster/networks';
import { Description } from '../description';
import { describedRule, Fault } from './description-rule';
import { addressesOf, enumerated, hostAddresses, isOnLink, virtualIps } from './places';
import { FAMILY_NAME, rangesOf } from './ranges';

/** HA113. */
export const NODE_NETWORKS = describedRule(
  {
    id: 'HA113',
    title: 'networks.nodes holds every host',
    cause: 'the virtual IP gets the prefix of that network, and overlaps with pods and Services cannot be seen for hosts outside it',
    fix: 'correct the address, or give networks.nodes every network that hosts are in',
    needs: ['networks', 'controlPlanes', 'endpoint'],
  },
  (description) => [...missing(description), ...outside(description)],
);

function missing(description: Description): Fault[] {
  const places = [...description.controlPlanes.flatMap(addressesOf), ...(isOnLink(description) ? virtualIps(description) : [])];
  return (['ipv4', 'ipv6'] as Family[]).flatMap((family) => {
    const own = places.filter(({ address }) => familyOf(address) === family).map(({ address }) => address);
    if (own.length === 0 || description.networks.nodes.some((range) => familyOf(range) === family)) return [];
    const derived = networkOf(own[0] ?? '', DEFAULT_RANGES[family].nodePrefix);
    const why = own.every((address) => contains(derived, address)) ? '' : `, and no /${DEFAULT_RANGES[family].nodePrefix} holds ${enumerated(own)}`;
    const shared = isOnLink(description) ? '; where they share no subnet, use ControlPlaneEndpoint.kubeVip in mode KubeVipMode.BGP or ControlPlaneEndpoint.external instead' : '';
    return [
      {
        path: 'networks.nodes',
        got: `no ${FAMILY_NAME[family]} network${why}`,
        allowed: `the ${FAMILY_NAME[family]} network, or networks, that hold every host${isOnLink(description) ? ' and the virtual IP' : ''}`,
        fix: `give networks.nodes${shared}`,
      },
    ];
  });
}

function outside(description: Description): Fault[] {
  return hostAddresses(description).flatMap(({ path, address, host }) => {
    const ranges = rangesOf(description.networks.nodes, address);
    if (ranges.length === 0 || ranges.some((range) => contains(range, address))) return [];
    return [{ path, got: address, allowed: `an address in networks.nodes (${enumerated(ranges, 'or')})`, host }];
  });
}
