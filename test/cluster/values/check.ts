import { describe as line, Finding, RuleLevel, shown } from '../../../lib/cluster/finding';
import { byRule, ValueRule } from '../../../lib/cluster/shape';

/** What no rule about a value may take or trip over, whatever it is about. */
const NEVER: unknown[] = [undefined, null, true, NaN, Infinity, {}, [], [['a']], () => 'a', Symbol('a'), new Date(0), new Map()];

/** What is accepted, what is not, and the whole line about the first wrong value. */
export interface ValueCases {
  readonly good: unknown[];
  readonly bad: unknown[];
  readonly message: string;
}

/** One test for each value. */
export function checkValues(rule: ValueRule, { good, bad, message }: ValueCases): void {
  test.each(good.map((value) => [label(value), value]))('%s is right', (_, value) => {
    expect(findings(rule, value)).toEqual([]);
  });
  test.each([...bad, ...NEVER].map((value) => [label(value), value]))('%s is wrong', (_, value) => {
    expect(findings(rule, value)).toHaveLength(1);
  });
  test('the error says the place, what was given, what is allowed and the fix', () => {
    expect(findings(rule, bad[0])).toEqual([message]);
  });
  test('nothing can be rendered from a wrong value, so nobody can accept it', () => {
    expect([rule.level, rule.acknowledgeable]).toEqual([RuleLevel.ERROR, false]);
  });
}

function findings(rule: ValueRule, value: unknown): string[] {
  const found: Finding[] = [];
  byRule(rule)(value, 'here', found);
  return found.map(line);
}

function label(value: unknown): string {
  return typeof value === 'symbol' ? 'a symbol' : shown(value);
}
