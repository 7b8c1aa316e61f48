import { Finding, RuleLevel } from '../../lib/cluster/finding';
import { grouped } from '../availability/groups';
import { byNumber } from './cis-coverage';
import { Accepted } from './judgement';

/** Findings that say the same of several hosts. */
export interface FindingGroup {
  readonly finding: Finding;
  /** The place without its host. */
  readonly place: string;
  /** In order; empty where the finding is about the cluster. */
  readonly hosts: string[];
}

/** Findings with equal hosts said once: errors before warnings, the CIS benchmark last, otherwise in the order in which they come. */
export function groupFindings(findings: Finding[]): FindingGroup[] {
  const key = (finding: Finding) => JSON.stringify([finding.rule.id, placeOf(finding), finding.got, finding.allowed, fixOf(finding)]);
  const groups = grouped(findings, key).map((group) => ({ finding: group[0]!, place: placeOf(group[0]!), hosts: hostsOf(group) }));
  return groups.sort((a, b) => rank(a.finding) - rank(b.finding) || (isCis(a.finding) && isCis(b.finding) ? byId(a.finding, b.finding) : 0));
}

/** Whether a finding is about the CIS benchmark: its rule says no more than the number of the check. */
export function isCis({ rule }: Finding): boolean {
  return rule.id.startsWith('CIS-');
}

function rank(finding: Finding): number {
  return (isCis(finding) ? 2 : 0) + (finding.rule.level === RuleLevel.ERROR ? 0 : 1);
}

function byId(a: Finding, b: Finding): number {
  return byNumber(a.rule.id, b.rule.id);
}

/** What is accepted for the same reason, by rule. */
export interface AcceptedGroup {
  readonly rule: string;
  readonly reason: string;
  readonly hosts: string[];
}

/** Accepted findings with equal hosts said once, by rule. */
export function groupAccepted(accepted: Accepted[]): AcceptedGroup[] {
  const byRule = [...accepted].sort((a, b) => byId(a.finding, b.finding));
  return grouped(byRule, ({ finding, reason }) => `${finding.rule.id}\u0000${reason}`).map((group) => ({
    rule: group[0]!.finding.rule.id,
    reason: group[0]!.reason,
    hosts: hostsOf(group.map(({ finding }) => finding)),
  }));
}

/** What to do about a finding. */
export function fixOf({ fix, rule }: Finding): string {
  return fix ?? rule.fix;
}

/** The place of a finding without its host. */
export function placeOf({ path, host }: Finding): string {
  return host !== undefined && path.startsWith(`${host} `) ? path.slice(host.length + 1) : path;
}

function hostsOf(findings: Finding[]): string[] {
  return [...new Set(findings.map(({ host }) => host).filter((host) => host !== undefined))].sort();
}
