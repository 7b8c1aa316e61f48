import { renderFlags } from '../../lib/node/component-flags';

test('flags are sorted by name, one word each', () => {
  expect(renderFlags({ v: '2', 'bind-address': '127.0.0.1' })).toEqual(['--bind-address=127.0.0.1', '--v=2']);
});

test('a flag without value is left out', () => {
  expect(renderFlags({ a: undefined, b: '' })).toEqual(['--b=']);
});

test('a list repeats the flag in the order given', () => {
  expect(renderFlags({ issuer: ['https://new', 'https://old'] })).toEqual(['--issuer=https://new', '--issuer=https://old']);
});

test('the user\'s flag takes the place of ours', () => {
  expect(renderFlags({ a: '1', b: '2' }, { b: '3', c: '4' })).toEqual(['--a=1', '--b=3', '--c=4']);
});

test('an empty list removes a flag', () => {
  expect(renderFlags({ a: '1', b: ['2', '3'] }, { b: [] })).toEqual(['--a=1']);
});

test('one value takes the place of all repetitions', () => {
  expect(renderFlags({ a: ['1', '2'] }, { a: '3' })).toEqual(['--a=3']);
});
