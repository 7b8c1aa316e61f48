import * as fc from 'fast-check';
import { count, oneLine, wrap } from '../../../cli/availability/lines';

test('a paragraph is broken between words, and its lines are indented like its first', () => {
  expect(wrap('one two three', '- ', undefined, 9)).toEqual(['- one two', '  three']);
  expect(wrap('one two three', '', '    ', 8)).toEqual(['one two', '    three']);
  expect(wrap('a-word-that-is-too-long b', '  ', undefined, 8)).toEqual(['  a-word-that-is-too-long', '  b']);
  expect(wrap('', '  ')).toEqual(['']);
});

test('no word gets lost, and no line is wider unless a word is', () => {
  const words = fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1 });
  fc.assert(
    fc.property(words, fc.integer({ min: 16, max: 40 }), (given, width) => {
      const lines = wrap(given.join(' '), '  ', '    ', width);
      return lines.join(' ').trim().split(/\s+/).join() === given.join() && lines.every((line) => line.length <= width);
    }),
  );
});

test('numbers in words', () => {
  expect([count(1, 'host'), count(0, 'host'), count(2, 'hosts of it', 'hosts of it')]).toEqual(['1 host', '0 hosts', '2 hosts of it']);
});

test('text from YAML cannot move the cursor, begin a line, or turn the direction of text', () => {
  expect(oneLine('a\nb\u001b[31m\u202ec\u2028d é')).toBe('a\\u000ab\\u001b[31m\\u202ec\\u2028d é');
});
