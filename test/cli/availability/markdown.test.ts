import * as fc from 'fast-check';
import { code, COMMENT_LIMIT, details, escapeMarkdown, fitting, tableOf } from '../../../cli/availability/markdown';

test('nothing in text is markup, HTML, a link, a mention or a reference', () => {
  expect(escapeMarkdown('<img src=x> `a` *b* _c_ [d](e) |f| ~g~')).toBe('&lt;img src=x&gt; \\`a\\` \\*b\\* \\_c\\_ \\[d\\]\\(e\\) \\|f\\| \\~g\\~');
  expect(escapeMarkdown('&lt; @org/team #12 https://x.example www.x.example')).toBe(
    '&amp;lt; @\u200borg/team #\u200b12 https:\u200b//x.example www.\u200bx.example',
  );
  expect(escapeMarkdown('a\nb\\')).toBe('a\\\\u000ab\\\\');
});

test('plain words stay as they are', () => {
  expect(escapeMarkdown('kube-apiserver on cp-1: 3 x 0.1 s + skew, "why"')).toBe('kube-apiserver on cp-1: 3 x 0.1 s + skew, "why"');
});

test('code shows what it is given, and ends where it ends', () => {
  expect(code('--a=`|</code>')).toBe('<code>--a=&#96;&#124;&#60;/code&#62;</code>');
});

test('no text breaks a table cell', () => {
  const hostile = fc.string({ unit: fc.constantFrom('|', '\\', '`', '<', '\n', 'a', '-', '&', '\u2028') });
  fc.assert(
    fc.property(hostile, (text) => {
      for (const cell of [escapeMarkdown(text), code(text)]) {
        const [row = ''] = tableOf(['a'], [[cell]]).slice(2);
        expect(row).not.toMatch(/[\n\u2028<](?!\/?code>)/);
        // A bar that ends a cell is one with an even number of backslashes before it.
        expect([...row.slice(2, -2).matchAll(/(\\*)\|/g)].filter(([, before]) => before!.length % 2 === 0)).toEqual([]);
      }
    }),
  );
});

test('a folded part has the blank lines that markdown in HTML needs', () => {
  expect(details('more', ['text'])).toEqual(['<details>', '<summary>more</summary>', '', 'text', '', '</details>']);
});

test('a comment ends before the limit, with a count of what is left out', () => {
  expect(fitting([['a', 'b'], ['c']])).toBe('a\nb\n\nc\n');
  const long = fitting([['first'], ['x'.repeat(COMMENT_LIMIT)], ['last']]);
  expect(long).toBe('first\n\n2 of 3 parts do not fit into a comment; `--format text` shows all.\n');
  expect(fitting(Array.from({ length: 100 }, () => ['y'.repeat(1000)])).length).toBeLessThan(COMMENT_LIMIT);
});
