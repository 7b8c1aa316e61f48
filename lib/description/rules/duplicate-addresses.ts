import { canonical } from '../../cluster/address';
import { Description } from '../description';
import { describedRule } from './description-rule';
import { AddressPlace, hostAddresses, virtualIps } from './places';

/** HA103. */
export const DUPLICATE_ADDRESSES = describedRule(
  {
    id: 'HA103',
    title: 'no two hosts, virtual IPs or routers share an address',
    cause: 'two machines that answer for one address cut each other off, and a virtual IP that a host has for itself never moves away from it',
    fix: 'correct one of the two',
  },
  (description) => {
    const first = new Map<string, string>();
    return [...hostAddresses(description), ...virtualIps(description), ...routers(description)].flatMap(({ path, address, host }) => {
      const other = first.get(address);
      if (other === undefined) first.set(address, path);
      return other === undefined ? [] : [{ path, got: address, allowed: `an address that ${other} does not have`, host }];
    });
  },
);

function routers(description: Description): AddressPlace[] {
  const peers: { address: string }[] = description.endpoint?.props.bgpPeers ?? [];
  return peers.map(({ address }, index) => ({ path: `endpoint.bgpPeers[${index}].address`, address: canonical(address) }));
}
