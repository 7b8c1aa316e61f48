import fc from 'fast-check';
import { assess, ClusterModel, Failure, surveyOf } from '../../../lib/availability/model';
import { lost, zone } from './scenarios/scenario';
import { modelled, Topology } from './scenarios/topologies';

const zones = fc.constantFrom('x', 'y', 'z', 'w');
const placed = (on: Topology, at: string[]): ClusterModel => {
  const model = modelled(on);
  return { ...model, hosts: model.hosts.map((host, index) => (host.apiServer ? { ...host, zone: at[index] ?? 'x' } : host)) };
};
const writes = (model: ClusterModel, failures: Failure[]) => assess(model, failures).clients[0]?.writes === 'yes';

test('five members of which no zone holds more than two survive every zone, as three in three zones do', () => {
  fc.assert(
    fc.property(fc.array(zones, { minLength: 5, maxLength: 5 }), (at) => {
      fc.pre(at.every((name) => at.filter((other) => other === name).length <= 2));
      for (const name of at) expect(writes(placed('five stacked', at), zone(name))).toBe(true);
    }),
    { numRuns: 30 },
  );
  for (const name of ['x', 'y', 'z']) expect(writes(placed('three stacked', ['x', 'y', 'z']), zone(name))).toBe(true);
});

test('five members tolerate every lost zone that three tolerate, if it holds no more than two of them', () => {
  const places = fc.array(zones, { minLength: 3, maxLength: 3 });
  fc.assert(
    fc.property(places, fc.array(zones, { minLength: 5, maxLength: 5 }), zones, (few, many, name) => {
      const held = many.filter((other) => other === name).length;
      expect(writes(placed('three stacked', few), zone(name))).toBe(few.filter((other) => other === name).length <= 1);
      expect(writes(placed('five stacked', many), zone(name))).toBe(held <= 2);
    }),
    { numRuns: 30 },
  );
});

test('more members tolerate every number of lost hosts that fewer tolerate, and more', () => {
  fc.assert(
    fc.property(fc.subarray(['cp-1', 'cp-2', 'cp-3', 'cp-4', 'cp-5', 'cp-6', 'cp-7']), (gone) => {
      const of = (count: number) => gone.filter((name) => Number(name.slice(3)) <= count);
      expect(writes(modelled('three stacked'), lost(...of(3)))).toBe(of(3).length <= 1);
      expect(writes(modelled('five stacked'), lost(...of(5)))).toBe(of(5).length <= 2);
      expect(writes(modelled('seven stacked'), lost(...of(7)))).toBe(of(7).length <= 3);
    }),
    { numRuns: 30 },
  );
});

test.each<[Topology, ReturnType<typeof surveyOf>['tolerance']]>([
  ['three stacked', { hosts: 1, apiServers: 1, members: 1, zones: 1 }],
  ['five stacked', { hosts: 2, apiServers: 2, members: 2, zones: 1 }],
  ['seven stacked', { hosts: 3, apiServers: 3, members: 3, zones: 1 }],
  ['three stacked, two zones', { hosts: 1, apiServers: 1, members: 1, zones: 0 }],
  ['three external', { hosts: 1, apiServers: 2, members: 1, zones: 1 }],
  ['five external', { hosts: 2, apiServers: 2, members: 2, zones: 1 }],
  ['single, direct', { hosts: 0, apiServers: 0, members: 0, zones: 0 }],
])('%s tolerates %j', (on, tolerance) => {
  expect(surveyOf(modelled(on)).tolerance).toEqual(tolerance);
});
