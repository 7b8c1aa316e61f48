import { RuleLevel } from '../finding';
import { ValueRule } from '../shape';

/** What differs between the rules about single values. */
export interface ValueRuleText {
  readonly id: string;
  readonly title: string;
  readonly allowed: string;
  readonly cause: string;
  readonly fix: string;
}

/** A rule about one value; nothing can be rendered from a value that breaks it, so it cannot be acknowledged. */
export function valueRule(text: ValueRuleText, accepts: (value: unknown) => boolean): ValueRule {
  return { ...text, level: RuleLevel.ERROR, acknowledgeable: false, accepts };
}

/** A rule about text that matches a pattern from start to end. */
export function textRule(text: ValueRuleText, pattern: RegExp, maximum = 253): ValueRule {
  return valueRule(text, (value) => typeof value === 'string' && value.length <= maximum && !value.includes('\n') && pattern.test(value));
}
