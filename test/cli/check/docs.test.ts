import { readFileSync } from 'fs';
import { join } from 'path';
import { checked, DIST } from './checked';

const ROOT = join(__dirname, '../../..');
const PAGE = readFileSync(join(ROOT, 'docs/check.md'), 'utf8');

/** Commands of the page with the output that stands below them. */
function shown(): [arguments_: string, output: string][] {
  return [...PAGE.matchAll(/^```sh\nha-cluster check([^\n#]*?) *(?:#[^\n]*)?\n```\n\n```(?:text|json)\n([^]*?)^```$/gm)].map(([, argv, output]) => [
    argv!.trim(),
    output!.trimEnd(),
  ]);
}

/** What a command line of the page prints; what the page leaves out stands as a line with an ellipsis only. */
async function printed(argv: string): Promise<string> {
  const words = argv.split(' ');
  const after = (option: string) => (words.includes(option) ? words[words.indexOf(option) + 1] : undefined);
  const [hosts, budget] = [after('--hosts'), after('--budget')];
  const { text, data } = await checked(hosts === undefined ? DIST : undefined, {
    ...(hosts === undefined ? {} : { hosts: join(ROOT, hosts) }),
    ...(budget === undefined ? {} : { budget: [budget] }),
  });
  return after('--format') === 'json' ? JSON.stringify(data, undefined, 2) : text;
}

/** The part of an output that a page does not show the same, from where it differs; nothing where it does. */
function difference(page: string, output: string): string {
  let rest = output;
  for (const piece of page.split(/^ *…$/m)) {
    const at = rest.indexOf(piece.trim());
    if (at < 0) return `the page shows\n${piece}\nand the command prints\n${rest}`;
    rest = rest.slice(at + piece.trim().length);
  }
  return page.endsWith('…') ? '' : rest.trim();
}

test('the page has commands with their output', () => {
  expect(shown().map(([argv]) => argv)).toEqual(['dist', 'dist --budget api=2s,controllers=20s', 'dist --format json']);
});

test.each(shown())('the output of `ha-cluster check %s` is what the page shows', async (argv, output) => {
  expect(difference(output, await printed(argv))).toBe('');
});

test('a page that shows something else is noticed', () => {
  expect(difference('a\n…\nc', 'a\nb\nc')).toBe('');
  expect(difference('a\nc', 'a\nb\nc')).toContain('the page shows');
  expect(difference('a', 'a\nb')).toBe('b');
});

test('every field of the data is explained', async () => {
  const { data } = await checked(DIST, { budget: ['api=1ms'] });
  const fields = [...Object.keys(data), ...Object.keys(data.clusters[0]), ...Object.keys(data.clusters[0].overBudget[0])];
  expect(fields.filter((field) => !PAGE.includes(`\`${field}\``))).toEqual([]);
});
