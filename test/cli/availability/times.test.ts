import * as fc from 'fast-check';
import { showBoth, showMillis, showTerm, showTime, timeData } from '../../../cli/availability/times';
import { either, millisOf, NO_TIME, parallel, serial, term, Time, unbounded } from '../../../lib/availability/model';

const ELECTION = term('etcd election', 2000, '2 x 1s', 'raft');
const VRRP = term('VRRP takeover', 322.266, '3 x 0.1 s', 'RFC 5798');
const NEVER = unbounded('virtual IP stays', 'nobody asks', 'manual');

test.each([
  [0, '0 ms'],
  [22.27, '23 ms'],
  [0.1 + 0.2, '1 ms'],
  [300.0000001, '300 ms'],
  [999.2, '1.0 s'],
  [2000, '2.0 s'],
  [2041, '2.1 s'],
  [59_999, '1 min'],
  [90_500, '1 min 31 s'],
  [345_000, '5 min 45 s'],
  [3_600_000, '1 h'],
  [7_260_000, '2 h 1 min'],
  [Infinity, 'no bound'],
])('%d ms is shown as %s', (millis, text) => expect(showMillis(millis)).toBe(text));

test('what is shown is never less than the bound, and grows with it', () => {
  const back = (text: string) =>
    [...text.matchAll(/([\d.]+) (ms|s|min|h)/g)].reduce(
      (sum, [, number, unit]) => sum + Number(number) * { ms: 1, s: 1000, min: 60_000, h: 3_600_000 }[unit as 's'],
      0,
    );
  fc.assert(fc.property(fc.double({ min: 0, max: 1e8, noNaN: true }), (millis) => back(showMillis(millis)) >= millis - 1e-5));
});

test('two times that look the same are told apart', () => {
  expect(showBoth(3099, 3100)).toEqual(['3099 ms', '3100 ms']);
  expect(showBoth(2000, Infinity)).toEqual(['2.0 s', 'no bound']);
});

test('a time is said with the terms that decide it', () => {
  expect(showTime(parallel(ELECTION, VRRP))).toBe('2.0 s = etcd election (2 x 1s)');
  expect(showTime(serial(ELECTION, either(VRRP, NEVER)))).toBe('2.4 s = etcd election (2 x 1s) + VRRP takeover (3 x 0.1 s)');
  expect(showTime(NEVER)).toBe('no bound = virtual IP stays (nobody asks)');
  expect(showTime(NO_TIME)).toBe('0 ms');
  expect(showTerm({ name: 'x', millis: 1, formula: '', source: 's' })).toBe('x');
});

test('for programs it is a tree in which each part has its own bound', () => {
  expect(timeData(parallel(ELECTION, NEVER))).toEqual({
    kind: 'parallel',
    millis: null,
    bounded: false,
    parts: [
      { kind: 'term', millis: 2000, bounded: true, name: 'etcd election', formula: '2 x 1s', source: 'raft' },
      { kind: 'term', millis: null, bounded: false, name: 'virtual IP stays', formula: 'nobody asks', source: 'manual' },
    ],
  });
});

const times: fc.Arbitrary<Time> = fc.letrec<{ time: Time }>((tie) => ({
  time: fc.oneof(
    { depthSize: 'small' },
    fc.nat(10_000).map((millis) => term('t', millis, '', '')),
    fc.tuple(tie('time'), tie('time')).map(([a, b]) => serial(a, b)),
    fc.tuple(tie('time'), tie('time')).map(([a, b]) => parallel(a, b)),
    fc.tuple(tie('time'), tie('time')).map(([a, b]) => either(a, b)),
  ),
})).time;

test('the tree for programs has the bound of the time', () => {
  fc.assert(fc.property(times, (time) => timeData(time).millis === millisOf(time)));
});
