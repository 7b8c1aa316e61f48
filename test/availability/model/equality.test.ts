import fc from 'fast-check';
import { assess, Assessment, ClusterModel, Failure, millisOf, singleFailures, Time } from '../../../lib/availability/model';
import { anyFailures } from './scenarios/arbitraries';
import { modelled, Topology } from './scenarios/topologies';

test('hosts by other names get the same answers by those names', () => {
  fc.assert(
    fc.property(anyFailures, fc.integer({ min: 1, max: 9 }), ({ on, failures }, salt) => {
      const model = modelled(on);
      const names = new Map(model.hosts.map(({ name }, index) => [name, `h${(index * 7 + salt) % 97}`]));
      const renamed = renamedIn(model, names);
      const other = { ...renamed, hosts: [...renamed.hosts].sort((a, b) => (a.name < b.name ? -1 : 1)) };
      expect(plain(assess(other, renamedIn(failures, names)))).toEqual(plain(assess(model, failures), names));
    }),
    { numRuns: 80 },
  );
});

test('the order of failures means nothing', () => {
  fc.assert(
    fc.property(anyFailures, ({ on, failures }) => {
      expect(plain(assess(modelled(on), [...failures].reverse()))).toEqual(plain(assess(modelled(on), failures)));
    }),
    { numRuns: 80 },
  );
});

test.each<[Topology, string[]]>([
  ['three stacked', ['cp-1', 'cp-2', 'cp-3']],
  ['seven stacked, own balancers', ['cp-1', 'cp-4', 'cp-7']],
  ['three external', ['cp-1', 'cp-2', 'cp-3']],
  ['three external', ['etcd-1', 'etcd-2', 'etcd-3']],
  ['three stacked, kube-vip ARP', ['cp-1', 'cp-2', 'cp-3']],
  ['three stacked, kube-vip BGP', ['cp-1', 'cp-2', 'cp-3']],
])('%s: whichever of %j fails, in whichever way, the outcome is the same but for the priority of the address', (on, hosts) => {
  const model = modelled(on);
  const [first = '', ...others] = hosts;
  for (const failure of singleFailures(model).filter((each) => 'host' in each && each.host === first)) {
    const expected = outline(model, failure, first);
    for (const host of others) expect(outline(model, { ...failure, host } as Failure, host)).toEqual(expected);
  }
});

/** The same with every host by another name, wherever it is named. */
function renamedIn<T>(value: T, names: ReadonlyMap<string, string>): T {
  return JSON.parse(JSON.stringify(value), (_, each: unknown) => (typeof each === 'string' ? (names.get(each) ?? each) : each));
}

/** What follows, times as sums, in an order in which names have no part. */
function plain({ clients, controllers, scheduler, workloads }: Assessment, names: ReadonlyMap<string, string> = new Map()): unknown {
  const named = (hosts: string[]) => hosts.map((host) => names.get(host) ?? host).sort();
  const acting = ({ acts, interruption }: Assessment['controllers']) => [acts, millisOf(interruption)];
  return {
    clients: clients.map(({ cutOff, interruption, openConnections, ...answer }) => ({
      ...answer,
      cutOff: named(cutOff),
      times: [millisOf(interruption), millisOf(openConnections)],
    })),
    acting: [acting(controllers), acting(scheduler)],
    workloads: { ...workloads, lost: named(workloads.lost), doubted: named(workloads.doubted), replaced: millisOf(workloads.replaced) },
  };
}

/** What follows from a failure without the names of hosts; times to the tenth of a second where advertisements come every 0.1 s. */
function outline(model: ClusterModel, failure: Failure, host: string): unknown {
  const { clients, controllers, scheduler, workloads } = assess(model, [failure]);
  const time = (bound: Time) => (millisOf(bound) === Infinity ? 'unbounded' : Math.floor(millisOf(bound) / 100));
  return {
    clients: clients.map(({ client, reads, writes, cutOff, interruption, openConnections }) => [
      client,
      reads,
      writes,
      cutOff.map((name) => (name === host ? 'itself' : name)),
      time(interruption),
      time(openConnections),
    ]),
    controllers: [controllers.acts, time(controllers.interruption)],
    scheduler: [scheduler.acts, time(scheduler.interruption)],
    workloads: [workloads.lost, workloads.doubted],
  };
}
