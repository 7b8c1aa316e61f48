import { contains, familyOf } from '../../cluster/address';
import { describedRule } from './description-rule';
import { enumerated, isOnLink, virtualIps } from './places';
import { rangesOf } from './ranges';

/** HA111. */
export const SHARED_SUBNET = describedRule(
  {
    id: 'HA111',
    title: 'hosts that share a virtual IP by VRRP or ARP are in its subnet',
    cause: 'VRRP and gratuitous ARP do not cross a router: a host of another subnet that takes the address receives none of its traffic',
    fix: 'put the control planes into one subnet; or use ControlPlaneEndpoint.kubeVip in mode KubeVipMode.BGP, or ControlPlaneEndpoint.external; with workerLoadBalancer the workers need no virtual IP',
    acknowledgeable: true,
    needs: ['networks'],
  },
  (description) => {
    if (!isOnLink(description)) return [];
    return virtualIps(description).flatMap(({ address }) => {
      const holders = rangesOf(description.networks.nodes, address).filter((range) => contains(range, address));
      if (holders.length === 0) return [];
      return description.controlPlanes.flatMap((host) => {
        const own = host.addresses.filter((each) => familyOf(each) === familyOf(address));
        if (own.length === 0 || own.some((each) => holders.some((range) => contains(range, each)))) return [];
        return [{ path: `${host.path}.address`, got: enumerated(own), allowed: `an address in ${enumerated(holders, 'or')}, the subnet of the virtual IP ${address}`, host: host.name }];
      });
    });
  },
);
