import { describe as line, Finding, Rule, RuleLevel } from '../../../lib/cluster/finding';
import { acknowledgementFindings, accepts } from '../../../lib/description/rules/acknowledgements';

function rule(id: string, acknowledgeable: boolean): Rule {
  return { id, level: RuleLevel.ERROR, title: 't', cause: 'c', fix: 'f', acknowledgeable };
}

const RULES = new Map([rule('HA901', true), rule('HA902', false)].map((each) => [each.id, each]));

function finding(id: string, host?: string): Finding {
  return { rule: RULES.get(id) as Rule, path: 'p', got: 'g', allowed: 'a', host };
}

test('an acknowledgement covers every finding of its rule, or those of one host', () => {
  const all = { rule: 'HA901', reason: 'r' };
  const one = { ...all, host: 'cp-1' };
  expect([accepts(all, finding('HA901')), accepts(all, finding('HA901', 'cp-1')), accepts(one, finding('HA901', 'cp-1'))]).toEqual([true, true, true]);
  expect([accepts(one, finding('HA901', 'cp-2')), accepts(one, finding('HA901')), accepts({ ...all, rule: 'HA902' }, finding('HA902'))]).toEqual([false, false, false]);
});

test('HA120: a rule that does not exist', () => {
  expect(acknowledgementFindings([{ rule: 'HA999', reason: 'r' }], [], RULES).map(line)).toEqual([
    'HA120 acknowledgements of HA999: got "HA999"; allowed: the id of a rule; fix: correct the id; docs/rules.md lists all of them',
  ]);
});

test('HA121: a rule that cannot be accepted', () => {
  expect(acknowledgementFindings([{ rule: 'HA902', reason: 'r' }], [finding('HA902')], RULES).map(line)).toEqual([
    'HA121 acknowledgements of HA902: got "HA902"; allowed: a rule that docs/rules.md marks as acknowledgeable; fix: correct what the finding names, and remove the acknowledgement',
  ]);
});

test('HA122: an acknowledgement of nothing is a warning', () => {
  const found = acknowledgementFindings([{ rule: 'HA901', reason: 'r', host: 'cp-2' }], [finding('HA901', 'cp-1')], RULES);
  expect(found.map(line)).toEqual(['HA122 acknowledgements of HA901 on cp-2: got no finding; allowed: at least one finding that it accepts; fix: remove it']);
  expect(found[0]?.rule.level).toBe(RuleLevel.WARNING);
});

test('an acknowledgement that covers something says nothing', () => {
  expect(acknowledgementFindings([{ rule: 'HA901', reason: 'r' }], [finding('HA901', 'cp-1')], RULES)).toEqual([]);
});
