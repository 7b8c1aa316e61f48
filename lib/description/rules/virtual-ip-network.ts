import { contains } from '../../cluster/address';
import { describedRule } from './description-rule';
import { enumerated, isOnLink, virtualIps } from './places';
import { edgeOf, rangesOf } from './ranges';

/** HA104. */
export const VIRTUAL_IP_NETWORK = describedRule(
  {
    id: 'HA104',
    title: 'the virtual IP is a usable address of a node network',
    cause: 'an address that the network does not route to the hosts is announced and reaches nobody; its first and its last address belong to no host',
    fix: 'choose a free address of the network that the control planes are in, or correct networks.nodes',
    needs: ['networks'],
  },
  (description) =>
    virtualIps(description).flatMap(({ path, address }) => {
      const ranges = rangesOf(description.networks.nodes, address);
      const holder = ranges.find((range) => contains(range, address));
      // Without a network of the family at all, HA113 says so.
      if (ranges.length === 0) return [];
      if (!holder) return isOnLink(description) ? [{ path, got: address, allowed: `an address in ${enumerated(ranges, 'or')}` }] : [];
      const edge = isOnLink(description) ? edgeOf(holder, address) : undefined;
      return edge ? [{ path, got: `${address}, the ${edge} address of ${holder}`, allowed: 'an address in between' }] : [];
    }),
);
