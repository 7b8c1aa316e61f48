import * as fc from 'fast-check';
import { canonical, contains, familyOf, inUrl, networkOf, nth, overlap, parseAddress, parseRange } from '../../lib/cluster/address';

/** 32 bits as an unsigned number, the simple way to count with IPv4. */
const word = fc.nat(0xffffffff);
const bits = fc.integer({ min: 0, max: 32 });

function text(value: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');
}

function base(value: number, prefix: number): number {
  const size = 2 ** (32 - prefix);
  return Math.floor(value / size) * size;
}

function range(value: number, prefix: number): string {
  return `${text(base(value, prefix))}/${prefix}`;
}

/** Eight groups of IPv6 as text in full. */
const groups = fc.array(fc.nat(0xffff), { minLength: 8, maxLength: 8 }).filter((parts) => parts.slice(0, 5).some((part) => part !== 0));

function full(parts: number[]): string {
  return parts.map((part) => part.toString(16)).join(':');
}

test('IPv4 is written back as it was given', () => {
  fc.assert(fc.property(word, (value) => canonical(text(value)) === text(value) && familyOf(text(value)) === 'ipv4'));
});

test('a network holds exactly the addresses of its block', () => {
  fc.assert(
    fc.property(word, bits, word, (value, prefix, other) => {
      expect(networkOf(text(value), prefix)).toBe(range(value, prefix));
      expect(contains(range(value, prefix), text(other))).toBe(base(other, prefix) === base(value, prefix));
      expect(contains(range(value, prefix), text(value))).toBe(true);
    }),
  );
});

test('two ranges overlap exactly when the smaller begins in the larger', () => {
  fc.assert(
    fc.property(word, bits, word, bits, (a, first, b, second) => {
      const wider = Math.min(first, second);
      expect(overlap(range(a, first), range(b, second))).toBe(base(a, wider) === base(b, wider));
    }),
  );
});

test('overlap does not depend on the order', () => {
  fc.assert(
    fc.property(
      word,
      bits,
      word,
      bits,
      (a, first, b, second) => overlap(range(a, first), range(b, second)) === overlap(range(b, second), range(a, first)),
    ),
  );
});

test('the n-th address is n behind the first', () => {
  fc.assert(
    fc.property(
      word,
      fc.integer({ min: 8, max: 24 }),
      fc.nat(255),
      (value, prefix, n) => nth(range(value, prefix), n) === text(base(value, prefix) + n),
    ),
  );
});

test('counting carries from one part to the next', () => {
  expect([nth('10.0.0.0/8', 256), nth('10.0.0.0/8', 65_535), nth('10.0.0.0/8', 65_536), nth('fd00::/64', 65_536)]).toEqual([
    '10.0.1.0',
    '10.0.255.255',
    '10.1.0.0',
    'fd00::1:0',
  ]);
});

test('a range is one only when it is written by its first address', () => {
  fc.assert(fc.property(word, bits, (value, prefix) => (parseRange(`${text(value)}/${prefix}`) !== undefined) === (base(value, prefix) === value)));
});

test('all ways to write one IPv6 address are one address', () => {
  fc.assert(
    fc.property(groups, (parts) => {
      const once = canonical(full(parts));
      expect(canonical(full(parts).toUpperCase())).toBe(once);
      expect(canonical(parts.map((part) => part.toString(16).padStart(4, '0')).join(':'))).toBe(once);
      expect(canonical(once)).toBe(once);
      expect(familyOf(once)).toBe('ipv6');
    }),
  );
});

test('an IPv6 network holds what shares its first bits', () => {
  fc.assert(
    fc.property(groups, fc.integer({ min: 1, max: 127 }), fc.nat(127), (parts, prefix, flipped) => {
      const binary = (given: number[]) => given.map((part) => part.toString(2).padStart(16, '0')).join('');
      const other = parts.map((part, index) => (Math.floor(flipped / 16) === index ? part ^ (1 << (15 - (flipped % 16))) : part));
      fc.pre(parseAddress(full(other)) !== undefined);
      expect(contains(networkOf(full(parts), prefix), full(other))).toBe(binary(parts).slice(0, prefix) === binary(other).slice(0, prefix));
    }),
  );
});

test('families never mix', () => {
  expect([contains('0.0.0.0/0', 'fd00::1'), overlap('0.0.0.0/0', '::/0'), contains('::/0', '10.0.0.1')]).toEqual([false, false, false]);
});

test('IPv6 stands in brackets in a URL, names and IPv4 do not', () => {
  expect([inUrl('FD00:0::1'), inUrl('10.0.0.1'), inUrl('api.example.com')]).toEqual(['[fd00::1]', '10.0.0.1', 'api.example.com']);
});

test('what is no address is left as it is', () => {
  expect([canonical('api'), familyOf('api'), familyOf(''), networkOf('api', 8), nth('api', 1), contains('api', '10.0.0.1')]).toEqual([
    'api',
    undefined,
    undefined,
    'api',
    'api',
    false,
  ]);
});

test('any text is an address or not, and nothing throws', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      [parseAddress, parseRange, canonical, familyOf, inUrl].forEach((read) => read(a));
      [contains, overlap].forEach((compare) => compare(a, b));
    }),
  );
});
