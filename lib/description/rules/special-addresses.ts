import { canonical, contains } from '../../cluster/address';
import { Description } from '../description';
import { describedRule } from './description-rule';
import { AddressPlace, hostAddresses, virtualIps } from './places';
import { edgeOf } from './ranges';

/** Addresses that mean something else than one machine which others can reach (RFC 6890). */
const SPECIAL: { readonly [range: string]: string } = {
  '0.0.0.0/8': 'of this network',
  '127.0.0.0/8': 'a loopback address',
  '169.254.0.0/16': 'link-local',
  '224.0.0.0/4': 'multicast',
  '240.0.0.0/4': 'reserved or broadcast',
  '::/128': 'the unspecified address',
  '::1/128': 'a loopback address',
  'fe80::/10': 'link-local',
  'ff00::/8': 'multicast',
};

/** HA117. */
export const SPECIAL_ADDRESSES = describedRule(
  {
    id: 'HA117',
    title: 'every address is one that other machines can reach',
    cause: 'loopback, link-local, multicast and broadcast addresses mean another machine, or none, on every host that reads them',
    fix: 'write the address that the other hosts reach',
  },
  (description) =>
    [...hostAddresses(description), ...virtualIps(description), ...others(description)].flatMap(({ path, address, host }) => {
      const special = Object.keys(SPECIAL).find((range) => contains(range, address));
      if (special) return [{ path, got: address, allowed: `an address of one machine; this one is ${SPECIAL[special]} (${special})`, host }];
      const edge = host === undefined || description.leftOut.includes('networks') ? undefined : edgeIn(description, address);
      return edge ? [{ path, got: address, allowed: `an address of one machine; this one is ${edge}`, fix: 'correct it, or give networks.nodes the network with its real prefix', host }] : [];
    }),
);

function others({ endpoint }: Description): AddressPlace[] {
  const peers: { address: string }[] = endpoint?.props.bgpPeers ?? [];
  return [
    ...(endpoint?.kind === 'external' ? [{ path: 'endpoint.host', address: endpoint.host }] : []),
    ...peers.map(({ address }, index) => ({ path: `endpoint.bgpPeers[${index}].address`, address: canonical(address) })),
  ];
}

function edgeIn({ networks }: Description, address: string): string | undefined {
  const range = networks.nodes.find((candidate) => edgeOf(candidate, address));
  return range ? `the ${edgeOf(range, address)} of ${range}` : undefined;
}
