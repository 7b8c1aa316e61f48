import { CIS_RULES } from '../../lib/availability/cis';
import { Judgement } from './judgement';

/** The benchmark whose numbers are used. */
export const BENCHMARK = 'cis-1.12';

/** Checks about owners that the rule about the mode of the same file answers, too. */
const TWINS: Readonly<Record<string, string>> = {
  '1.1.11': '1.1.12',
  '1.1.13': '1.1.14',
  '1.1.15': '1.1.16',
  '1.1.17': '1.1.18',
  '4.1.1': '4.1.2',
  '4.1.5': '4.1.6',
  '4.1.7': '4.1.8',
  '4.1.9': '4.1.10',
};

/**
 * The checks of sections 1 to 4 that no file of a description answers: manifests as they lie on the disk, files of network plugins and of
 * kube-proxy, and what only people can judge.
 */
export const NOT_IN_FILES = [
  ...['1.1.1', '1.1.2', '1.1.3', '1.1.4', '1.1.5', '1.1.6', '1.1.7', '1.1.8', '1.1.9', '1.1.10'],
  ...['1.2.20', '3.1.1', '3.1.2', '3.1.3', '3.2.2', '4.1.3', '4.1.4', '4.3.1'],
];

/** How far the CIS Kubernetes benchmark is answered. Each list has numbers of checks, in their order. */
export interface CisCoverage {
  readonly benchmark: string;
  readonly passed: string[];
  /** Broken, and accepted with a reason. */
  readonly accepted: string[];
  readonly failed: string[];
  /** Only a running host, or a person, can answer these. */
  readonly notInFiles: string[];
}

/** What the benchmark says about a cluster whose rules were asked. */
export function cisCoverage({ rules, open, accepted }: Judgement): CisCoverage {
  const asked = new Set(rules.map(({ id }) => id));
  const failed = new Set(open.map(({ rule }) => rule.id));
  const kept = new Set(accepted.map(({ finding }) => finding.rule.id));
  const of = (wanted: (id: string) => boolean) =>
    ordered(
      CIS_RULES.map(({ id }) => id)
        .filter(wanted)
        .flatMap(numbersOf),
    );
  return {
    benchmark: BENCHMARK,
    passed: of((id) => asked.has(id) && !failed.has(id) && !kept.has(id)),
    accepted: of((id) => kept.has(id) && !failed.has(id)),
    failed: of((id) => failed.has(id)),
    notInFiles: ordered([...NOT_IN_FILES, ...of((id) => !asked.has(id))]),
  };
}

/** Numbers with consecutive ones as a range: `1.1.1 to 1.1.10, 1.2.20`. */
export function ranges(numbers: string[]): string {
  const runs: string[][] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run && follows(run.at(-1)!, number)) run.push(number);
    else runs.push([number]);
  }
  return runs.map((run) => (run.length > 2 ? `${run[0]} to ${run.at(-1)}` : run.join(', '))).join(', ');
}

const COLLATOR = new Intl.Collator('en', { numeric: true });

/** Orders ids with numbers as people do: `1.2.9` before `1.2.11`. */
export function byNumber(a: string, b: string): number {
  return COLLATOR.compare(a, b);
}

function numbersOf(id: string): string[] {
  const number = id.replace(/^CIS-/, '');
  const twin = TWINS[number];
  return twin === undefined ? [number] : [number, twin];
}

function ordered(numbers: string[]): string[] {
  return [...numbers].sort(byNumber);
}

function follows(before: string, number: string): boolean {
  const [a, b] = [before.split('.').map(Number), number.split('.').map(Number)];
  return a.length === b.length && a.slice(0, -1).every((part, at) => part === b[at]) && b.at(-1) === a.at(-1)! + 1;
}
