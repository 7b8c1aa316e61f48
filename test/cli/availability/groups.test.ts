import { anyOf, grouped, groupFailures } from '../../../cli/availability/groups';
import { Failure } from '../../../lib/availability/model';

function texts(...failures: Failure[]): string[] {
  return groupFailures(failures).map(({ text }) => text);
}

test('failures that differ in their host only are said once, by name', () => {
  expect(
    texts(
      { kind: 'host', host: 'cp-2' },
      { kind: 'hang', host: 'cp-1', process: 'etcd' },
      { kind: 'host', host: 'cp-1' },
      { kind: 'host', host: 'cp-2' },
    ),
  ).toEqual(['any of cp-1, cp-2 lost', 'etcd on cp-1 hangs']);
  expect(
    groupFailures([
      { kind: 'host', host: 'cp-2' },
      { kind: 'host', host: 'cp-1' },
    ])[0],
  ).toMatchObject({
    names: ['cp-1', 'cp-2'],
    failures: [
      { kind: 'host', host: 'cp-1' },
      { kind: 'host', host: 'cp-2' },
    ],
  });
});

test('programs, kinds, uses and zones are not mixed', () => {
  expect(
    texts(
      { kind: 'crash', host: 'cp-1', process: 'etcd' },
      { kind: 'crash', host: 'cp-1', process: 'haproxy' },
      { kind: 'expired', host: 'cp-1', use: 'etcd-peer' },
      { kind: 'expired', host: 'cp-2', use: 'etcd-peer' },
      { kind: 'zone', zone: 'b' },
      { kind: 'zone', zone: 'a' },
      { kind: 'expired-ca', authority: 'etcd-ca' },
      { kind: 'partition', groups: [['cp-1'], ['cp-2', 'cp-3']] },
      { kind: 'partition', groups: [['cp-2'], ['cp-1', 'cp-3']] },
    ),
  ).toEqual([
    'etcd on cp-1 crashes',
    'haproxy on cp-1 crashes',
    'etcd-peer certificate of any of cp-1, cp-2 expired',
    'any of the zones a, b lost',
    'etcd-ca expired',
    'network split into cp-1 | cp-2+cp-3',
    'network split into cp-2 | cp-1+cp-3',
  ]);
});

test('one name is that name', () => {
  expect([anyOf(['a']), anyOf(['a', 'b'])]).toEqual(['a', 'any of a, b']);
  expect(grouped(['ab', 'c', 'ad'], (text) => text[0]!)).toEqual([['ab', 'ad'], ['c']]);
});
