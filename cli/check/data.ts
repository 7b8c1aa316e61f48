import { Survey } from '../../lib/availability/model';
import { timeData } from '../availability/times';
import { SOON_DAYS } from './certificates';
import { fixOf, placeOf } from './findings';
import { isError } from './judgement';
import { OverBudget } from './over-budget';
import { CheckReport, isGood, problemsOf } from './report';
import { recoveryGroups } from './words';

/** The report for programs. `docs/check.md` says what each field is. */
export function checkData(report: CheckReport): Record<string, unknown> {
  const { cluster, survey, judgement, certificates, cis, overBudget } = report;
  return {
    cluster,
    good: isGood(report),
    problems: problemsOf(report),
    findings: judgement.open.map((finding) => ({
      rule: finding.rule.id,
      level: isError(finding) ? 'error' : 'warning',
      ...(finding.host === undefined ? {} : { host: finding.host }),
      place: placeOf(finding),
      got: finding.got,
      allowed: finding.allowed,
      cause: finding.rule.cause,
      fix: fixOf(finding),
    })),
    accepted: judgement.accepted.map(({ finding, reason }) => ({
      rule: finding.rule.id,
      ...(finding.host === undefined ? {} : { host: finding.host }),
      place: placeOf(finding),
      reason,
    })),
    overBudget: overBudget.map(overBudgetData),
    tolerance: toleranceData(survey),
    losses: survey.losses,
    recoveries: recoveriesData(survey),
    certificates: { soonDays: SOON_DAYS, endings: certificates.endings ?? null, planned: certificates.planned },
    cis,
    assumptions: report.assumptions,
    notAsked: report.notAsked.map(({ rule, reason }) => ({ rule: rule.id, reason })),
    unread: report.unread,
  };
}

/** What is unknown is null: a field that is not there could be an older version's. */
function toleranceData({ tolerance: { hosts, apiServers, members, zones } }: Survey): Record<string, number | null> {
  return { hosts, apiServers, members: members ?? null, zones: zones ?? null };
}

function recoveriesData(survey: Survey): Record<string, unknown>[] {
  return recoveryGroups(survey).map(({ recovery: { service, client, time }, failures }) => ({
    service,
    ...(client === undefined ? {} : { client }),
    failures,
    time: timeData(time),
  }));
}

function overBudgetData({ service, budget, failures, time, missing, settings }: OverBudget): Record<string, unknown> {
  return {
    service,
    budgetMillis: budget,
    survived: time !== undefined,
    failures,
    time: time === undefined ? null : timeData(time),
    missing,
    settings,
  };
}
