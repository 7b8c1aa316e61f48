import { cisCoverage, NOT_IN_FILES, ranges } from '../../../cli/check/cis-coverage';
import { CIS_RULES } from '../../../lib/availability/cis';
import { ROWS } from '../../../rehearsal/cis/rows';

const nothing = { rules: CIS_RULES, open: [], accepted: [] };
const finding = (number: string) => ({ rule: CIS_RULES.find(({ id }) => id === `CIS-${number}`)!, path: 'x', got: 'x', allowed: 'x' });

test('the checks that files decide and those that they do not are all of sections 1 to 4, each once', () => {
  const { passed, notInFiles } = cisCoverage(nothing);
  expect([...passed, ...notInFiles].sort()).toEqual(ROWS.map(({ id }) => id).sort());
  expect([passed.length, notInFiles]).toEqual([79, NOT_IN_FILES]);
});

test('a check with a finding fails together with its twin about owners, and one with an accepted finding only is accepted', () => {
  const coverage = cisCoverage({
    ...nothing,
    open: [finding('1.1.13'), finding('1.2.1')],
    accepted: ['1.2.1', '1.2.11'].map((number) => ({ finding: finding(number), reason: 'x' })),
  });
  expect([coverage.failed, coverage.accepted]).toEqual([['1.1.13', '1.1.14', '1.2.1'], ['1.2.11']]);
});

test('what was not asked does not pass', () => {
  const { passed, notInFiles } = cisCoverage({ ...nothing, rules: CIS_RULES.filter(({ id }) => !id.startsWith('CIS-1.1.')) });
  expect(passed.filter((number) => number.startsWith('1.1.'))).toEqual([]);
  expect(ranges(notInFiles)).toBe('1.1.1 to 1.1.21, 1.2.20, 3.1.1 to 3.1.3, 3.2.2, 4.1.3, 4.1.4, 4.3.1');
});

test('three numbers in a row are a range', () => {
  expect(ranges(['1.1', '1.2', '1.4', '1.5', '1.6', '2.7'])).toBe('1.1, 1.2, 1.4 to 1.6, 2.7');
  expect(ranges([])).toBe('');
});
