import { readFileSync } from 'fs';
import { join } from 'path';
import { compare } from '../../../cli/diff/compare';
import { diffText } from '../../../cli/diff/text';
import { ACTION } from './action-steps';
import { copyOfDist, DIST, edit } from './repository';

const page = (name: string) => readFileSync(join(__dirname, '../../../docs', name), 'utf8');

test('docs/diff.md shows what the command says', () => {
  const changed = copyOfDist();
  edit(changed, /-cp-/, 'inter 500ms fastinter 200ms fall 2 rise 2 on-marked', 'inter 1s fastinter 200ms fall 2 rise 2 on-marked');
  edit(changed, /-cp-2/, /^ {4}- 10\.0\.0\.100\n(?= {4}- 10\.0\.0\.12)/m, '');
  edit(changed, /-(cp|worker)-/, 'podPidsLimit: 4096', 'podPidsLimit: 8192');
  expect(page('diff.md')).toContain(`\`\`\`text\n${diffText(compare({ before: DIST, after: changed, hosts: false }))}\n\`\`\`\n`);
});

test('docs/pull-requests.md has every input and output of the action', () => {
  const rows = [...page('pull-requests.md').matchAll(/^\| `([\w-]+)` \|/gm)].map(([, name]) => name);
  expect(rows).toEqual([...Object.keys(ACTION.inputs), ...Object.keys(ACTION.outputs)]);
});
