import { decidingTerms, millisOf } from '../../lib/availability/model';
import { Finding } from '../../lib/cluster/finding';
import { grouped, groupFailures } from '../availability/groups';
import { count, oneLine, wrap } from '../availability/lines';
import { showBoth, showMillis } from '../availability/times';
import { certificateSentences } from './certificates-text';
import { cisLines } from './cis-text';
import { FindingGroup, fixOf, groupAccepted, groupFindings, isCis } from './findings';
import { isError, Judgement } from './judgement';
import { groupLosses, LossGroup } from './losses';
import { OverBudget } from './over-budget';
import { recoveryLines, sourceLines, termLines } from './recoveries-text';
import { CheckReport, verdict } from './report';
import { recoveryGroups, shapeOf, toleranceRows, UNREAD_FIX } from './words';

/** Where the column of answers begins. */
const WHAT_COLUMN = 28;

const DEEPER = ' '.repeat(6);

/** The report for people. */
export function checkText(report: CheckReport): string {
  const { judgement, overBudget, survey, model, certificates, cis } = report;
  const recoveries = recoveryGroups(survey);
  return sections([
    [`${oneLine(report.cluster)}: ${verdict(report)}`, ...wrap(oneLine(shapeOf(model)), '  ')],
    findingsSection(judgement),
    section('Over budget', overBudget.flatMap(overBudgetLines)),
    section(
      'May be lost, everything else running',
      toleranceRows(model, survey.tolerance).map(({ what, answer }) => `  ${what.padEnd(WHAT_COLUMN)}${answer}`),
    ),
    lossesSection(report),
    recoveryLines(recoveries),
    section(
      'Certificates',
      certificateSentences(certificates).flatMap((line) => wrap(oneLine(line), '  ', DEEPER)),
    ),
    section('CIS benchmark', cisLines(cis)),
    section(
      'Assumed, because no file says it',
      report.assumptions.flatMap((line) => wrap(oneLine(line), '  - ')),
    ),
    section(
      'Could not be read, so that what depends on it is unknown',
      unreadLines(report),
    ),
    section('Not asked, because files of hosts do not answer it', notAskedLines(report)),
    section('Where the times are from', sourceLines(recoveries, overBudget)),
  ]);
}

function sections(all: string[][]): string {
  return all
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

function section(title: string, lines: string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines];
}

function findingsSection({ open, accepted }: Judgement): string[] {
  return [
    open.length === 0 ? 'Findings: none' : 'Findings',
    ...groupFindings(open).flatMap(findingLines),
    ...(open.some(isCis) ? wrap('fix of each CIS check: what is allowed, or an acknowledgement with a reason', '    ') : []),
    ...section(
      '  Accepted by the description',
      groupAccepted(accepted).flatMap(({ rule, reason, hosts }) => wrap(oneLine(`${rule}${on(hosts)}: ${reason}`), '    ', DEEPER)),
    ),
  ];
}

function findingLines({ finding, place, hosts }: FindingGroup): string[] {
  const head = `${level(finding)} ${finding.rule.id} ${place}${on(hosts)}`;
  const got = `got ${finding.got}; allowed: ${finding.allowed}`;
  if (isCis(finding)) return wrap(oneLine(`${head}: ${got}`), '  ', DEEPER);
  return [
    wrap(oneLine(head), '  ', DEEPER),
    ...[got, `why: ${finding.rule.cause}`, `fix: ${fixOf(finding)}`].map((line) => wrap(oneLine(line), '    ', DEEPER)),
  ].flat();
}

function level(finding: Finding): string {
  return isError(finding) ? 'error' : 'warning';
}

function on(hosts: string[]): string {
  return hosts.length === 0 ? '' : ` on ${hosts.join(', ')}`;
}

function overBudgetLines({ service, budget, failures, time, missing, settings }: OverBudget): string[] {
  const after = groupFailures(failures)
    .map(({ text }) => text)
    .join('; ');
  const [allowed, bound] = time === undefined ? [showMillis(budget), `not back (${missing.join(', ')})`] : showBoth(budget, millisOf(time));
  return [
    ...wrap(oneLine(`error ${service}: budget ${allowed}, got ${bound} after ${after}`), '  ', DEEPER),
    ...(time === undefined ? [] : decidingTerms(time).flatMap(termLines)),
    ...settings.flatMap((setting) => wrap(`change: ${setting}`, '    ', DEEPER)),
  ];
}

function lossesSection({ survey }: CheckReport): string[] {
  const all = count(survey.singles.length, 'single failure');
  const whole = survey.losses.filter(({ ownHostOnly }) => !ownHostOnly).length;
  return [`Not survived: ${whole === 0 ? 'none' : whole} of ${all}`, ...groupLosses(survey.losses).flatMap(lossLines)];
}

function lossLines({ failures, missing, ownHostOnly }: LossGroup): string[] {
  return [
    ...wrap(oneLine(`${ownHostOnly ? 'only the failing host notices: ' : ''}${failures.join('; ')}`), '  ', DEEPER),
    ...wrap(oneLine(`missing: ${missing.join(', ')}`), '      '),
  ];
}

function unreadLines({ unread }: CheckReport): string[] {
  const lines = unread.map(({ host, path, problem, decisive }) => `${decisive ? 'error ' : ''}${host} ${path}: ${problem}`);
  const fix = unread.some(({ decisive }) => decisive) ? wrap(UNREAD_FIX, '    ', DEEPER) : [];
  return [...lines.flatMap((line) => wrap(oneLine(line), '  ', DEEPER)), ...fix];
}

function notAskedLines({ notAsked }: CheckReport): string[] {
  return grouped(notAsked, ({ reason }) => reason).flatMap((group) =>
    wrap(oneLine(`${group.map(({ rule }) => rule.id).join(', ')}: ${group[0]!.reason}`), '  ', DEEPER),
  );
}
