import { Client, Failure } from '../../../../lib/availability/model';
import { crash, cutOff, detection, ExpectedTerm, hang, lost, nextPing, ping, script, skew, takeover, unbounded } from './scenario';
import { Topology } from './topologies';

/** Connections that were open when something failed. */
export interface ConnectionScenario {
  readonly title: string;
  readonly on: Topology;
  readonly failures: Failure[];
  readonly client: Client;
  /** Until they work again or were replaced. */
  readonly open: ExpectedTerm[];
}

const on = 'three stacked';

/** A client finds out 30 s after the last packet, plus 15 s where nobody answers; a new holder of the address answers at once, by a reset. */
export const CONNECTIONS: ConnectionScenario[] = [
  { title: 'the kernel of a crashed apiserver resets them', on, failures: crash('kube-apiserver', 'cp-1'), client: 'users', open: [] },
  {
    title: 'HAProxy cuts those to a hanging apiserver when it takes it out',
    on,
    failures: hang('kube-apiserver', 'cp-1'),
    client: 'users',
    open: [detection(1000 + 1 * (200 + 300))],
  },
  {
    title: 'a lost holder takes them with it, until the next packet meets the new one',
    on,
    failures: lost('cp-1'),
    client: 'users',
    open: [takeover(3 * 100 + (57 / 256) * 100), nextPing(30_000)],
  },
  {
    title: 'a holder without network: the same',
    on,
    failures: cutOff('cp-2'),
    client: 'users',
    open: [takeover(3 * 100 + (56 / 256) * 100), nextPing(30_000)],
  },
  {
    title: 'the kernel of a crashed HAProxy resets them, and the address is taken over',
    on,
    failures: crash('haproxy', 'cp-1'),
    client: 'users',
    open: [script(1 * 1000), skew((57 / 256) * 100)],
  },
  {
    title: 'those through a hanging HAProxy wait for the new holder and their own next packet',
    on,
    failures: hang('haproxy', 'cp-1'),
    client: 'users',
    open: [script(1 * 1000 + 1000), skew((57 / 256) * 100), nextPing(30_000)],
  },
  {
    title: 'a hanging keepalived keeps its address, and loses those to the peer that takes it as well',
    on,
    failures: hang('keepalived', 'cp-1'),
    client: 'users',
    open: [takeover(3 * 100 + (57 / 256) * 100), nextPing(30_000)],
  },
  {
    title: 'those to an apiserver without etcd stay there for ever',
    on,
    failures: crash('etcd', 'cp-1'),
    client: 'users',
    open: [unbounded('open connection')],
  },
  { title: 'and those of pods', on, failures: crash('etcd', 'cp-1'), client: 'pods', open: [unbounded('open connection')] },
  { title: 'pods find out by themselves that a host is gone', on, failures: lost('cp-3'), client: 'pods', open: [ping(30_000 + 15_000)] },
  { title: 'and that an apiserver hangs', on, failures: hang('kube-apiserver', 'cp-1'), client: 'pods', open: [ping(30_000 + 15_000)] },
  {
    title: 'the balancer of a worker cuts those to a lost host',
    on: 'three stacked, own balancers',
    failures: lost('cp-1'),
    client: 'workers',
    open: [detection(2000 + 2 * 300 + 1 * 500)],
  },
  {
    title: 'the balancer of a worker cuts those to a hanging apiserver',
    on: 'three stacked, own balancers',
    failures: hang('kube-apiserver', 'cp-1'),
    client: 'workers',
    open: [detection(2000 + 2 * 300 + 1 * 500)],
  },
  {
    title: 'the guide: a lost holder',
    on: 'three stacked, guide',
    failures: lost('cp-1'),
    client: 'users',
    open: [takeover(3 * 1000 + (156 / 256) * 1000), nextPing(30_000)],
  },
  {
    title: 'masters with external etcd: a lost holder',
    on: 'three external',
    failures: lost('cp-1'),
    client: 'users',
    open: [takeover(3 * 100 + (57 / 256) * 100), nextPing(30_000)],
  },
];
