import { electionTime, ETCD_HUNG, ETCD_SILENT, leaseExtension } from './terms';
import { NO_TIME, parallel, Time } from './time';
import { World } from './world';

/** etcd after the failures. */
export interface EtcdState {
  /** Members that have a quorum between them; empty where there is none. */
  readonly members: ReadonlySet<string>;
  /** False where nobody describes etcd: then it is taken to work. */
  readonly known: boolean;
  /** From the failure until there is a leader: the last one may have been among those who are gone. */
  readonly election: Time;
  /** How much longer leases in etcd live after that. */
  readonly extension: Time;
}

/** The members that still form a quorum, and how long they need for a leader. */
export function etcdState(world: World): EtcdState {
  const { members, topology } = world.model.etcd;
  if (topology === 'elsewhere') return { members: new Set(), known: false, election: NO_TIME, extension: NO_TIME };
  const working = world.isCaExpired('etcd-ca') ? [] : members.filter((host) => takesPart(world, host, members.length));
  const quorum =
    working.map((host) => working.filter((other) => world.reaches(host, other))).find((group) => group.length > members.length / 2) ?? [];
  const electionMs = Math.max(0, ...quorum.map((host) => world.host(host).etcd?.electionMs ?? 0));
  const quorate = new Set(quorum);
  if (quorum.length === 0 || quorum.length === members.length) return { members: quorate, known: true, election: NO_TIME, extension: NO_TIME };
  return { members: quorate, known: true, election: electionTime(electionMs), extension: leaseExtension(electionMs) };
}

/** A member alone needs no certificate towards others. */
function takesPart(world: World, host: string, count: number): boolean {
  return world.runs(host, 'etcd') && (count === 1 || !world.isExpired(host, 'etcd-peer'));
}

/** How an apiserver gets to its data. */
export interface EtcdAccess {
  readonly usable: boolean;
  /** It answers about its readiness only after its own wait for etcd. */
  readonly waits: boolean;
  /** From the failure until its requests are answered, the election aside. */
  readonly interruption: Time;
}

/** What the apiserver of a host has of etcd. */
export function etcdAccess(world: World, state: EtcdState, host: string): EtcdAccess {
  const server = world.host(host).apiServer;
  if (!server || (server.members.length === 0 && !state.known)) return { usable: true, waits: false, interruption: NO_TIME };
  const identified = !world.isExpired(host, 'apiserver-etcd-client');
  const serving = server.members.filter(
    (member) => state.members.has(member) && world.reaches(host, member) && !world.isExpired(member, 'etcd-serving'),
  );
  // Its etcd client retries a refused connection for longer than any check waits.
  const waits = !identified || serving.length === 0 || server.members.some((member) => world.process(member, 'etcd') === 'hung');
  if (!identified || serving.length === 0) return { usable: false, waits, interruption: NO_TIME };
  return { usable: true, waits, interruption: parallel(...server.members.map((member) => lostConnection(world, host, member))) };
}

/** A connection of an apiserver that uses several members: requests on it wait until it is dropped. */
function lostConnection(world: World, from: string, member: string): Time {
  if (!world.reaches(from, member)) return ETCD_SILENT;
  return world.process(member, 'etcd') === 'hung' ? ETCD_HUNG : NO_TIME;
}
