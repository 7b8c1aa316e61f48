import { decidingTerms, millisOf, Term, Time } from '../../lib/availability/model';

/** A time for programs: the tree of terms, each part with its own bound. */
export interface TimeData {
  /** `term` has the fields of a term, all others have parts: `serial` adds up, of `parallel` the longest counts, of `either` the shortest. */
  readonly kind: Time['kind'];
  /** At most so many milliseconds; null where nothing bounds it. */
  readonly millis: number | null;
  /** False where nothing ends it. */
  readonly bounded: boolean;
  readonly name?: string;
  readonly formula?: string;
  readonly source?: string;
  readonly parts?: TimeData[];
}

const SECOND = 1000;

/**
 * A bound as people read it: `300 ms`, `2.1 s`, `5 min 45 s`, `2 h`, `no bound`.
 *
 * What does not fit is rounded up, so that a bound stays a bound.
 *
 * @param millis milliseconds; Infinity where there is no bound
 */
export function showMillis(millis: number): string {
  if (!Number.isFinite(millis)) return 'no bound';
  const whole = up(millis);
  if (whole < SECOND) return `${whole} ms`;
  const tenths = up(millis / 100);
  if (tenths < 600) return `${(tenths / 10).toFixed(1)} s`;
  const seconds = up(millis / SECOND);
  const units: [number, string][] = [
    [Math.floor(seconds / 3600), 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ];
  return units
    .filter(([number]) => number > 0)
    .map((unit) => unit.join(' '))
    .join(' ');
}

/** A bound and what it exceeds, as exactly as it takes to tell them apart: `3.1 s` and `3.0 s`, `3100 ms` and `3099 ms`. */
export function showBoth(first: number, second: number): [string, string] {
  const [a, b] = [showMillis(first), showMillis(second)];
  return a === b ? [`${numberOf(first)} ms`, `${numberOf(second)} ms`] : [a, b];
}

/** A time with the terms that decide it: `2.1 s = etcd election (2 x 1 s) + lease expiry (…)`. */
export function showTime(time: Time): string {
  const terms = decidingTerms(time).map(showTerm);
  return [showMillis(millisOf(time)), ...(terms.length > 0 ? [terms.join(' + ')] : [])].join(' = ');
}

/** A term without its source: `etcd election (2 x 1 s)`. */
export function showTerm({ name, formula }: Term): string {
  return formula === '' ? name : `${name} (${formula})`;
}

/** A time for programs. */
export function timeData(time: Time): TimeData {
  const millis = numberOf(millisOf(time));
  const bounded = millis !== null;
  if (time.kind !== 'term') return { kind: time.kind, millis, bounded, parts: time.parts.map(timeData) };
  const { name, formula, source } = time.term;
  return { kind: time.kind, millis, bounded, name, formula, source };
}

/** A number of milliseconds for JSON, which knows no Infinity. */
export function numberOf(millis: number): number | null {
  return Number.isFinite(millis) ? Math.round(millis * SECOND) / SECOND : null;
}

/** Rounded up, but for what arithmetic with fractions leaves behind. */
function up(value: number): number {
  return Math.ceil(Math.round(value * 1e6) / 1e6);
}
