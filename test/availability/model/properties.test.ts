import fc from 'fast-check';
import { Access, assess, Assessment, Client, ClusterModel, Failure, millisOf, Process } from '../../../lib/availability/model';
import { anyFailures, crashStops, several } from './scenarios/arbitraries';
import { lost } from './scenarios/scenario';
import { modelled, Topology, TOPOLOGIES } from './scenarios/topologies';

const ORDER: Access[] = ['no', 'cached', 'partly', 'yes'];
const withHosts = (...on: Topology[]) => fc.constantFrom<Topology>(...on);

const clientOf = (after: Assessment, kind: Client) => after.clients.find(({ client }) => client === kind);
const rank = (access: Access) => ORDER.indexOf(access);

/** Hosts whose clients of a kind can write. A host without a running kubelet counts as none, whatever else runs there. */
function served(model: ClusterModel, after: Assessment, kind: Client): string[] {
  const gone = after.failures.flatMap((failure) => {
    if (failure.kind === 'crash' && failure.process === 'kubelet' && kind !== 'pods') return [failure.host];
    return failure.kind === 'host' ? [failure.host] : [];
  });
  const present = model.hosts.filter((host) => !gone.includes(host.name) && isOfKind(host, kind)).map(({ name }) => name);
  const answer = clientOf(after, kind);
  return answer === undefined || answer.writes === 'no' ? [] : present.filter((host) => !answer.cutOff.includes(host));
}

function isOfKind({ apiServer, kubelet, runsPods }: ClusterModel['hosts'][number], kind: Client): boolean {
  if (kind === 'components') return apiServer !== undefined;
  return kind === 'pods' ? runsPods : kubelet !== undefined && apiServer === undefined;
}

describe('more crash-stop failures never help', () => {
  test('users get no better access, no further host is served, and nobody begins to act', () => {
    fc.assert(
      fc.property(crashStops, ({ on, failures, more }) => {
        const model = modelled(on);
        const [before, after] = [assess(model, failures), assess(model, [...failures, more])];
        const [few, fewer] = [clientOf(before, 'users')!, clientOf(after, 'users')!];
        expect(rank(fewer.reads)).toBeLessThanOrEqual(rank(few.reads));
        expect(rank(fewer.writes)).toBeLessThanOrEqual(rank(few.writes));
        for (const kind of ['workers', 'pods', 'components'] as const) {
          expect(served(model, before, kind)).toEqual(expect.arrayContaining(served(model, after, kind)));
        }
        expect([before.controllers.acts || !after.controllers.acts, before.scheduler.acts || !after.scheduler.acts]).toEqual([true, true]);
      }),
      { numRuns: 80 },
    );
  });

  // Of hosts only: a host that is gone may be found sooner than a program on it that was dead before, and its address passed on without a check.
  test('no bound shrinks when one more host is lost and the API survives', () => {
    const hosts = several.chain((on) => {
      const names = modelled(on)
        .hosts.filter(({ roles }) => !roles.includes('worker'))
        .map(({ name }) => name);
      return fc.record({ on: fc.constant(on), few: fc.subarray(names, { maxLength: Math.min(3, names.length) }), more: fc.constantFrom(...names) });
    });
    fc.assert(
      fc.property(hosts, ({ on, few, more }) => {
        const [before, after] = [assess(modelled(on), lost(...few)), assess(modelled(on), lost(...new Set([...few, more])))];
        for (const answer of after.clients.filter(({ writes }) => writes === 'yes')) {
          expect(millisOf(answer.interruption)).toBeGreaterThanOrEqual(millisOf(clientOf(before, answer.client)!.interruption));
        }
        for (const elected of ['controllers', 'scheduler'] as const) {
          const least = after[elected].acts ? millisOf(before[elected].interruption) : 0;
          expect(millisOf(after[elected].interruption)).toBeGreaterThanOrEqual(least);
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('isolation of faults', () => {
  test('whatever happens to hosts of external etcd, while a quorum is left every apiserver serves its host', () => {
    const gone = fc.subarray(['etcd-1', 'etcd-2', 'etcd-3', 'etcd-4', 'etcd-5'], { maxLength: 2 });
    const how = fc.constantFrom<(host: string) => Failure>(
      (host) => ({ kind: 'host', host }),
      (host) => ({ kind: 'network', host }),
      (host) => ({ kind: 'crash', host, process: 'etcd' }),
      (host) => ({ kind: 'hang', host, process: 'etcd' }),
    );
    fc.assert(
      fc.property(gone, how, (hosts, failure) => {
        const components = clientOf(assess(modelled('five external'), hosts.map(failure)), 'components')!;
        expect(components).toMatchObject({ reads: 'yes', writes: 'yes', cutOff: [] });
      }),
    );
  });

  test('of a split network at most one side writes', () => {
    const split = withHosts('three stacked', 'five stacked', 'seven stacked', 'three external', 'five external', 'three stacked, kube-vip ARP').chain(
      (on) => fc.record({ on: fc.constant(on), sides: fc.infiniteStream(fc.nat({ max: 2 })) }),
    );
    fc.assert(
      fc.property(split, ({ on, sides }) => {
        const model = modelled(on);
        const groups: string[][] = [[], [], []];
        for (const { name } of model.hosts) groups[sides.next().value!]!.push(name);
        const after = assess(model, [{ kind: 'partition', groups: groups.filter((group) => group.length > 0) }]);
        const side = (host: string) => groups.findIndex((group) => group.includes(host));
        const writing = new Set(served(model, after, 'components').map(side));
        expect(writing.size).toBeLessThanOrEqual(1);
        for (const host of [...served(model, after, 'workers'), ...served(model, after, 'pods')]) expect(writing).toContain(side(host));
      }),
      { numRuns: 80 },
    );
  });

  test('a lost worker changes nothing for the API, whatever else fails', () => {
    fc.assert(
      fc.property(anyFailures, ({ on, failures }) => {
        const [before, after] = [assess(modelled(on), failures), assess(modelled(on), [...failures, ...lost('worker-2')])];
        for (const kind of ['users', 'components'] as const) expect(clientOf(after, kind)).toEqual(clientOf(before, kind));
        expect([after.controllers, after.scheduler]).toEqual([before.controllers, before.scheduler]);
      }),
      { numRuns: 80 },
    );
  });

  test('a program that elects nobody and serves nobody else disturbs nobody else', () => {
    const programs: Process[] = ['kube-controller-manager', 'kube-scheduler', 'kubelet'];
    for (const on of TOPOLOGIES) {
      const before = assess(modelled(on), []);
      for (const process of programs) {
        const after = assess(modelled(on), [{ kind: 'crash', host: 'cp-1', process }]);
        for (const kind of ['users', 'pods', 'workers'] as const) expect(clientOf(after, kind)).toEqual(clientOf(before, kind));
      }
    }
  });

  test('without a failure nothing is missing and nothing takes time', () => {
    for (const on of TOPOLOGIES) {
      const { clients, controllers, scheduler, workloads } = assess(modelled(on), []);
      for (const answer of clients) {
        expect(answer).toMatchObject({ reads: 'yes', writes: 'yes', cutOff: [] });
        expect([millisOf(answer.interruption), millisOf(answer.openConnections)]).toEqual([0, 0]);
      }
      expect([controllers.acts, scheduler.acts, millisOf(controllers.interruption), millisOf(scheduler.interruption)]).toEqual([true, true, 0, 0]);
      expect(workloads).toMatchObject({ keepRunning: true, lost: [], doubted: [] });
    }
  });
});
