import { ApiObject, Chart } from 'cdk8s';
import { CIS_RULES } from './availability/cis';
import { readRendered } from './availability/read/rendered';
import { RENDERED_RULES } from './availability/rules';
import { Finding, Rule, sorted } from './cluster/finding';
import { Description } from './description/description';
import { DESCRIPTION_RULES } from './description/rules';
import { acknowledgementFindings, accepts } from './description/rules/acknowledgements';
import { ALL_RULES } from './rules';

/** Every finding about a cluster that is not acknowledged, sorted: about the description as it was given, and about the final objects. */
export function judge(description: Description, given: Finding[], charts: Chart[]): Finding[] {
  const described = describedFindings(description);
  const complete = given.length === 0 && isSound(description);
  const [cluster] = readRendered(objectsOf(charts));
  const rendered = cluster
    ? [...RENDERED_RULES, ...CIS_RULES].filter((rule) => complete || !rule.needsWhole).flatMap((rule) => rule.check(cluster))
    : [];
  const all = [...given, ...described, ...rendered];
  const acknowledged = description.acknowledgements;
  const open = all.filter((finding) => ![...acknowledged, ...description.builtIn].some((entry) => accepts(entry, finding)));
  return sorted([...open, ...acknowledgementFindings(acknowledged, all, knownRules())]);
}

/** Whether hosts, networks and endpoint fit together, so that what serves them can be rendered as a whole. */
export function isSound(description: Description): boolean {
  return description.complete && describedFindings(description).every((finding) => finding.rule.acknowledgeable);
}

const DESCRIBED = new WeakMap<Description, Finding[]>();

/** What the rules say about a description, which never changes. */
function describedFindings(description: Description): Finding[] {
  const known = DESCRIBED.get(description) ?? DESCRIPTION_RULES.flatMap((rule) => rule.check(description));
  DESCRIBED.set(description, known);
  return known;
}

function knownRules(): Map<string, Rule> {
  return new Map(ALL_RULES.map((rule) => [rule.id, rule]));
}

/** The final objects of the charts. What cannot be rendered is left out here: the object itself reports why. */
function objectsOf(charts: Chart[]): unknown[] {
  return charts.flatMap((chart) =>
    chart.node
      .findAll()
      .filter((child): child is ApiObject => ApiObject.isApiObject(child) && Chart.of(child) === chart)
      .flatMap((object) => {
        try {
          return [object.toJson()];
        } catch {
          return [];
        }
      }),
  );
}
