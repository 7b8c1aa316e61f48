import { Finding, Rule, RuleLevel } from '../../cluster/finding';
import { Description } from '../description';

/** A rule about the description, for what no rendered file says. */
export interface DescriptionRule extends Rule {
  /** What breaks the rule, in any order. */
  check(description: Description): Finding[];
}

/** What is wrong with one place of the description. */
export interface Fault {
  /** Where the user wrote it, like `controlPlanes[1].address`. */
  readonly path: string;
  readonly got: string;
  readonly allowed: string;
  /** @default the rule's own fix */
  readonly fix?: string;
  /** The host that it is about, where it is about one. */
  readonly host?: string;
}

/** What a rule says about itself; an ERROR that cannot be acknowledged unless it says otherwise. */
export interface DescriptionRuleText {
  readonly id: string;
  readonly title: string;
  readonly cause: string;
  readonly fix: string;
  readonly level?: RuleLevel;
  readonly acknowledgeable?: boolean;
  /** Properties of the cluster that must be whole: where an entry was left out because it is invalid, the rule would only add noise. */
  readonly needs?: string[];
}

/** Makes a rule of its text and of a function that finds faults. */
export function describedRule(text: DescriptionRuleText, faults: (description: Description) => Fault[]): DescriptionRule {
  const { needs = [], ...rule } = text;
  const made: DescriptionRule = {
    level: RuleLevel.ERROR,
    acknowledgeable: false,
    ...rule,
    check: (description) =>
      needs.some((property) => description.leftOut.includes(property)) ? [] : faults(description).map((fault) => ({ ...fault, rule: made })),
  };
  return made;
}
