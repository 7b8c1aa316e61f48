import { Duration } from 'cdk8s';
import { familyOf, parseAddress } from '../cluster/address';
import { shown } from '../cluster/finding';
import { IMAGE } from '../cluster/values/image';

/** One thing that is wrong, in the form of every error of this package. */
export function problem(path: string, got: unknown, allowed: string, fix: string): string {
  return `${path}: got ${shown(got)}; allowed: ${allowed}; fix: ${fix}`;
}

/** A port that anybody may bind: HAProxy's official image runs without the right to take a lower one. */
export function portProblems(path: string, value: unknown, lowest = 1): string[] {
  if (Number.isInteger(value) && (value as number) >= lowest && (value as number) <= 65535) return [];
  return [problem(path, value, `a whole number from ${lowest} to 65535`, 'choose a free port in that range')];
}

/** A whole number in a range. */
export function numberProblems(path: string, value: unknown, lowest: number, highest: number): string[] {
  if (Number.isInteger(value) && (value as number) >= lowest && (value as number) <= highest) return [];
  return [problem(path, value, `a whole number from ${lowest} to ${highest}`, 'choose one in that range')];
}

/** A time in a range, given in milliseconds; it must be whole milliseconds. */
export function durationProblems(path: string, value: unknown, lowest: number, highest: number): string[] {
  const allowed = `a Duration of ${inWords(lowest)} to ${inWords(highest)}, in whole milliseconds`;
  if (!(value instanceof Duration)) return [problem(path, value, allowed, 'give Duration.millis(…) or Duration.seconds(…)')];
  const millis = value.toMilliseconds({ integral: false });
  if (Number.isInteger(millis) && millis >= lowest && millis <= highest) return [];
  return [problem(path, `${millis}ms`, allowed, 'choose one in that range')];
}

/** A time of whole seconds, from one up to a number of them. */
export function wholeSecondProblems(path: string, value: unknown, highest: number, reason = ''): string[] {
  const problems = durationProblems(path, value, 1000, highest * 1000);
  if (problems.length > 0 || (value as Duration).toMilliseconds() % 1000 === 0) return problems;
  return [problem(path, `${(value as Duration).toMilliseconds()}ms`, 'whole seconds', `round it${reason}`)];
}

/** The name of a node, which stands in files that are split at blanks and quotes. */
export function nameProblems(path: string, value: unknown): string[] {
  if (typeof value === 'string' && value.length <= 253 && /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(value)) return [];
  return [problem(path, value, 'lower case letters, digits, dots and dashes, as in a node name', 'use the name of the node')];
}

/** An address, of one family where that matters. */
export function addressProblems(path: string, value: unknown, family?: string): string[] {
  const wanted = family === undefined ? 'an IPv4 or IPv6 address' : `an ${family === 'ipv4' ? 'IPv4' : 'IPv6'} address`;
  if (typeof value === 'string' && parseAddress(value) !== undefined && (family === undefined || familyOf(value) === family)) return [];
  return [problem(path, value, wanted, 'write the plain address, without port and prefix')];
}

/** An image that is the same on every host. */
export function imageProblems(path: string, value: unknown, fix = IMAGE.fix): string[] {
  return IMAGE.accepts(value) ? [] : [problem(path, value, IMAGE.allowed, fix)];
}

/** Two entries that share what must be unique. */
export function duplicateProblems(path: string, values: unknown[]): string[] {
  const seen = new Set<unknown>();
  return values.flatMap((value, index) => {
    if (seen.has(value)) return [problem(`${path}[${index}]`, value, 'a value that no other entry has', 'remove or rename one of them')];
    seen.add(value);
    return [];
  });
}

/** Throws what a render function was given wrong: the last guard, constructs report the same at synth. */
export function refuse(what: string, problems: string[]): void {
  if (problems.length > 0) throw new Error(`${what} cannot be rendered:\n${problems.map((line) => `- ${line}`).join('\n')}`);
}

function inWords(millis: number): string {
  if (millis % 86_400_000 === 0) return `${millis / 86_400_000} d`;
  return millis % 1000 === 0 ? `${millis / 1000} s` : `${millis} ms`;
}
