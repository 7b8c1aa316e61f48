import { millisOf, SERVICES } from '../../lib/availability/model';
import { count } from '../availability/lines';
import { numberOf } from '../availability/times';
import { groupAccepted } from '../check/findings';
import { problemsOf } from '../check/report';
import { recoveryGroups } from '../check/words';
import { gather, Report, ReportQuestion } from './gather';
import { pageOf } from './page';
import { findingsText, recoveryLines, summary } from './sections/headline';
import { layoutOf } from './topology/layout';
import { planOf } from './topology/plan';
import { standalone } from './topology/standalone';
import { writeTogether } from './write';

/** What the command says. */
export interface MadeReport {
  readonly text: string;
  readonly data: unknown;
  /** What was measured and took longer than it may; undefined where nothing did. */
  readonly wrong?: string;
}

/**
 * Looks at a cluster, writes its page and its picture.
 *
 * @param path of the page
 * @param svg path of the picture; none where nobody wants it
 */
export async function makeReport(question: ReportQuestion, path: string, svg?: string): Promise<MadeReport> {
  const report = await gather(question);
  const plan = planOf(report.check.model);
  const layout = await layoutOf(plan);
  const page = pageOf(report, plan, layout);
  writeTogether(new Map([[path, page], ...(svg === undefined ? [] : [[svg, standalone(plan, layout)] as const])]));
  const beyond = (report.measured ?? []).filter((each) => each.beyond);
  return {
    text: textOf(report, path, svg, page),
    data: dataOf(report, path, svg, page),
    ...(beyond.length === 0
      ? {}
      : {
        wrong: `${report.check.cluster}: ${count(beyond.length, 'measurement')} of ${report.measured!.length} above the bound: ${beyond.map(({ failure, service }) => `${service} after ${failure}`).join('; ')}`,
      }),
  };
}

function textOf({ check }: Report, path: string, svg: string | undefined, page: string): string {
  return [
    `${path}: ${sizeText(page)}, one file; open it in a browser`,
    ...(svg === undefined ? [] : [`${svg}: the picture of the topology`]),
    summary(check),
    ...recoveryLines(check),
    `rules: ${findingsText(check)}`,
  ].join('\n');
}

function dataOf({ check, measured }: Report, path: string, svg: string | undefined, page: string): unknown {
  const { cluster, survey } = check;
  const { hosts, apiServers, members = null, zones = null } = survey.tolerance;
  const groups = recoveryGroups(survey);
  return {
    cluster,
    report: path,
    svg: svg ?? null,
    bytes: Buffer.byteLength(page),
    tolerance: { hosts, apiServers, members, zones },
    recoveries: SERVICES.flatMap((service) => {
      const group = groups.find(({ recovery }) => recovery.service === service);
      const millis = group && numberOf(millisOf(group.recovery.time));
      return group ? [{ service, after: group.failure, millis, bounded: millis !== null }] : [];
    }),
    problems: problemsOf(check),
    accepted: groupAccepted(check.judgement.accepted).length,
    measured:
      measured?.map(({ bound, ...rest }) => ({ ...rest, bound: bound === undefined ? null : numberOf(bound), comesBack: bound !== undefined })) ??
      null,
  };
}

function sizeText(page: string): string {
  return `${Math.ceil(Buffer.byteLength(page) / 1000)} kB`;
}
