import { Finding, Rule, RuleLevel, shown } from './finding';

/**
 * A rule about one value.
 */
export interface ValueRule extends Rule {
  readonly allowed: string;
  accepts(value: unknown): boolean;
}

/**
 * Checks one value, records what is wrong with it, and says whether it can be used.
 */
export type Check = (value: unknown, path: string, findings: Finding[]) => boolean;

/**
 * The fields of a props struct.
 */
export interface Shape {
  readonly [field: string]: Field;
}

export interface Field {
  readonly check: Check;
  readonly required: boolean;
}

function inputRule(id: string, title: string, cause: string, fix: string): Rule {
  return { id, level: RuleLevel.ERROR, title, cause, fix, acknowledgeable: false };
}

export const UNKNOWN_PROPERTY = inputRule('HA001', 'a property that does not exist', 'a misspelt property is a setting that silently does not apply', 'remove it, or correct its name');

export const MISSING_VALUE = inputRule('HA002', 'a required value is missing', 'nothing sensible can be rendered without it', 'give it');

export const WRONG_TYPE = inputRule('HA003', 'a value of the wrong type', 'plain JavaScript and other languages can pass what TypeScript would refuse', 'give a value of the allowed type');

export function byRule(rule: ValueRule): Check {
  return (value, path, findings) => {
    if (rule.accepts(value)) return true;
    findings.push({ rule, path, got: shown(value), allowed: rule.allowed });
    return false;
  };
}

export function required(check: Check | ValueRule): Field {
  return { check: typeof check === 'function' ? check : byRule(check), required: true };
}

export function optional(check: Check | ValueRule): Field {
  return { check: typeof check === 'function' ? check : byRule(check), required: false };
}

function wrongType(value: unknown, path: string, allowed: string, findings: Finding[]): false {
  findings.push({ rule: WRONG_TYPE, path, got: shown(value), allowed });
  return false;
}

export const bool: Check = (value, path, findings) => typeof value === 'boolean' || wrongType(value, path, 'true or false', findings);

export function instanceOf(type: Function, allowed: string): Check {
  return (value, path, findings) => value instanceof type || wrongType(value, path, allowed, findings);
}

export function oneOf(values: string[]): Check {
  return (value, path, findings) => (typeof value === 'string' && values.includes(value)) || wrongType(value, path, `one of ${values.join(', ')}`, findings);
}

export function list(item: Check | ValueRule, minimum = 0): Check {
  const check = typeof item === 'function' ? item : byRule(item);
  return (value, path, findings) => {
    if (!Array.isArray(value)) return wrongType(value, path, 'a list', findings);
    if (value.length < minimum) {
      findings.push({ rule: MISSING_VALUE, path, got: 'an empty list', allowed: `at least ${minimum}` });
      return false;
    }
    return value.map((entry, index) => check(entry, `${path}[${index}]`, findings)).every(Boolean);
  };
}

/** A map from text to values, each key and each value checked. */
export function record(key: ValueRule, item: Check | ValueRule): Check {
  const check = typeof item === 'function' ? item : byRule(item);
  return (value, path, findings) => {
    if (!isPlainObject(value)) return wrongType(value, path, 'a map', findings);
    return Object.entries(value)
      .map(([name, entry]) => [byRule(key)(name, `${path}.${shown(name).slice(1, -1)}`, findings), check(entry, `${path}.${name}`, findings)].every(Boolean))
      .every(Boolean);
  };
}

/** A map of whatever the user likes. */
export const MAP: Check = (value, path, findings) => isPlainObject(value) || wrongType(value, path, 'a map', findings);

/** A nested struct, all of whose fields are checked. */
export function struct(shape: Shape): Check {
  return (value, path, findings) => {
    if (!isPlainObject(value)) return wrongType(value, path, 'an object', findings);
    const before = findings.length;
    usable(shape, value, path, findings);
    return findings.length === before;
  };
}

/**
 * The fields of `value` that can be used; what is wrong with the others is recorded.
 *
 * Undefined where a required field cannot be used, so that the caller skips the whole.
 */
export function usable<T>(shape: Shape, value: unknown, path: string, findings: Finding[]): T | undefined {
  if (!isPlainObject(value)) {
    if (value === undefined || value === null) {
      findings.push({ rule: MISSING_VALUE, path: path || 'props', got: shown(value), allowed: 'an object' });
    } else {
      wrongType(value, path || 'props', 'an object', findings);
    }
    return undefined;
  }
  const at = (field: string) => (path ? `${path}.${field}` : field);
  const result: Record<string, unknown> = {};
  let complete = true;
  for (const [name, field] of Object.entries(shape)) {
    const given = value[name];
    if (given === undefined || given === null) {
      if (!field.required) continue;
      findings.push({ rule: MISSING_VALUE, path: at(name), got: shown(given ?? undefined), allowed: 'a value' });
      complete = false;
    } else if (field.check(given, at(name), findings)) {
      result[name] = given;
    } else if (field.required) {
      complete = false;
    }
  }
  for (const name of Object.keys(value)) {
    if (name in shape || value[name] === undefined) continue;
    findings.push({ rule: UNKNOWN_PROPERTY, path: at(name), got: shown(value[name]), allowed: Object.keys(shape).join(', ') });
  }
  return complete ? (result as T) : undefined;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  // A Map, Set or Date has no fields to read: taking it for an empty struct would drop what is in it.
  return Object.prototype.toString.call(value) === '[object Object]';
}
