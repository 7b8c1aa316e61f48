import { PlannedCluster } from '../../cli/stream/model';
import { minorOf } from '../../lib/availability/read/rendered-pod';
import { CheckLine, CheckOutcome, CisResult } from './evaluate';

/** How many checks came to each result; a check counts once, with the worst of its hosts. */
export type Counts = Record<CisResult, number>;

/** The table for programs. */
export interface CisReport {
  readonly cluster: string;
  /** Of Kubernetes. */
  readonly version: string;
  /** Whose numbers and conditions these are. */
  readonly benchmark: string;
  /** Names. */
  readonly hosts: string[];
  readonly counts: { readonly all: Counts; readonly automated: Counts };
  readonly checks: CheckLine[];
}

/** The version of the benchmark whose rows are evaluated, whatever the version of Kubernetes. */
const BENCHMARK = 'cis-1.12';

/** First minors of Kubernetes for which kube-bench takes a version of the benchmark (its `cfg/config.yaml`); it has no entry above 1.34. */
const BENCHMARKS: [minor: number, benchmark: string][] = [
  [28, 'cis-1.10'],
  [29, 'cis-1.11'],
  [32, 'cis-1.12'],
];
const LAST_MINOR = 34;

/** Of results in lines, in columns. */
const WIDTH = CisResult.NOT_APPLICABLE.length;

/** The table. */
export function reportOf(cluster: PlannedCluster, checks: CheckLine[]): CisReport {
  return {
    cluster: cluster.name,
    version: cluster.spec.version,
    benchmark: BENCHMARK,
    hosts: cluster.hosts.map(({ name }) => name),
    counts: { all: counted(checks), automated: counted(checks.filter(({ automated }) => automated)) },
    checks,
  };
}

/** The table for people: one line for each check and result, and the counts. */
export function textOf(report: CisReport): string {
  const hosts = (outcome: CheckOutcome) => (outcome.hosts.length === report.hosts.length ? 'all' : outcome.hosts.join(' '));
  const shown = report.checks.map((check) => ({ check, outcomes: withoutOthers(check) }));
  const width = Math.max(...shown.flatMap(({ outcomes }) => outcomes.map((outcome) => hosts(outcome).length)));
  const lines = shown.flatMap(({ check, outcomes }) =>
    outcomes.map((outcome) => {
      const columns = [check.id.padEnd(6), check.automated ? 'A' : 'M', outcome.result.padEnd(WIDTH), hosts(outcome).padEnd(width)];
      return [...columns, whatOf(check, outcome)].join('  ');
    }),
  );
  return [headerOf(report), '', ...lines, '', countsLine('checks', report.counts.all), countsLine('automated', report.counts.automated)].join('\n');
}

/** The benchmark that kube-bench takes for a version of Kubernetes. */
function headerOf({ cluster, version, benchmark }: CisReport): string {
  const minor = minorOf(version) ?? LAST_MINOR;
  const own = minor > LAST_MINOR ? undefined : BENCHMARKS.filter(([from]) => from <= minor).at(-1)?.[1];
  const why = own === undefined ? `; no version of the benchmark names ${version}` : own === benchmark ? '' : `; ${own} is the one for ${version}`;
  return `${cluster}, Kubernetes ${version}: CIS benchmark, sections 1 to 4, numbers and conditions of ${benchmark}${why}`;
}

/** Hosts that a check says nothing about are left out where it says something about another. */
function withoutOthers({ outcomes, result }: CheckLine): CheckOutcome[] {
  return result === CisResult.NOT_APPLICABLE ? outcomes : outcomes.filter((outcome) => outcome.result !== CisResult.NOT_APPLICABLE);
}

function whatOf({ title, note }: CheckLine, { detail }: CheckOutcome): string {
  return `${title}${note === undefined ? '' : ` (${note})`}${detail === '' ? '' : ` -- ${detail}`}`;
}

function counted(checks: CheckLine[]): Counts {
  const count = (result: CisResult) => checks.filter((check) => check.result === result).length;
  return Object.fromEntries(Object.values(CisResult).map((result) => [result, count(result)])) as Counts;
}

function countsLine(what: string, counts: Counts): string {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const each = Object.values(CisResult)
    .reverse()
    .map((result) => `${counts[result]} ${result}`);
  return `${all} ${what}: ${each.join(', ')}`;
}
