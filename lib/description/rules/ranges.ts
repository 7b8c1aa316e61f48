import { Family, familyOf, networkOf, nth, parseRange } from '../../cluster/address';

/** How a family is written in text for people. */
export const FAMILY_NAME: { readonly [family in Family]: string } = { ipv4: 'IPv4', ipv6: 'IPv6' };

/** The ranges of the same family as an address or range. */
export function rangesOf(ranges: string[], like: string): string[] {
  return ranges.filter((range) => familyOf(range) === familyOf(like));
}

/** Whether an IPv4 address is the network's own or its broadcast address; ranges of one or two addresses have neither. */
export function edgeOf(range: string, address: string): 'first' | 'last' | undefined {
  const parsed = parseRange(range);
  if (!parsed || familyOf(range) !== 'ipv4' || parsed.bits > 30) return undefined;
  if (address === nth(range, 0)) return 'first';
  return networkOf(address, parsed.bits) === range && address === nth(range, 2 ** (32 - parsed.bits) - 1) ? 'last' : undefined;
}

/** The prefix length of a range. */
export function bitsOf(range: string): number {
  return parseRange(range)?.bits ?? 0;
}
