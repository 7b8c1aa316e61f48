import * as fc from 'fast-check';
import { axisOf, barsOf, timelineTable } from '../../../cli/report/timeline';
import { allTerms, decidingTerms, either, millisOf, parallel, serial, term, Time, unbounded } from '../../../lib/availability/model';

const A = term('a', 2000, '2 s', 'here');
const B = term('b', 700, '700 ms', 'there');
const C = term('c', 100, '100 ms', 'there');

/** A bar in short: name, start, end, and what it is. */
function shortly(time: Time): string[] {
  return barsOf(time).map((bar) => `${bar.term.name} ${bar.start} ${bar.end} ${bar.decides ? 'decides' : bar.overtaken ? 'overtaken' : 'beside'}`);
}

test('one after the other: each begins where the one before ended', () => {
  expect(shortly(serial(A, B, C))).toEqual(['a 0 2000 decides', 'b 2000 2700 decides', 'c 2700 2800 decides']);
});

test('at the same time: all begin together, the longest decides, and what follows waits for it', () => {
  expect(shortly(serial(parallel(A, B), C))).toEqual(['a 0 2000 decides', 'b 0 700 beside', 'c 2000 2100 decides']);
});

test('each enough: the shortest decides, the others are not waited for', () => {
  expect(shortly(serial(either(A, B), C))).toEqual(['a 0 700 overtaken', 'b 0 700 decides', 'c 700 800 decides']);
});

test('what never ends has no end, and nothing comes after it', () => {
  const never = unbounded('never', 'nothing ends it', 'here');
  expect(shortly(serial(C, never, A))).toEqual(['c 0 100 decides', 'never 100 Infinity decides']);
  expect(shortly(either(never, B))).toEqual(['never 0 700 overtaken', 'b 0 700 decides']);
});

test('the axis ends with the last bar, and reaches beyond where one has no end', () => {
  expect(axisOf(barsOf(serial(A, B)))).toBe(2700);
  expect(axisOf(barsOf(parallel(A, unbounded('never', 'x', 'y'))))).toBe(2500);
});

const times: fc.Arbitrary<Time> = fc.letrec<{ time: Time; leaf: Time }>((tie) => ({
  leaf: fc
    .record({ name: fc.constantFrom('a', 'b', 'c'), millis: fc.integer({ min: 1, max: 500 }) })
    .map(({ name, millis }) => term(name, millis, '', '')),
  time: fc.oneof(
    { depthSize: 'small' },
    tie('leaf'),
    fc.array(tie('time'), { minLength: 1, maxLength: 3 }).map((parts) => serial(...parts)),
    fc.array(tie('time'), { minLength: 1, maxLength: 3 }).map((parts) => parallel(...parts)),
    fc.array(tie('time'), { minLength: 1, maxLength: 3 }).map(([first, ...others]) => either(first!, ...others)),
  ),
})).time;

test('for any time: bars that decide are its deciding terms end to end, and none lasts longer than the whole', () => {
  fc.assert(
    fc.property(times, (time) => {
      const bars = barsOf(time);
      const deciding = bars.filter(({ decides }) => decides);
      expect(deciding.map((bar) => bar.term)).toEqual(decidingTerms(time));
      expect(deciding.map(({ start }) => start)).toEqual([0, ...deciding.map(({ end }) => end)].slice(0, -1));
      expect(deciding.at(-1)!.end).toBe(millisOf(time));
      expect(Math.max(...bars.map(({ end }) => end))).toBe(millisOf(time));
      expect(allTerms(time)).toEqual(expect.arrayContaining(bars.map((bar) => bar.term)));
    }),
  );
});

test('a row says in words what its bar shows', () => {
  expect(timelineTable('x', either(A, B)).text.match(/<tr class.*<\/tr>/g)).toEqual([
    '<tr class="overtaken"><th scope="row">a <span class="tag">not waited for</span><small>2 s</small></th><td>0 s</td><td>700 ms</td><td><svg class="bar overtaken" viewBox="0 0 1000 16" preserveAspectRatio="none" aria-hidden="true"><line x1="0" y1="15.5" x2="1000" y2="15.5"/><rect x="0" y="2" width="1000" height="11"/></svg></td></tr>',
    '<tr class="decides"><th scope="row">b <span class="tag">decides</span><small>700 ms</small></th><td>0 s</td><td>700 ms</td><td><svg class="bar decides" viewBox="0 0 1000 16" preserveAspectRatio="none" aria-hidden="true"><line x1="0" y1="15.5" x2="1000" y2="15.5"/><rect x="0" y="2" width="1000" height="11"/></svg></td></tr>',
  ]);
});
