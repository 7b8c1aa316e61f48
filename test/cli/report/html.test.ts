import * as fc from 'fast-check';
import { escape, markup, join } from '../../../cli/report/html';

test('text is escaped wherever it stands, and markup stays markup', () => {
  const name = `"><script>alert('x')</script>`;
  expect(markup`<b title="${name}">${name} ${markup`<i>${1}</i>`}</b>`.text).toBe(
    '<b title="&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;">&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; <i>1</i></b>',
  );
});

test('lists are joined, and nothing is nothing', () => {
  expect(markup`<p>${['a', undefined, false, [markup`<i></i>`, '<']]}${0}</p>`.text).toBe('<p>a<i></i>&lt;0</p>');
  expect(join(['a', 'b<'], ', ').text).toBe('a, b&lt;');
});

test('characters that XML does not know are replaced, line breaks and tabs are not', () => {
  expect(escape('a\u0000b\u001bc\nd\te\ud800f\uffffg')).toBe('a\ufffdb\ufffdc\nd\te\ufffdf\ufffdg');
});

test('no text ever opens a tag, ends an attribute, or begins an entity of its own', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const escaped = escape(text);
      expect(escaped).not.toMatch(/[<>"']/);
      expect(escaped.replace(/&(amp|lt|gt|quot|#39);/g, '')).not.toContain('&');
    }),
  );
});
