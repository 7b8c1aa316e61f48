import { CIS_RULES } from '../../lib/availability/cis';
import { ClusterModel, modelOf, Survey, surveyOf } from '../../lib/availability/model';
import { Unread } from '../../lib/availability/read/observation';
import { RenderedCluster } from '../../lib/availability/read/rendered';
import { NotAsked, notAsked, RENDERED_RULES, rulesFor } from '../../lib/availability/rules';
import { count } from '../availability/lines';
import { Budget } from './budget';
import { CertificateReport, Ending, plannedValidity } from './certificates';
import { CisCoverage, cisCoverage } from './cis-coverage';
import { groupFindings } from './findings';
import { isError, Judgement, judgeRendered } from './judgement';
import { OverBudget, overBudget } from './over-budget';

/** Everything that `check` says about a cluster. */
export interface CheckReport {
  readonly cluster: string;
  readonly model: ClusterModel;
  readonly survey: Survey;
  readonly judgement: Judgement;
  readonly cis: CisCoverage;
  readonly certificates: CertificateReport;
  readonly overBudget: OverBudget[];
  /** Rules that make no sense for files of hosts. */
  readonly notAsked: NotAsked[];
  /** Files of hosts that could not be read. */
  readonly unread: Unread[];
}

/** What is asked about a cluster. */
export interface CheckQuestion {
  readonly budget: Budget;
  /** @default none was looked at */
  readonly endings?: Ending[];
}

const RULES = [...RENDERED_RULES, ...CIS_RULES];

/** Looks at one cluster. */
export async function checkCluster(cluster: RenderedCluster, question: CheckQuestion): Promise<CheckReport> {
  const judgement = await judgeRendered(cluster, rulesFor(cluster, RULES));
  const model = modelOf(cluster);
  const survey = surveyOf(model);
  return {
    cluster: cluster.name,
    model,
    survey,
    judgement,
    cis: cisCoverage(judgement),
    certificates: { endings: question.endings, planned: plannedValidity(cluster) },
    overBudget: overBudget(survey, question.budget),
    notAsked: notAsked(cluster, RULES),
    unread: cluster.observed?.unread ?? [],
  };
}

/** How many problems there are of each kind. What is the same on several hosts counts once. */
export function problemsOf({
  judgement,
  certificates,
  overBudget: over,
}: CheckReport): Record<'errors' | 'warnings' | 'ended' | 'soon' | 'overBudget', number> {
  const endings = (state: Ending['state']) => (certificates.endings ?? []).filter((ending) => ending.state === state).length;
  const groups = groupFindings(judgement.open);
  const errors = groups.filter(({ finding }) => isError(finding)).length;
  return { errors, warnings: groups.length - errors, ended: endings('ended'), soon: endings('soon'), overBudget: over.length };
}

/** Whether nothing fails the check; warnings do not. */
export function isGood(report: CheckReport): boolean {
  const { errors, ended, overBudget: over } = problemsOf(report);
  return errors + ended + over === 0;
}

/** In a few words: `good`, `2 errors, 1 warning`. */
export function verdict(report: CheckReport): string {
  const { errors, warnings, ended, soon, overBudget: over } = problemsOf(report);
  const said = [
    ...(errors > 0 ? [count(errors, 'error')] : []),
    ...(over > 0 ? [`${over} over budget`] : []),
    ...(ended > 0 ? [`${count(ended, 'certificate')} ended`] : []),
    ...(warnings > 0 ? [count(warnings, 'warning')] : []),
    ...(soon > 0 ? [`${count(soon, 'certificate')} ${soon === 1 ? 'ends' : 'end'} soon`] : []),
  ];
  return isGood(report) ? ['good', ...said].join(', ') : said.join(', ');
}
