/** How serious a rule is: an ERROR stops synth unless it is acknowledged, a WARNING is only reported. */
export enum RuleLevel {
  /** Stops synth. */
  ERROR = 'error',
  /** Is reported and stops nothing. */
  WARNING = 'warning',
}

/**
 * What a rule says about itself; `docs/rules.md` is generated from it.
 */
export interface Rule {
  readonly id: string;
  readonly level: RuleLevel;
  /** One line, for tables. */
  readonly title: string;
  /** What goes wrong in a real cluster when the rule is broken. */
  readonly cause: string;
  /** What to do, when no more precise advice fits. */
  readonly fix: string;
  /** Whether an operator may accept the finding by id and reason; false where nothing sensible could be rendered. */
  readonly acknowledgeable: boolean;
}

/**
 * One problem: its place, what was given there, what is allowed, and the fix.
 */
export interface Finding {
  readonly rule: Rule;
  /** The place: a path in the description, or `<chart> <Kind>/<name> <what>` in the rendered objects. */
  readonly path: string;
  readonly got: string;
  readonly allowed: string;
  /** @default the rule's own fix */
  readonly fix?: string;
  /** The host that the finding is about, where it is about one. */
  readonly host?: string;
}

/**
 * A value as it is shown in a finding: JSON, cut to one readable line.
 */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'function') return `a function`;
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  let text: string;
  try {
    text = inWords(value) ?? JSON.stringify(value) ?? String(value);
  } catch {
    text = Object.prototype.toString.call(value);
  }
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}

/** Durations and sizes, whose fields say less than their text. */
function inWords(value: any): string | undefined {
  if (typeof value?.toMilliseconds === 'function') return time(value.toMilliseconds({ integral: false }));
  return typeof value?.asString === 'function' ? value.asString() : undefined;
}

const UNITS: [string, number][] = [['d', 86_400_000], ['h', 3_600_000], ['min', 60_000], ['s', 1000]];

function time(millis: number): string {
  const [unit, size] = UNITS.find((entry) => millis !== 0 && millis % entry[1] === 0) ?? ['ms', 1];
  return `${millis / size} ${unit}`;
}

/**
 * The line that an operator reads.
 */
export function describe(finding: Finding): string {
  return `${finding.rule.id} ${finding.path}: got ${finding.got}; allowed: ${finding.allowed}; fix: ${finding.fix ?? finding.rule.fix}`;
}

/**
 * Sorted by place, then by rule, so that the same description always gives the same text.
 */
export function sorted(findings: Finding[]): Finding[] {
  const key = (finding: Finding) => `${finding.path}\u0000${finding.rule.id}\u0000${finding.got}`;
  return [...findings].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
