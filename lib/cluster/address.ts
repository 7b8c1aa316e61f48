import * as ipaddr from 'ipaddr.js';

/** An address or range family. */
export type Family = 'ipv4' | 'ipv6';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** Addresses that were parsed before: rules ask for the same few again and again. */
const PARSED = new Map<string, Address | undefined>();
const PARSED_AT_MOST = 4096;

/** Four decimal parts or IPv6 text; none of the short, octal and zone-indexed forms that components read differently. */
export function parseAddress(text: string): Address | undefined {
  if (PARSED.has(text)) return PARSED.get(text);
  if (PARSED.size >= PARSED_AT_MOST) PARSED.clear();
  const address = parse(text);
  PARSED.set(text, address);
  return address;
}

function parse(text: string): Address | undefined {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text);
  if (text.includes(':') && !text.includes('%') && ipaddr.IPv6.isValid(text)) {
    const address = ipaddr.IPv6.parse(text);
    return address.isIPv4MappedAddress() ? undefined : address;
  }
  return undefined;
}

/** The one way in which an address is written into files. */
export function canonical(text: string): string {
  return parseAddress(text)?.toString() ?? text;
}

/** 4 or 6; undefined for what is no address or range. */
export function familyOf(text: string): Family | undefined {
  return parseAddress(text.split('/')[0] ?? '')?.kind();
}

/** Whether an address, or the name `localhost`, leads back to the host that calls it. */
export function isLoopback(address: string): boolean {
  return address === 'localhost' || address === '::1' || address.startsWith('127.');
}

/** An address as part of a URL or of an `address:port` pair: IPv6 in brackets. */
export function inUrl(host: string): string {
  return host.includes(':') ? `[${canonical(host)}]` : host;
}

/** A range of addresses. */
export interface Range {
  readonly base: Address;
  readonly bits: number;
}

/** A range, only if it is written as its own first address (`10.0.0.0/24`, not `10.0.0.7/24`). */
export function parseRange(text: string): Range | undefined {
  const [base = '', bits = '', ...rest] = text.split('/');
  const address = parseAddress(base);
  if (!address || rest.length > 0 || !/^\d{1,3}$/.test(bits)) return undefined;
  const width = Number(bits);
  if (width > length(address)) return undefined;
  return networkOf(base, width) === `${address.toString()}/${width}` ? { base: address, bits: width } : undefined;
}

/** The range of that width which holds the address. */
export function networkOf(text: string, bits: number): string {
  const address = parseAddress(text);
  if (!address) return text;
  const bytes = address.toByteArray().map((byte, index) => byte & mask(bits - index * 8));
  return `${ipaddr.fromByteArray(bytes).toString()}/${bits}`;
}

/** Whether the address lies in the range. */
export function contains(range: string, address: string): boolean {
  const parsed = parseRange(range);
  const inner = parseAddress(address);
  return parsed !== undefined && inner !== undefined && inner.kind() === parsed.base.kind() && networkOf(address, parsed.bits) === format(parsed);
}

/** Whether two ranges share an address. */
export function overlap(a: string, b: string): boolean {
  const [first, second] = [parseRange(a), parseRange(b)];
  if (!first || !second || first.base.kind() !== second.base.kind()) return false;
  const bits = Math.min(first.bits, second.bits);
  return networkOf(first.base.toString(), bits) === networkOf(second.base.toString(), bits);
}

/** The n-th address of a range, the base being number 0. */
export function nth(range: string, n: number): string {
  const parsed = parseRange(range);
  if (!parsed) return range;
  const bytes = parsed.base.toByteArray();
  let carry = n;
  for (let index = bytes.length - 1; index >= 0 && carry > 0; index--) {
    const sum = (bytes[index] ?? 0) + (carry % 256);
    bytes[index] = sum % 256;
    carry = Math.floor(carry / 256) + (sum > 255 ? 1 : 0);
  }
  return ipaddr.fromByteArray(bytes).toString();
}

function format(range: Range): string {
  return `${range.base.toString()}/${range.bits}`;
}

function length(address: Address): number {
  return address.kind() === 'ipv4' ? 32 : 128;
}

function mask(bits: number): number {
  return bits <= 0 ? 0 : bits >= 8 ? 255 : (256 - 2 ** (8 - bits)) % 256;
}
