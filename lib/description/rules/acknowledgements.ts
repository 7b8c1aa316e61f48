import { Finding, Rule, RuleLevel, shown } from '../../cluster/finding';
import { Acknowledgement } from '../../cluster/patch';

/** An acknowledgement of a rule that does not exist. */
export const UNKNOWN_RULE: Rule = {
  id: 'HA120',
  level: RuleLevel.ERROR,
  title: 'an acknowledgement of a rule that does not exist',
  cause: 'the finding that was meant is still an error, or will be one day',
  fix: 'correct the id; docs/rules.md lists all of them',
  acknowledgeable: false,
};

/** An acknowledgement of a rule that cannot be accepted. */
export const NOT_ACKNOWLEDGEABLE: Rule = {
  id: 'HA121',
  level: RuleLevel.ERROR,
  title: 'an acknowledgement of a rule that cannot be accepted',
  cause: 'nothing sensible can be rendered while the rule is broken',
  fix: 'correct what the finding names, and remove the acknowledgement',
  acknowledgeable: false,
};

/** An acknowledgement without an effect. */
export const UNUSED_ACKNOWLEDGEMENT: Rule = {
  id: 'HA122',
  level: RuleLevel.WARNING,
  title: 'an acknowledgement that matches no finding',
  cause: 'it hides the finding from the day on which it appears again',
  fix: 'remove it',
  acknowledgeable: false,
};

/** Whether the acknowledgement covers the finding. */
export function accepts(entry: Acknowledgement, finding: Finding): boolean {
  return finding.rule.acknowledgeable && entry.rule === finding.rule.id && (entry.host === undefined || entry.host === finding.host);
}

/** What is wrong with the acknowledgements themselves. */
export function acknowledgementFindings(entries: Acknowledgement[], findings: Finding[], rules: Map<string, Rule>): Finding[] {
  return entries.flatMap((entry) => {
    const path = `acknowledgements of ${entry.rule}${entry.host === undefined ? '' : ` on ${entry.host}`}`;
    const known = rules.get(entry.rule);
    if (!known) return [{ rule: UNKNOWN_RULE, path, got: shown(entry.rule), allowed: 'the id of a rule' }];
    if (!known.acknowledgeable) return [{ rule: NOT_ACKNOWLEDGEABLE, path, got: shown(entry.rule), allowed: 'a rule that docs/rules.md marks as acknowledgeable' }];
    if (!findings.some((finding) => accepts(entry, finding))) {
      return [{ rule: UNUSED_ACKNOWLEDGEMENT, path, got: 'no finding', allowed: 'at least one finding that it accepts' }];
    }
    return [];
  });
}
