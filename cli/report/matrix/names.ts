/** From so many on, a run of numbered names is said by its ends. */
const RUN = 4;

/**
 * Names with runs of numbers as ranges: `cp-1, cp-2 or cp-3`; `worker-1 to worker-10`.
 *
 * @param names sorted
 */
export function shortened(names: string[]): string {
  const parts = runsOf(names).flatMap((run) => (run.length >= RUN ? [`${run[0]} to ${run.at(-1)}`] : run));
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} or ${parts.at(-1)}`;
}

/** Names that differ by a number at the end that counts up by one. */
function runsOf(names: string[]): string[][] {
  const runs: string[][] = [];
  for (const name of names) {
    const run = runs.at(-1);
    if (run && follows(run.at(-1)!, name)) run.push(name);
    else runs.push([name]);
  }
  return runs;
}

function follows(before: string, name: string): boolean {
  const [a, b] = [numbered(before), numbered(name)];
  return a !== undefined && b !== undefined && a.stem === b.stem && b.number === a.number + 1;
}

/** `worker-10` as `worker-` and 10, `worker-01` as `worker-0` and 1. */
function numbered(name: string): { readonly stem: string; readonly number: number } | undefined {
  const [, stem, number] = /^(.*?)(0|[1-9]\d{0,8})$/.exec(name) ?? [];
  return stem === undefined || number === undefined ? undefined : { stem, number: Number(number) };
}
