import { Assessment, describeFailure, Failure } from '../../../lib/availability/model';
import { compareNames } from '../topology/plan';
import { alike, standing } from './alike';
import { shortened } from './names';

/** Failures with the same consequences. */
export interface Row {
  /** What fails, as in `kube-apiserver`, `zone a`. */
  readonly what: string;
  /** Where, as in `cp-1 to cp-3`; none where it needs no saying. */
  readonly where?: string;
  /** The failure as a sentence has it. */
  readonly text: string;
  readonly assessment: Assessment;
}

/** Rows of one kind of failure. */
export interface Section {
  readonly title: string;
  readonly rows: Row[];
}

const SECTIONS: readonly [Failure['kind'][], string][] = [
  [['zone'], 'A zone is lost: every host in it, without a word'],
  [['host'], 'A host is lost: power, kernel, hardware'],
  [['network'], 'A host runs and reaches nobody'],
  [['crash'], 'A program is gone: its port refuses connections'],
  [['hang'], 'A program stands still: connections are accepted, nobody answers'],
  [['expired', 'expired-ca'], 'A certificate has run out'],
];

/** What was asked, by kind of failure; hosts after which the same happens share a row. */
export function sectionsOf(assessments: Assessment[]): Section[] {
  return SECTIONS.flatMap(([kinds, title]) => {
    const own = assessments.filter(({ failures }) => failures[0] && kinds.includes(failures[0].kind));
    const rows = alike(own).map(rowOf);
    return own.length === 0 ? [] : [{ title, rows: rows.sort((a, b) => compareNames(a.what, b.what) || compareNames(a.where ?? '', b.where ?? '')) }];
  });
}

function rowOf(group: Assessment[]): Row {
  const failure = group[0]!.failures[0]!;
  const names = group.flatMap(({ failures }) => ('host' in failures[0]! ? [failures[0].host] : [])).sort(compareNames);
  const where = shortened(names);
  const text = 'host' in failure ? describeFailure({ ...failure, host: where }) : describeFailure(failure);
  const whole = failure.kind === 'host' || failure.kind === 'network';
  return { what: whole ? where : whatFails(failure), ...(names.length === 0 || whole ? {} : { where }), text, assessment: standing(group) };
}

/** What fails, without the host. */
function whatFails(failure: Failure): string {
  switch (failure.kind) {
    case 'crash':
    case 'hang':
      return failure.process;
    case 'expired':
      return failure.use;
    case 'expired-ca':
      return failure.authority;
    case 'zone':
      return `zone ${failure.zone}`;
    default:
      return describeFailure(failure);
  }
}
