import { Access, Authority, CertificateUse, Failure, Process } from '../../../../lib/availability/model';
import { Edit, Topology } from './topologies';

/** One term of a bound: part of its name, and its milliseconds. */
export interface ExpectedTerm {
  readonly name: string;
  readonly millis: number;
}

/** What a kind of client is expected to have. */
export interface ExpectedClient {
  readonly reads: Access;
  readonly writes: Access;
  readonly cutOff: string[];
  /** The deciding terms; not looked at where they mean nothing. */
  readonly back?: ExpectedTerm[];
  /** Of connections that were open; not looked at where a scenario is about something else. */
  readonly open?: ExpectedTerm[];
}

/** Nobody does the work. */
export const IDLE = 'idle';

/** A failure, or several at a time, and what follows. What a scenario does not name is expected to notice nothing. */
export interface Scenario {
  readonly title: string;
  readonly on: Topology;
  readonly edits?: readonly Edit[];
  readonly failures: Failure[];
  readonly users?: ExpectedClient;
  readonly workers?: ExpectedClient;
  readonly pods?: ExpectedClient;
  readonly components?: ExpectedClient;
  readonly controllers?: ExpectedTerm[] | typeof IDLE;
  readonly scheduler?: ExpectedTerm[] | typeof IDLE;
  readonly lost?: string[];
  readonly doubted?: string[];
  readonly replaced?: ExpectedTerm[];
}

/** A program on these hosts is gone. */
export const crash = (process: Process, ...hosts: string[]): Failure[] => hosts.map((host) => ({ kind: 'crash', host, process }));
/** A program on these hosts stands still. */
export const hang = (process: Process, ...hosts: string[]): Failure[] => hosts.map((host) => ({ kind: 'hang', host, process }));
/** These hosts are gone. */
export const lost = (...hosts: string[]): Failure[] => hosts.map((host) => ({ kind: 'host', host }));
/** These hosts reach nobody. */
export const cutOff = (...hosts: string[]): Failure[] => hosts.map((host) => ({ kind: 'network', host }));
/** This zone is gone. */
export const zone = (name: string): Failure[] => [{ kind: 'zone', zone: name }];
/** Groups of hosts, names in a group separated by spaces. */
export const split = (...groups: string[]): Failure[] => [{ kind: 'partition', groups: groups.map((group) => group.split(' ')) }];
/** A certificate of cp-1, or of another host, has run out. */
export const expired = (use: CertificateUse, host = 'cp-1'): Failure[] => [{ kind: 'expired', host, use }];
/** A CA has run out. */
export const expiredCa = (authority: Authority): Failure[] => [{ kind: 'expired-ca', authority }];

/** Served, after these terms. */
export const yes = (...back: ExpectedTerm[]): ExpectedClient => ({ reads: 'yes', writes: 'yes', cutOff: [], back });
/** Some hosts are cut off, the others served after these terms. */
export const butNot = (hosts: string[], ...back: ExpectedTerm[]): ExpectedClient => ({ reads: 'partly', writes: 'partly', cutOff: hosts, back });
/** Out of memory only. */
export const CACHED: ExpectedClient = { reads: 'cached', writes: 'no', cutOff: [] };
/** Nothing. */
export const NO: ExpectedClient = { reads: 'no', writes: 'no', cutOff: [] };
/** A share of all connections fails, for ever. */
export const SHARE: ExpectedClient = { reads: 'partly', writes: 'partly', cutOff: [], back: [{ name: '', millis: Infinity }] };
/** Served, and connections that were open work again after these terms. */
export const open = (client: ExpectedClient, ...terms: ExpectedTerm[]): ExpectedClient => ({ ...client, open: terms });

const NAMES = new Set<string>();

function named(name: string): (millis: number) => ExpectedTerm {
  NAMES.add(name);
  return (millis) => ({ name, millis });
}

/** The part of a term's name by which scenarios know it; the whole name where they know no part. */
export function knownName(name: string): string {
  return [...NAMES].find((known) => name.includes(known)) ?? name;
}

export const election = named('etcd election');
export const takeover = named('VRRP takeover');
export const skew = named('VRRP skew');
export const script = named('check script');
export const detection = named('HAProxy detection');
export const redispatch = named('HAProxy tries another server');
export const lease = named('lease expiry');
export const attempt = named("candidate's next attempt");
export const etcdSilent = named('etcd client drops a silent connection');
export const etcdHung = named('etcd client drops a hung connection');
export const leaves = named('apiserver leaves the kubernetes Service');
export const extended = named('etcd extends leases');
export const holdTime = named('BGP hold time');
export const vipCheck = named('kube-vip health check');
export const notReady = named('node counts as not ready');
export const tolerated = named('pods tolerate it');
export const ping = named('client finds its connection dead');
export const nextPing = named("idle client's next ping");
export const reconnects = named('kubelet opens new connections');
export const unbounded = (name = ''): ExpectedTerm => ({ name, millis: Infinity });
