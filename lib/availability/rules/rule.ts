import { Finding, Rule, RuleLevel } from '../../cluster/finding';
import { RenderedCluster } from '../read/rendered';

/** A rule about the objects of one cluster as they are written, after every patch. */
export interface RenderedRule extends Rule {
  /** Makes no sense where part of the description was invalid and therefore not rendered. */
  readonly needsWhole: boolean;
  /** What breaks the rule, in any order. */
  check(cluster: RenderedCluster): Finding[];
}

/** What is wrong with one field of one host. */
export interface Fault {
  readonly host: string;
  /** The file or pod and the field in it. */
  readonly field: string;
  readonly got: string;
  readonly allowed: string;
  /** @default the rule's own fix */
  readonly fix?: string;
}

/** What a rule says about itself; ERROR and acknowledgeable unless it says otherwise. */
export interface RuleText {
  readonly id: string;
  readonly title: string;
  readonly cause: string;
  readonly fix: string;
  readonly level?: RuleLevel;
  readonly needsWhole?: boolean;
}

/** Makes a rule of its text and of a function that finds faults. */
export function renderedRule(rule: RuleText, faults: (cluster: RenderedCluster) => Fault[]): RenderedRule {
  const made: RenderedRule = {
    level: RuleLevel.ERROR,
    acknowledgeable: true,
    needsWhole: false,
    ...rule,
    check: (cluster) => faults(cluster).map(({ host, field, ...fault }) => ({ ...fault, rule: made, host, path: `${host} ${field}` })),
  };
  return made;
}

/** What several servers of a section share is said once. */
export function distinct(faults: Fault[]): Fault[] {
  return [...new Map(faults.map((fault) => [`${fault.field} ${fault.got}`, fault])).values()];
}
