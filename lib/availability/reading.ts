/** One thing in a file that its reader could not make sense of. A rule reports it (HA200); reading goes on after it. */
export interface Unreadable {
  /** Line of the file, counted from 1. */
  readonly line: number;
  /** What is wrong there, without the place. */
  readonly problem: string;
}

/** A value that is computed when it is first asked for: most rules look at little of a cluster. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** Whether a parsed document is a map, so that its fields can be asked for. */
export function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The entries of what should be a list of maps; everything else in it is left out. */
export function maps(value: unknown): Record<string, any>[] {
  return Array.isArray(value) ? value.filter(isMap) : [];
}

/** Text, or undefined where the value is something else. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
