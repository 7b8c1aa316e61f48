import { setTimeout as pause } from 'timers/promises';
import { FindingsError, InterruptedError } from '../cli/command/errors';

/** Between two looks, in milliseconds: short beside what a component takes to start, long beside what a look costs. */
const BETWEEN_LOOKS = 500;

/** Something that must become true. */
export interface Condition {
  /** What is waited for, as in `cp-1: apiserver ready`. */
  readonly name: string;
  /** What is still missing; undefined when nothing is. */
  missing(): Promise<string | undefined>;
}

/** A condition that did not hold in time. */
export interface Unmet {
  readonly name: string;
  readonly missing: string;
}

/**
 * Looks at conditions until all hold at the same time, or time is up.
 *
 * @param conditions looked at side by side
 * @param limit milliseconds
 * @param met told of each condition the first time it holds
 * @param signal stops the waiting
 * @returns those that do not hold; none is success
 */
export async function until(
  conditions: Condition[],
  limit: number,
  met: (name: string) => void = () => undefined,
  signal?: AbortSignal,
): Promise<Unmet[]> {
  const end = Date.now() + limit;
  const told = new Set<string>();
  for (;;) {
    const unmet = await look(conditions);
    for (const { name } of conditions) {
      if (told.has(name) || unmet.some((one) => one.name === name)) continue;
      told.add(name);
      met(name);
    }
    if (unmet.length === 0 || Date.now() > end) return unmet;
    refuseStopped(signal);
    await pause(BETWEEN_LOOKS);
  }
}

/** Looks once at every condition; one that cannot be looked at does not hold. */
export async function look(conditions: Condition[]): Promise<Unmet[]> {
  const answers = await Promise.all(conditions.map((condition) => condition.missing().catch((error: Error) => error.message.split('\n')[0]!)));
  return conditions.flatMap(({ name }, index) => {
    const missing = answers[index];
    return missing === undefined ? [] : [{ name, missing }];
  });
}

/**
 * Turns what does not hold into an error.
 *
 * @throws FindingsError with one line for each
 */
export function explain(unmet: Unmet[], cluster: string): void {
  if (unmet.length === 0) return;
  const lines = unmet.map(({ name, missing }) => `  ${name}: ${missing}`);
  throw new FindingsError(
    [`${cluster}: not ready in time:`, ...lines, 'look: ha-cluster rehearse status, ha-cluster rehearse logs HOST [NAME]'].join('\n'),
  );
}

/**
 * Ends a command that was asked to stop.
 *
 * @throws InterruptedError that says how to go on
 */
export function refuseStopped(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new InterruptedError('stopped; the same command goes on from here, `ha-cluster rehearse down` removes everything');
}
