/** One named part of an interruption. */
export interface Term {
  /** What takes the time, as in `VRRP takeover`. */
  readonly name: string;
  /** At most this long, in milliseconds; Infinity where nothing ends it. */
  readonly millis: number;
  /** How the number comes about, with the values of this cluster: `3 x 0.1 s + skew 0.022 s`; why there is no bound where there is none. */
  readonly formula: string;
  /** Where the formula is from: a specification, a manual, source code at a version. */
  readonly source: string;
}

/** A time as it is put together. */
export type Time =
  | { readonly kind: 'term'; readonly term: Term }
  /** One after the other: they add up. */
  | { readonly kind: 'serial'; readonly parts: Time[] }
  /** At the same time, and all of them are needed: the longest counts. */
  | { readonly kind: 'parallel'; readonly parts: Time[] }
  /** At the same time, and each of them is enough: the shortest counts. */
  | { readonly kind: 'either'; readonly parts: Time[] };

/** No interruption. */
export const NO_TIME: Time = { kind: 'serial', parts: [] };

/** A time of one term. */
export function term(name: string, millis: number, formula: string, source: string): Time {
  return { kind: 'term', term: { name, millis, formula, source } };
}

/** A time that nothing bounds. */
export function unbounded(name: string, why: string, source: string): Time {
  return term(name, Infinity, why, source);
}

/** One after the other. */
export function serial(...parts: Time[]): Time {
  return joined('serial', parts.filter(takesTime));
}

/** At the same time, all of them needed. */
export function parallel(...parts: Time[]): Time {
  return joined('parallel', parts.filter(takesTime));
}

/** At the same time, each of them enough; no interruption if one of them takes no time. */
export function either(first: Time, ...others: Time[]): Time {
  const parts = [first, ...others];
  return parts.every(takesTime) ? joined('either', parts) : NO_TIME;
}

/** Milliseconds in all; Infinity where it has no bound. */
export function millisOf(time: Time): number {
  switch (time.kind) {
    case 'term':
      return time.term.millis;
    case 'serial':
      return time.parts.reduce((sum, part) => sum + millisOf(part), 0);
    case 'parallel':
      return Math.max(0, ...time.parts.map(millisOf));
    case 'either':
      return Math.min(...time.parts.map(millisOf));
  }
}

/** The terms that decide: in order, and adding up to the whole. Of those that run at the same time only the one that counts is among them. */
export function decidingTerms(time: Time): Term[] {
  switch (time.kind) {
    case 'term':
      return [time.term];
    case 'serial':
      return time.parts.flatMap(decidingTerms);
    default: {
      const whole = millisOf(time);
      const decides = time.parts.find((part) => millisOf(part) === whole);
      return decides ? decidingTerms(decides) : [];
    }
  }
}

/** Every term, those that do not decide among them. */
export function allTerms(time: Time): Term[] {
  return time.kind === 'term' ? [time.term] : time.parts.flatMap(allTerms);
}

/** The longer of two times; the first where they are equal. */
export function longer(a: Time, b: Time): Time {
  return millisOf(b) > millisOf(a) ? b : a;
}

function takesTime(time: Time): boolean {
  return time !== NO_TIME && millisOf(time) > 0;
}

function joined(kind: 'serial' | 'parallel' | 'either', parts: Time[]): Time {
  const [only] = parts;
  if (only === undefined) return NO_TIME;
  if (parts.length === 1) return only;
  const flat = parts.some((part) => part.kind === kind) ? parts.flatMap((part) => (part.kind === kind ? part.parts : [part])) : parts;
  return { kind, parts: flat };
}
