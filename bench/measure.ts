import { performance } from 'perf_hooks';

/** Several runs of one thing, in milliseconds. */
export interface Measurement {
  readonly name: string;
  readonly runs: number[];
}

/** The middle run: one slow run on a shared machine does not move it. */
export function median(runs: number[]): number {
  const sorted = [...runs].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** What to run, by name; the returned number of milliseconds replaces the wall-clock time where there is one. */
export interface Things {
  readonly [name: string]: () => number | void | Promise<number | void>;
}

/**
 * Runs several things in turns, so that a slow minute of the machine hits all of them alike.
 *
 * @param runs counted runs of each
 * @param warmUps runs of each before, which are not counted
 */
export async function measure(things: Things, runs: number, warmUps = 1): Promise<Measurement[]> {
  const measurements = Object.keys(things).map((name) => ({ name, runs: [] as number[] }));
  for (let round = -warmUps; round < runs; round++) {
    for (const measurement of measurements) {
      global.gc?.();
      const start = performance.now();
      const own = await things[measurement.name]!();
      if (round >= 0) measurement.runs.push(own ?? performance.now() - start);
    }
  }
  return measurements;
}

/** Lines of a table: name, median, smallest and largest run, and the median as a multiple of the first line's. */
export function table(measurements: Measurement[]): string[] {
  const base = median(measurements[0]!.runs);
  return measurements.map(({ name, runs }) => {
    const spread = `${format(Math.min(...runs))} to ${format(Math.max(...runs))}`;
    return `  ${name.padEnd(34)} ${format(median(runs)).padStart(9)}   ${spread.padEnd(24)} x${(median(runs) / base).toFixed(2)}   ${runs.length} runs`;
  });
}

function format(milliseconds: number): string {
  return milliseconds >= 10_000 ? `${(milliseconds / 1000).toFixed(1)} s` : `${milliseconds.toFixed(milliseconds < 100 ? 1 : 0)} ms`;
}
