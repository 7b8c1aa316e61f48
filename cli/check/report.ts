import { CIS_RULES } from '../../lib/availability/cis';
import { ClusterModel, modelOf, Survey, surveyOf } from '../../lib/availability/model';
import { isDecisive } from '../../lib/availability/read/decisive';
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
  /** What was taken for granted because no file says it, or because the file that says it could not be read. */
  readonly assumptions: string[];
  /** Files of hosts that could not be read. */
  readonly unread: UnreadFile[];
}

/** A file of a host that could not be read. */
export interface UnreadFile extends Unread {
  /**
   * What may be lost and how fast it recovers is a guess without it.
   *
   * @default false
   */
  readonly decisive?: boolean;
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
  const unread = (cluster.observed?.unread ?? []).map((file) => ({ ...file, decisive: isDecisive(file, cluster) }));
  return {
    cluster: cluster.name,
    model,
    survey,
    judgement,
    cis: cisCoverage(judgement),
    certificates: { endings: question.endings, planned: plannedValidity(cluster) },
    overBudget: overBudget(survey, question.budget),
    notAsked: notAsked(cluster, RULES),
    assumptions: [...model.assumptions, ...assumedOf(unread)],
    unread,
  };
}

/** What is not there is counted as nothing. */
function assumedOf(unread: UnreadFile[]): string[] {
  const decisive = unread.filter((file) => file.decisive);
  const hosts = [...new Set(decisive.filter(({ path }) => path === '/').map(({ host }) => host))];
  const files = decisive.filter(({ path }) => path !== '/').map(({ host, path }) => `${host} ${path}`);
  return [
    ...(hosts.length === 0 ? [] : [`nothing is taken to run on ${hosts.join(', ')}: there is no whole tree, and what may be lost is counted without`]),
    ...(files.length === 0 ? [] : [`what could not be read is taken to say nothing: ${[...new Set(files)].join(', ')}`]),
  ];
}

/** How many problems there are of each kind. What is the same on several hosts counts once. */
export function problemsOf({
  judgement,
  certificates,
  overBudget: over,
  unread,
}: CheckReport): Record<'errors' | 'warnings' | 'ended' | 'soon' | 'overBudget' | 'unread', number> {
  const endings = (state: Ending['state']) => (certificates.endings ?? []).filter((ending) => ending.state === state).length;
  const groups = groupFindings(judgement.open);
  const errors = groups.filter(({ finding }) => isError(finding)).length;
  return { errors, warnings: groups.length - errors, ended: endings('ended'), soon: endings('soon'), overBudget: over.length, unread: unread.filter(({ decisive }) => decisive).length };
}

/** Whether nothing fails the check; warnings do not, and what is unread does where the answers rest on it. */
export function isGood(report: CheckReport): boolean {
  const { errors, ended, overBudget: over, unread } = problemsOf(report);
  return errors + ended + over + unread === 0;
}

/** In a few words: `good`, `2 errors, 1 warning`. */
export function verdict(report: CheckReport): string {
  const { errors, warnings, ended, soon, overBudget: over, unread } = problemsOf(report);
  const said = [
    ...(errors > 0 ? [count(errors, 'error')] : []),
    ...(over > 0 ? [`${over} over budget`] : []),
    ...(ended > 0 ? [`${count(ended, 'certificate')} ended`] : []),
    ...(unread > 0 ? [`${unread} unread`] : []),
    ...(warnings > 0 ? [count(warnings, 'warning')] : []),
    ...(soon > 0 ? [`${count(soon, 'certificate')} ${soon === 1 ? 'ends' : 'end'} soon`] : []),
  ];
  return isGood(report) ? ['good', ...said].join(', ') : said.join(', ');
}
