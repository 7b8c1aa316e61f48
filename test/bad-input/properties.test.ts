import { App, Yaml } from 'cdk8s';
import * as fc from 'fast-check';
import { HaCluster } from '../../lib';
import { readRendered } from '../../lib/availability/read/rendered';
import { RENDERED_RULES } from '../../lib/availability/rules';
import { RuleLevel } from '../../lib/cluster/finding';
import { description, faults, permuted, withFault } from '../description/generated';

/** How a finding reads; its parts may hold any text of the user's. */
const LINE = /^HA\d{3} [^\n]+: got [^\n]*; allowed: [^\n]+; fix: [^\n]+$/;

/** Either everything that is wrong, or the objects of every chart. */
function rendered(props: unknown): { readonly errors: string[]; readonly charts: Map<string, any[]> } {
  const app = new App();
  new HaCluster(app, 'prod', props as any);
  const errors = app.node.findAll().flatMap((child) => child.node.validate());
  return { errors, charts: errors.length > 0 ? new Map() : new Map(app.charts.map((chart) => [chart.node.id, chart.toJson()])) };
}

function yamlOf(props: unknown): string[] {
  return [...rendered(props).charts].map(([name, objects]) => `${name}\n${Yaml.stringify(...objects)}`).sort();
}

test('a description without a fault gives YAML in which every rule about rendered files holds', () => {
  fc.assert(
    fc.property(description, (props) => {
      const { errors, charts } = rendered(props);
      expect(errors).toEqual([]);
      const [cluster] = readRendered([...charts.values()].flat());
      const broken = RENDERED_RULES.filter((rule) => rule.level === RuleLevel.ERROR && cluster && rule.check(cluster).length > 0);
      expect([cluster?.hosts.length, broken.map((rule) => rule.id)]).toEqual([charts.size - 2, []]);
    }),
    { numRuns: 10 },
  );
});

test('whatever is put anywhere gives a clear error or YAML', () => {
  fc.assert(
    fc.property(description, faults, (props, wrong) => {
      const changed = wrong.reduce((given, [place, value]) => withFault(given, place, value), props as unknown);
      const { errors, charts } = rendered(changed);
      expect(errors.filter((line) => !LINE.test(line))).toEqual([]);
      for (const objects of charts.values()) Yaml.stringify(...objects);
    }),
    { numRuns: 60 },
  );
});

test('lists in another order give the same bytes', () => {
  fc.assert(
    fc.property(description, fc.nat(100), (props, seed) => {
      expect(yamlOf(permuted(props, seed))).toEqual(yamlOf(props));
    }),
    { numRuns: 6 },
  );
});
