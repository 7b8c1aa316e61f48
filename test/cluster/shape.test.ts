import * as fc from 'fast-check';
import { describe as line, Finding, RuleLevel, shown, sorted } from '../../lib/cluster/finding';
import { bool, instanceOf, list, oneOf, optional, record, required, Shape, struct, usable } from '../../lib/cluster/shape';
import { DNS_LABEL } from '../../lib/cluster/values/dns-label';
import { PORT } from '../../lib/cluster/values/port';
import { VARIABLE_NAME } from '../../lib/cluster/values/variable-name';

class Thing {}

const SHAPE: Shape = {
  name: required(DNS_LABEL),
  port: optional(PORT),
  on: optional(bool),
  kind: optional(oneOf(['a', 'b'])),
  ports: optional(list(PORT, 1)),
  env: optional(record(VARIABLE_NAME, DNS_LABEL)),
  inner: optional(struct({ port: required(PORT) })),
  thing: optional(instanceOf(Thing, 'a Thing')),
};

function read(value: unknown, path = ''): { readonly got: unknown; readonly lines: string[] } {
  const findings: Finding[] = [];
  const got = usable<object>(SHAPE, value, path, findings);
  return { got, lines: findings.map(line).map((text) => text.split('; fix')[0] as string) };
}

test('what is right is taken over, and undefined and null count as not given', () => {
  const given = { name: 'a', port: 8443, on: false, kind: 'b', ports: [1024], env: { A: 'x' }, inner: { port: 2000 }, thing: new Thing() };
  expect(read(given)).toEqual({ got: given, lines: [] });
  expect(read({ name: 'a', port: undefined, on: null, other: undefined })).toEqual({ got: { name: 'a' }, lines: [] });
});

test('an optional value that cannot be used is left out, and the rest stays', () => {
  expect(read({ name: 'a', port: 1 })).toEqual({ got: { name: 'a' }, lines: ['HA014 port: got 1; allowed: a whole number from 1024 to 65535'] });
});

test('without a required value there is nothing', () => {
  expect(read({ port: 8443 })).toEqual({ got: undefined, lines: ['HA002 name: got nothing; allowed: a value'] });
  expect(read({ name: 'A' }).got).toBeUndefined();
});

test('every fault is found at its own place, however deep', () => {
  expect(read({ name: 'a', on: 1, kind: 'c', ports: [8443, 1, 'x'], env: { '1': 'x', B: 'Y' }, inner: {}, thing: {}, nam: 2 }, 'here').lines).toEqual(
    [
      'HA003 here.on: got 1; allowed: true or false',
      'HA003 here.kind: got "c"; allowed: one of a, b',
      'HA014 here.ports[1]: got 1; allowed: a whole number from 1024 to 65535',
      'HA014 here.ports[2]: got "x"; allowed: a whole number from 1024 to 65535',
      'HA024 here.env.1: got "1"; allowed: letters, digits and underscores, not starting with a digit',
      'HA010 here.env.B: got "Y"; allowed: a DNS label: 1 to 63 lower-case letters, digits and dashes, a letter or digit at both ends, not digits only',
      'HA002 here.inner.port: got nothing; allowed: a value',
      'HA003 here.thing: got {}; allowed: a Thing',
      'HA001 here.nam: got 2; allowed: name, port, on, kind, ports, env, inner, thing',
    ],
  );
});

test('an empty list is not enough where one entry is needed', () => {
  expect(read({ name: 'a', ports: [] }).lines).toEqual(['HA002 ports: got an empty list; allowed: at least 1']);
});

test('undefined and null are a missing object', () => {
  expect([read(undefined).lines, read(null).lines]).toEqual([
    ['HA002 props: got nothing; allowed: an object'],
    ['HA002 props: got null; allowed: an object'],
  ]);
});

test.each([[1], ['text'], [true], [[]], [() => 1], [new Map()], [new Set()], [new Date(0)]])('%p is no object with fields', (value) => {
  expect(read(value, 'here').lines).toHaveLength(1);
  expect(read(value, 'here').lines[0]).toMatch(/^HA003 here: got .*; allowed: an object$/);
});

test('no value makes reading throw, and whatever is returned has the required fields', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.anything(),
        fc.record({ name: fc.anything(), port: fc.anything(), ports: fc.anything(), env: fc.anything(), inner: fc.anything() }),
      ),
      (value) => {
        const { got, lines } = read(value);
        expect(got === undefined ? lines.length > 0 : 'name' in (got as object)).toBe(true);
      },
    ),
  );
});

test('a value is shown on one line of readable length', () => {
  const circular: any = {};
  circular.self = circular;
  expect([shown(undefined), shown('a\nb'), shown(() => 1), shown(10n), shown(NaN), shown(circular)]).toEqual([
    'nothing',
    '"a\\nb"',
    'a function',
    '10',
    'NaN',
    '[object Object]',
  ]);
  fc.assert(fc.property(fc.anything(), (value) => shown(value).length <= 120 && !shown(value).includes('\n')));
});

test('findings are sorted by place, then by rule', () => {
  const finding = (path: string, id: string): Finding => ({
    rule: { id, level: RuleLevel.ERROR, title: '', cause: '', fix: '', acknowledgeable: false },
    path,
    got: '',
    allowed: '',
  });
  expect(sorted([finding('b', 'HA001'), finding('a', 'HA002'), finding('a', 'HA001')]).map(({ path, rule }) => `${path} ${rule.id}`)).toEqual([
    'a HA001',
    'a HA002',
    'b HA001',
  ]);
});
