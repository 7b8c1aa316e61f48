import { readFileSync } from 'fs';
import { join } from 'path';
import { renderAvailabilityDoc } from '../scripts/availability-doc';
import { withParts } from '../scripts/generated-parts';
import { renderReadme, renderTopology } from '../scripts/readme-doc';

const read = (file: string) => readFileSync(join(__dirname, '..', file), 'utf8');

describe('`npm run docs` writes', () => {
  test('the numbers of docs/availability.md as the model computes them from dist/', () => {
    expect(read('docs/availability.md')).toBe(renderAvailabilityDoc());
  });

  test('what README shows of check and diff, as they say it now', async () => {
    expect(read('README.md')).toBe(await renderReadme());
  });

  test('the picture in README as report draws it', async () => {
    expect(read('docs/images/topology.svg')).toBe(await renderTopology());
  });
});

describe('a page with generated parts', () => {
  const page = 'by hand\n<!-- a: made by npm run docs -->\nold\n<!-- end of a -->\nby hand\n';

  test('keeps what is around them, and is the same when it is made again', () => {
    const made = withParts(page, { a: 'new\n$& $1' });
    expect(made).toBe('by hand\n<!-- a: made by npm run docs -->\nnew\n$& $1\n<!-- end of a -->\nby hand\n');
    expect(withParts(made, { a: 'new\n$& $1' })).toBe(made);
  });

  test('may neither lack one nor have one that nobody makes', () => {
    expect(() => withParts(page, { b: '' })).toThrow(new Error('parts of the page: unknown a; missing b'));
  });

  test('says where each part ends', () => {
    expect(() => withParts(page.replace('end of a', 'end of b'), { a: '' })).toThrow(new Error('part a has no end'));
  });
});
