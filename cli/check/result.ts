import { checkData } from './data';
import { checkMarkdown } from './markdown';
import { CheckReport, isGood, verdict } from './report';
import { checkText } from './text';

/** Reports in every format, and what is wrong in one line. */
export interface CheckResult {
  readonly text: string;
  readonly markdown: string;
  readonly data: { readonly good: boolean; readonly clusters: Record<string, unknown>[] };
  /** Undefined where all is good. */
  readonly wrong?: string;
}

/** The reports of all clusters. */
export function checkResult(reports: CheckReport[]): CheckResult {
  const bad = reports.filter((report) => !isGood(report));
  return {
    text: reports.map(checkText).join('\n\n\n'),
    markdown: checkMarkdown(reports),
    data: { good: bad.length === 0, clusters: reports.map(checkData) },
    ...(bad.length === 0 ? {} : { wrong: bad.map((report) => `${report.cluster}: ${verdict(report)}`).join('\n') }),
  };
}
