import { InvalidArgumentError } from 'commander';

const UNITS: Record<string, number> = { m: 60_000, h: 60 * 60_000, d: 24 * 60 * 60_000 };

/**
 * Milliseconds of a duration on the command line: `30d`, `12h`, `90m`.
 *
 * @throws InvalidArgumentError for anything else
 */
export function parseDuration(text: string): number {
  const [, count, unit] = /^(\d{1,6})([dhm])$/.exec(text) ?? [];
  if (count === undefined) throw new InvalidArgumentError('Allowed: a whole number of days, hours or minutes, such as 30d, 12h or 90m.');
  return Number(count) * UNITS[unit!]!;
}
