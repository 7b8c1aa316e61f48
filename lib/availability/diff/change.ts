import { Recovery } from '../model';

/** How much a change asks of the one who rolls it out, the gravest first. */
export const SEVERITIES = ['danger', 'restart', 'reload', 'note'] as const;

/**
 * `danger`: data, quorum, the API's address or the trust of clients is at stake; `restart`: a program stops and starts; `reload`: a program reads its
 * configuration again while it runs; `note`: nothing that runs is touched, or somebody has to know.
 */
export type Severity = (typeof SEVERITIES)[number];

/** What a change is about, in the order in which it is told. */
export const SECTIONS = ['availability', 'cluster', 'membership', 'hosts', 'certificates', 'objects'] as const;

/** One such room of changes. */
export type Section = (typeof SECTIONS)[number];

/** One difference in what two descriptions of a cluster mean. */
export interface Change {
  readonly section: Section;
  /** The host that it happens on; undefined for what concerns the cluster. */
  readonly host?: string;
  /** What differs: `flag`, `image`, `file`, `member`, `tolerance`, … */
  readonly kind: string;
  readonly severity: Severity;
  /** What it happens to: a static pod, a unit, a file, a certificate, a service. */
  readonly subject: string;
  /** What happens to the subject because of it: `restarts`; undefined where nothing does. */
  readonly effect?: string;
  /** What differs, in words; names what was and what is. */
  readonly text: string;
  /** What was, where it is one value. */
  readonly from?: string;
  /** What is, where it is one value. */
  readonly to?: string;
  /** The slowest recovery of a service as it was, where it is another one now. */
  readonly was?: Recovery;
  /** The slowest recovery of a service as it is now. */
  readonly is?: Recovery;
  /** The cluster survives less than before, or not for sure as fast. */
  readonly worse?: true;
}

/** One step of rolling the changes out. */
export interface Step {
  /** The host that it is done on or for. */
  readonly host?: string;
  /** What to do. */
  readonly text: string;
  /** What happens meanwhile, and what to wait for; a sentence each. */
  readonly details: string[];
  /** What to type, where one command does it. */
  readonly command?: string;
}

/** All that differs between two descriptions of one cluster. */
export interface ClusterDiff {
  readonly cluster: string;
  /** Both have it, or one only. */
  readonly presence: 'both' | 'added' | 'removed';
  /** By section, severity, host and subject; empty where both mean the same. */
  readonly changes: Change[];
  /** How to roll them out, in order. */
  readonly steps: Step[];
  /** Less is tolerated or survived than before. */
  readonly worse: boolean;
}

/** How a static pod takes notice of a changed file: never, by itself, or when it starts. */
export type FileReading = 'never' | 'reloads' | 'at start';

/**
 * Knows how a static pod reads a file of its host.
 *
 * @param pod the pod object
 * @param path of the file on the host
 * @param settings texts of the other files that the pod reads
 */
export type ReadingOf = (pod: any, path: string, settings: string[]) => FileReading;

/** The changes in the order in which they are told: section, gravity, host, subject; otherwise as they were found. */
export function ordered(changes: Change[]): Change[] {
  const rank = (change: Change) => SECTIONS.indexOf(change.section) * SEVERITIES.length + SEVERITIES.indexOf(change.severity);
  return changes
    .map((change, index) => ({ change, index }))
    .sort(
      (a, b) =>
        rank(a.change) - rank(b.change) ||
        compare(a.change.host ?? '', b.change.host ?? '') ||
        compare(a.change.subject, b.change.subject) ||
        a.index - b.index,
    )
    .map(({ change }) => change);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
