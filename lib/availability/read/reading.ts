/** One thing in a file that its reader could not make sense of. A rule reports it (HA200); reading goes on after it. */
export interface Unreadable {
  /** Line of the file, counted from 1. */
  readonly line: number;
  /** What is wrong there, without the place. */
  readonly problem: string;
}

/** Whether a line is no mistake: conditions, variables and other files, which only the running program can follow. */
export function isUndecided({ problem }: Unreadable): boolean {
  return problem.endsWith(' can decide this');
}

/** A value that is computed when it is first asked for: most rules look at little of a cluster. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/**
 * A reader that remembers what the last texts said: hosts of one role have the same files, and reading YAML is most of the work of a check.
 *
 * What it returns is shared, so nobody may change it.
 */
export function remembering<T>(read: (contents: string[]) => T, limit = 16): (contents: string[]) => T {
  const known = new Map<string, T>();
  return (contents) => {
    const key = contents.join('\u0000');
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = read(contents);
    if (known.size >= limit) known.clear();
    known.set(key, made);
    return made;
  };
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
