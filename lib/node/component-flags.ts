/** Flags by name, without leading dashes; a list repeats the flag, undefined leaves it out. */
export interface Flags {
  readonly [name: string]: string | string[] | undefined;
}

/**
 * `--name=value` for every flag, sorted by name so that two renders can be compared line by line.
 *
 * A flag of `extra` replaces the one of the same name; an empty list removes it.
 */
export function renderFlags(base: Flags, extra: Flags = {}): string[] {
  const merged: Flags = { ...base, ...extra };
  return Object.keys(merged)
    .sort()
    .flatMap((name) => {
      const value = merged[name];
      return (Array.isArray(value) ? value : value === undefined ? [] : [value]).map((entry) => `--${name}=${entry}`);
    });
}
