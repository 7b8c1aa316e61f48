import { decidingTerms, millisOf } from '../../lib/availability/model';
import { grouped, groupFailures } from '../availability/groups';
import { code, details, escapeMarkdown as plain, fitting, tableOf } from '../availability/markdown';
import { showMillis, showTerm } from '../availability/times';
import { certificateSentences } from './certificates-text';
import { ranges } from './cis-coverage';
import { FindingGroup, fixOf, groupAccepted, groupFindings } from './findings';
import { isError } from './judgement';
import { groupLosses } from './losses';
import { OverBudget } from './over-budget';
import { CheckReport, isGood, problemsOf, verdict } from './report';
import { recoveryGroups, SERVICE_WORDS, shapeOf, toleranceRows, UNREAD_FIX } from './words';

/** Rows of one table: what is left out is counted. */
const MOST_ROWS = 60;

/** The reports as a comment on a pull request: what matters first, the rest folded. */
export function checkMarkdown(reports: CheckReport[]): string {
  return fitting([...reports.map(summary), ...reports.flatMap(folded)]);
}

function summary(report: CheckReport): string[] {
  const { model, survey, cluster } = report;
  const rows = [
    ...toleranceRows(model, survey.tolerance).map(({ what, answer }) => [what, plain(answer)]),
    ...recoveryGroups(survey).map(({ recovery: { service, time }, failure }) => [
      SERVICE_WORDS[service],
      `**${showMillis(millisOf(time))}** after ${plain(failure)}`,
    ]),
  ];
  const unread = problemsOf(report).unread;
  return [
    `### ${isGood(report) ? '✅' : '❌'} ${plain(cluster)}: ${verdict(report)}`,
    '',
    plain(shapeOf(model)),
    '',
    ...(unread === 0 ? [] : [`**These answers rest on a guess: ${unread} unread**, listed below.`, '']),
    ...tableOf(['what may be lost, and what takes how long at most', ''], rows),
  ];
}

function folded(report: CheckReport): string[][] {
  const { judgement, overBudget, survey, assumptions, certificates } = report;
  const of = (title: string, lines: string[]) => (lines.length === 0 ? [] : [details(`${plain(report.cluster)}: ${title}`, lines)]);
  return [
    ...of('over budget', overBudget.length === 0 ? [] : cut(['service', 'budget', 'after', 'takes', 'change'], overBudget.map(overBudgetRow))),
    ...of(
      'findings',
      judgement.open.length === 0 ? [] : cut(['', 'rule', 'where', 'got', 'allowed', 'fix'], groupFindings(judgement.open).map(findingRow)),
    ),
    ...of('could not be read', unreadTable(report)),
    ...of('not survived', survey.losses.length === 0 ? [] : lossTable(report)),
    ...of('what the times consist of', termTable(report)),
    ...of('accepted by the description', judgement.accepted.length === 0 ? [] : acceptedTable(report)),
    ...of('certificates, CIS benchmark', [...certificateSentences(certificates).map((line) => `- ${plain(line)}`), cisLine(report)]),
    ...of(
      'assumed, because no file says it',
      assumptions.map((line) => `- ${plain(line)}`),
    ),
    ...of('not asked, because files of hosts do not answer it', notAskedTable(report)),
  ];
}

function cut(head: string[], rows: string[][]): string[] {
  const left = rows.length - MOST_ROWS;
  return [...tableOf(head, rows.slice(0, MOST_ROWS)), ...(left > 0 ? ['', `${left} more: \`--format text\` shows all.`] : [])];
}

function findingRow({ finding, place, hosts }: FindingGroup): string[] {
  const where = hosts.length === 0 ? code(place) : `${code(place)} on ${hosts.map(plain).join(', ')}`;
  return [isError(finding) ? '❌ error' : '⚠️ warning', finding.rule.id, where, code(finding.got), plain(finding.allowed), plain(fixOf(finding))];
}

function overBudgetRow({ service, budget, failures, time, missing, settings }: OverBudget): string[] {
  const takes =
    time === undefined
      ? `not back: ${plain(missing.join(', '))}`
      : `${showMillis(millisOf(time))} = ${plain(decidingTerms(time).map(showTerm).join(' + '))}`;
  return [
    service,
    showMillis(budget),
    plain(
      groupFailures(failures)
        .map(({ text }) => text)
        .join('; '),
    ),
    takes,
    settings.map(plain).join('; '),
  ];
}

function lossTable({ survey }: CheckReport): string[] {
  const rows = groupLosses(survey.losses).map(({ failures, missing, ownHostOnly }) => [
    plain(failures.join('; ')),
    plain(missing.join(', ')),
    ownHostOnly ? 'only the failing host' : '**others, too**',
  ]);
  return cut(['after', 'missing for as long as it lasts', 'who notices'], rows);
}

function termTable({ survey }: CheckReport): string[] {
  const rows = recoveryGroups(survey).flatMap(({ recovery: { service, time } }) =>
    decidingTerms(time).map((term) => [service, showMillis(term.millis), plain(showTerm(term)), plain(term.source)]),
  );
  return rows.length === 0 ? [] : cut(['service', 'at most', 'term', 'from'], rows);
}

function acceptedTable({ judgement }: CheckReport): string[] {
  return cut(
    ['rule', 'hosts', 'reason'],
    groupAccepted(judgement.accepted).map(({ rule, hosts, reason }) => [rule, hosts.map(plain).join(', '), plain(reason)]),
  );
}

function unreadTable({ unread }: CheckReport): string[] {
  if (unread.length === 0) return [];
  const rows = unread.map(({ host, path, problem, decisive }) => [decisive ? '❌ error' : '', plain(host), code(path), plain(problem)]);
  return [...cut(['', 'host', 'path', 'problem'], rows), ...(unread.some(({ decisive }) => decisive) ? ['', plain(UNREAD_FIX)] : [])];
}

function notAskedTable({ notAsked }: CheckReport): string[] {
  if (notAsked.length === 0) return [];
  const groups = grouped(notAsked, ({ reason }) => reason);
  return cut(
    ['rules', 'reason'],
    groups.map((group) => [group.map(({ rule }) => rule.id).join(', '), plain(group[0]!.reason)]),
  );
}

function cisLine({ cis: { benchmark, passed, accepted, failed, notInFiles } }: CheckReport): string {
  const counts = `${passed.length} pass, ${accepted.length} accepted, ${failed.length} fail${failed.length > 0 ? ` (${ranges(failed)})` : ''}`;
  return `- ${benchmark}: ${counts}, ${notInFiles.length} only a running host or a person can say`;
}
