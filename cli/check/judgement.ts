import { RenderedCluster } from '../../lib/availability/read/rendered';
import { RenderedRule } from '../../lib/availability/rules/rule';
import { Finding, Rule, RuleLevel, sorted } from '../../lib/cluster/finding';
import { Acknowledgement } from '../../lib/cluster/patch';
import { accepts, acknowledgementFindings } from '../../lib/description/rules/acknowledgements';

/** A finding that the description accepts. */
export interface Accepted {
  readonly finding: Finding;
  readonly reason: string;
}

/** What the rules say about a cluster. */
export interface Judgement {
  /** The rules that were asked. */
  readonly rules: RenderedRule[];
  /** Findings that nobody accepted, sorted. */
  readonly open: Finding[];
  /** By place. */
  readonly accepted: Accepted[];
}

/**
 * Asks rules about a cluster, as synth does on final objects.
 *
 * The acknowledgements are those of the `Cluster` object. One that accepts nothing is a finding only where its rule was asked: what a rule about the
 * description accepts cannot be seen in rendered files.
 *
 * @param rules to ask
 */
export async function judgeRendered(cluster: RenderedCluster, rules: RenderedRule[]): Promise<Judgement> {
  const found = sorted(rules.flatMap((rule) => rule.check(cluster)));
  const entries = acknowledgementsOf(cluster);
  const by = (finding: Finding) => entries.find((entry) => accepts(entry, finding));
  const unused = entries.filter((entry) => !found.some((finding) => accepts(entry, finding)));
  return {
    rules,
    open: sorted([...found.filter((finding) => !by(finding)), ...(await unusedFindings(cluster, unused, found, rules))]),
    accepted: found.flatMap((finding) => {
      const entry = by(finding);
      return entry ? [{ finding, reason: entry.reason }] : [];
    }),
  };
}

/** Whether a finding fails the check. */
export function isError({ rule }: Finding): boolean {
  return rule.level === RuleLevel.ERROR;
}

function acknowledgementsOf(cluster: RenderedCluster): Acknowledgement[] {
  const given: unknown = cluster.object?.spec?.acknowledgements;
  return Array.isArray(given) ? given : [];
}

/** Most clusters have no such entry, so that what is needed to judge one is loaded for those that have. */
async function unusedFindings(cluster: RenderedCluster, unused: Acknowledgement[], found: Finding[], rules: RenderedRule[]): Promise<Finding[]> {
  if (unused.length === 0) return [];
  const { ALL_RULES } = await import('../../lib/rules');
  const known = new Map<string, Rule>(ALL_RULES.map((rule) => [rule.id, rule]));
  const [asked, given] = [new Set(rules.map(({ id }) => id)), await givenBy(cluster, unused)];
  return acknowledgementFindings(
    given.filter(({ rule }) => asked.has(rule) || known.get(rule)?.acknowledgeable !== true),
    found,
    known,
  );
}

/** The entries that a person wrote: those of the blueprint itself may be there for nothing. */
async function givenBy(cluster: RenderedCluster, entries: Acknowledgement[]): Promise<Acknowledgement[]> {
  const { builtInAcknowledgements } = await import('../../lib/description/built-in-acknowledgements');
  const { FrontEndStyle } = await import('../../lib/cluster/timing');
  const builtIn = builtInAcknowledgements(FrontEndStyle.KUBEADM_GUIDE, cluster.hosts as unknown as Parameters<typeof builtInAcknowledgements>[1]);
  return entries.filter((entry) => !builtIn.some((own) => own.rule === entry.rule && own.reason === entry.reason && own.host === entry.host));
}
