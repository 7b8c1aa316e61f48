import * as fs from 'fs';
import * as path from 'path';
import { RuleLevel } from '../lib/cluster/finding';
import { ALL_RULES } from '../lib/rules';
import { renderRulesDoc } from '../scripts/rules-doc';

const DOCUMENT = fs.readFileSync(path.join(__dirname, '../docs/rules.md'), 'utf8');

test('every rule has an id of its own', () => {
  const ids = ALL_RULES.map((rule) => rule.id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

test('ids are HA and three digits, or the number of a check of the CIS benchmark', () => {
  expect(ALL_RULES.map((rule) => rule.id).filter((id) => !/^(HA\d{3}|CIS-\d+(\.\d+)+)$/.test(id))).toEqual([]);
});

test('every rule says what it is, what goes wrong and what to do, in text of one line', () => {
  for (const { id, title, cause, fix } of ALL_RULES) {
    expect([id, title.length > 10, cause.length > 20, fix.length > 5]).toEqual([id, true, true, true]);
    expect([id, [title, cause, fix].filter((text) => /\n|\.$|^\s|\s$/.test(text))]).toEqual([id, []]);
  }
});

test('whatever synth can say stands in docs/rules.md', () => {
  const reported = ALL_RULES.filter((rule) => [RuleLevel.ERROR, RuleLevel.WARNING].includes(rule.level));
  expect(reported.length).toBe(ALL_RULES.length);
  expect(reported.map((rule) => rule.id).filter((id) => !DOCUMENT.includes(`\n| ${id} |`))).toEqual([]);
});

test('docs/rules.md is what the rules say: `npm run docs` writes it', () => {
  expect(DOCUMENT).toBe(renderRulesDoc());
});

test('every rule of a room is in the registry', () => {
  const folders = ['cluster/values', 'description/rules', 'availability/rules', 'availability/cis'];
  const ids = folders.flatMap((folder) => {
    const files = fs.readdirSync(path.join(__dirname, '../lib', folder));
    return files.flatMap((file) => [...fs.readFileSync(path.join(__dirname, '../lib', folder, file), 'utf8').matchAll(/^\s+id: '([A-Z]+[-0-9.]+)'/gm)].map((match) => match[1]));
  });
  expect(ids.length).toBeGreaterThan(60);
  expect(ids.filter((id) => !ALL_RULES.some((rule) => rule.id === id))).toEqual([]);
});
