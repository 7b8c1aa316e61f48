import * as fc from 'fast-check';
import { goMillis, haproxyMillis, keepalivedMillis, showMillis } from '../../../lib/availability/read/durations';

test.each([
  ['1m30s', 90_000],
  ['100ms', 100],
  ['1.5h', 5_400_000],
  ['.5s', 500],
  ['0', 0],
  ['-2s', -2000],
  ['250us', 0.25],
  ['1µs', 0.001],
])('Go reads %s as %d ms', (given, millis) => {
  expect(goMillis(given)).toBe(millis);
});

test.each(['', '5', '1,5s', '1m 30s', '1d', 's', '1s1', 'ms', '1..5s'])('Go refuses %j', (given) => {
  expect(goMillis(given)).toBeUndefined();
});

test.each([
  ['500', 500],
  ['500ms', 500],
  ['2s', 2000],
  ['1m', 60_000],
  ['4h', 14_400_000],
  ['1d', 86_400_000],
  ['1500us', 1.5],
])('HAProxy reads %s as %d ms', (given, millis) => {
  expect(haproxyMillis(given)).toBe(millis);
});

test.each(['1.5s', '1m30s', '', '-1', '5 s'])('HAProxy refuses %j', (given) => {
  expect(haproxyMillis(given)).toBeUndefined();
});

test('keepalived counts in seconds, with decimals', () => {
  expect([keepalivedMillis('3'), keepalivedMillis('0.1'), keepalivedMillis('0.000001'), keepalivedMillis('3s')]).toEqual([3000, 100, 0.001, undefined]);
});

test('times are shown so that they can be pasted into a flag', () => {
  expect([0, 1, 999, 1000, 1500, 90_000, 3609.4].map(showMillis)).toEqual(['0s', '1ms', '999ms', '1s', '1.5s', '90s', '3.609s']);
});

test('what is shown means what it was', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 1e8 }), (millis) => goMillis(showMillis(millis)) === millis));
});

test('no text makes a parser throw', () => {
  fc.assert(fc.property(fc.string(), (given) => [goMillis, haproxyMillis, keepalivedMillis].every((parse) => ['number', 'undefined'].includes(typeof parse(given)))));
});
