import { Chart, Testing, Yaml } from 'cdk8s';

/** The YAML text that synth would write for what `build` places in a chart of its own, as reviewers see it. */
export function yamlOf(build: (chart: Chart) => void): string {
  const chart = Testing.chart();
  build(chart);
  return Testing.synth(chart).map((object) => Yaml.stringify(object)).join('---\n');
}

/** The documents that synth would write for what `build` places in a chart of its own. */
export function objectsOf(build: (chart: Chart) => void): any[] {
  const chart = Testing.chart();
  build(chart);
  return Testing.synth(chart);
}

/** What synth says is wrong with what `build` places in a chart of its own; empty when nothing is. */
export function complaintsOf(build: (chart: Chart) => void): string[] {
  const chart = Testing.chart();
  build(chart);
  return chart.node.findAll().flatMap((child) => child.node.validate());
}

/** The lines by which the second text differs from the first, each with `-` or `+`, in the order of the texts. */
export function changedLines(before: string, after: string): string {
  const old = before.split('\n');
  const now = after.split('\n');
  // Longest common subsequence: texts are a hundred lines long.
  const length: number[][] = Array.from({ length: old.length + 1 }, () => Array<number>(now.length + 1).fill(0));
  const at = (i: number, j: number) => (length[i] as number[])[j] as number;
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      (length[i] as number[])[j] = old[i] === now[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const lines: string[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) [i, j] = [i + 1, j + 1];
    else if (j === now.length || (i < old.length && at(i + 1, j) >= at(i, j + 1))) lines.push(`-${old[i++]}`);
    else lines.push(`+${now[j++]}`);
  }
  return lines.join('\n');
}
