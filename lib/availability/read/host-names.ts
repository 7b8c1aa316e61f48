import { canonical, familyOf } from '../../cluster/address';
import { RenderedHost } from './rendered-host';

/**
 * Whether an address or name is that of a host.
 *
 * A name is a host's if /etc/hosts of the asking host says so, or, where that says nothing, if it is the host's own: `cp-1`, `cp-1.example.com`.
 *
 * @param from the host that asks
 */
export function isAddressOf(address: string, host: RenderedHost, from: RenderedHost): boolean {
  if (familyOf(address) !== undefined) return host.addresses.some((own) => canonical(own) === canonical(address));
  const known = from.addressesNamed(address);
  return known.length > 0 ? known.some((each) => host.addresses.map(canonical).includes(each)) : sameName(address, host.name);
}

/** One may be the short form of the other. */
function sameName(a: string, b: string): boolean {
  const [first, second] = [a.toLowerCase().replace(/\.$/, ''), b.toLowerCase()];
  return first === second || first.startsWith(`${second}.`) || second.startsWith(`${first}.`);
}
