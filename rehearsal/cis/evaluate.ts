import { ClusterSpec } from '../../cli/stream/model';
import { Found, Row } from './row';
import { ROWS } from './rows';
import { RunningHost } from './running-host';

/** What came of a check on a host, the worst last. */
export enum CisResult {
  /** Nothing on the host could break it. */
  NOT_APPLICABLE = 'NOT APPLICABLE',
  /** It is as the benchmark wants it. */
  PASS = 'PASS',
  /** It is not, and the description accepts that with a reason. */
  ACKNOWLEDGED = 'ACKNOWLEDGED',
  /** Left to humans by the benchmark, and not decided by what was found. */
  MANUAL = 'MANUAL',
  /** Decided by the benchmark, and broken. */
  FAIL = 'FAIL',
}

/** What came of it on hosts where the same came of it. */
export interface CheckOutcome {
  readonly result: CisResult;
  /** Names, sorted. */
  readonly hosts: string[];
  /** What was found, what to look at, or why it was accepted or says nothing here; empty where it passes. */
  readonly detail: string;
}

/** One check on all hosts. */
export interface CheckLine {
  /** Number in cis-1.12. */
  readonly id: string;
  readonly automated: boolean;
  readonly title: string;
  /** Where versions of the benchmark differ. */
  readonly note?: string;
  /** The worst of its outcomes. */
  readonly result: CisResult;
  /** The worst first. */
  readonly outcomes: CheckOutcome[];
}

type Acknowledgements = NonNullable<ClusterSpec['acknowledgements']>;

const ORDER = Object.values(CisResult);

/**
 * Every check on every host.
 *
 * @param hosts what runs
 * @param acknowledgements of the description
 */
export function evaluate(hosts: RunningHost[], acknowledgements: Acknowledgements): CheckLine[] {
  return ROWS.map((row) => {
    const outcomes = grouped(hosts.map((host) => outcomeOf(row, host, acknowledgements)));
    const { id, automated, title, note } = row;
    return { id, automated, title, ...(note === undefined ? {} : { note }), result: outcomes[0]?.result ?? CisResult.NOT_APPLICABLE, outcomes };
  });
}

function outcomeOf(row: Row, host: RunningHost, acknowledgements: Acknowledgements): CheckOutcome {
  const found = row.find(host);
  const accepted = acknowledgements.find((entry) => row.acknowledgedBy.includes(entry.rule) && (entry.host ?? host.name) === host.name);
  return { hosts: [host.name], ...verdict(found, row.automated, accepted?.reason) };
}

function verdict(found: Found, automated: boolean, accepted: string | undefined): Pick<CheckOutcome, 'result' | 'detail'> {
  switch (found.is) {
    case 'fine':
      return { result: CisResult.PASS, detail: '' };
    case 'elsewhere':
      return { result: CisResult.NOT_APPLICABLE, detail: found.why };
    case 'open':
      return accepted === undefined ? { result: CisResult.MANUAL, detail: found.look } : { result: CisResult.ACKNOWLEDGED, detail: accepted };
    case 'wrong':
      if (accepted !== undefined) return { result: CisResult.ACKNOWLEDGED, detail: `${found.what}; accepted: ${accepted}` };
      return { result: automated ? CisResult.FAIL : CisResult.MANUAL, detail: found.what };
  }
}

function grouped(outcomes: CheckOutcome[]): CheckOutcome[] {
  const groups = new Map<string, CheckOutcome>();
  for (const outcome of outcomes) {
    const key = `${outcome.result} ${outcome.detail}`;
    const hosts = [...(groups.get(key)?.hosts ?? []), ...outcome.hosts].sort();
    groups.set(key, { ...outcome, hosts });
  }
  return [...groups.values()].sort((a, b) => ORDER.indexOf(b.result) - ORDER.indexOf(a.result));
}
