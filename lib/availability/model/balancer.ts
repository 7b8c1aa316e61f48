import { ApiState, Control } from './api-servers';
import { Access } from './assessment';
import { BalancedServer, ModelBalancer, ServerCheck } from './cluster-model';
import { cached, meanwhile, NOTHING, Reach } from './reach';
import {
  CLIENT_PING,
  ENDS_NOWHERE,
  goneDetection,
  hungDetection,
  idleTimeout,
  keptConnection,
  redispatch,
  redispatchRefused,
  refusedDetection,
  takenBack,
  unreadyDetection,
} from './terms';
import { either, millisOf, NO_TIME, parallel, serial, Time, unbounded } from './time';

/** A server as the HAProxy of one host has it. */
interface Seen {
  readonly server: BalancedServer;
  readonly state: ApiState;
}

/** What a balancer has after the failures, once its checks have seen them. */
interface Settled {
  readonly good: Seen[];
  /** They get connections, and serve nothing. */
  readonly bad: Seen[];
  readonly all: Seen[];
}

/**
 * Through the HAProxy of a host, which works.
 *
 * Its checks begin to notice at the moment of the failure, whatever else happens meanwhile; an attempt to connect begins with a request.
 *
 * @param takeover until requests get to this HAProxy at all
 */
export function throughBalancer(control: Control, host: string, takeover: Time = NO_TIME): Reach {
  const { balancer } = control.world.host(host);
  if (!balancer) return NOTHING;
  if (takeover !== NO_TIME) return reachOf(control, host, balancer, takeover);
  // Hosts that see the others, with the same settings, have the same answer.
  return control.once(throughSettings, control.world.isPlain(host) ? settingsOf(balancer) : host, () => reachOf(control, host, balancer, takeover));
}

/** What answers of balancers are remembered by. */
function throughSettings(_: Control, __: string | number): Reach {
  return NOTHING;
}

const SETTINGS = new Map<string, number>();
const KNOWN = new WeakMap<ModelBalancer, number>();

/** A number for the settings of a balancer: the same for the same settings. */
function settingsOf(balancer: ModelBalancer): number {
  const known = KNOWN.get(balancer);
  if (known !== undefined) return known;
  const text = JSON.stringify(balancer);
  const number = SETTINGS.get(text) ?? SETTINGS.size;
  SETTINGS.set(text, number);
  KNOWN.set(balancer, number);
  return number;
}

function reachOf(control: Control, host: string, balancer: ModelBalancer, takeover: Time): Reach {
  const settled = settle(control, host, balancer);
  const { good, bad, all } = settled;
  const noticed = parallel(takeover, ...all.map((seen) => noticing(control, balancer, seen, all, takeover)));
  const open = parallel(...all.map((seen) => openTime(control, balancer, seen)));
  if (good.length === 0) return withoutReady(control, balancer, settled, noticed);
  const access: Access = bad.length > 0 ? 'partly' : 'yes';
  const etcd = parallel(...good.map(({ server }) => control.etcdOf(server.host).interruption));
  const electing = afterElection(control, balancer, good);
  const interruption = bad.length > 0 ? ENDS_NOWHERE : noticed;
  return meanwhile({ reads: access, writes: access, interruption, open }, parallel(etcd, electing));
}

/** Whether it has anybody to send to: what a script learns that asks through it. */
export function serves(control: Control, host: string): boolean {
  const balancer = control.world.host(host).balancer;
  return balancer !== undefined && throughBalancer(control, host).reads !== 'no';
}

function settle(control: Control, host: string, balancer: ModelBalancer): Settled {
  const all = balancer.servers.map((server) => ({ server, state: control.stateFrom(host, server.host) }));
  return { all, good: all.filter(({ state }) => state === 'ready'), bad: all.filter((seen) => staysInRotation(balancer, seen)) };
}

/** Whether a server that serves nothing goes on getting connections. */
function staysInRotation(balancer: ModelBalancer, { server, state }: Seen): boolean {
  if (state === 'ready') return false;
  // Clients verify the certificate; the checks of a balancer that hands on TLS do not.
  if (state === 'untrusted') return true;
  const { check } = server;
  if (state === 'unready') return !check?.asksReadiness;
  if (state === 'hung') return !check || !(check.tls || check.asksReadiness);
  return !check && balancer.attempts === undefined;
}

/** From the failure of a server until new connections get past it. */
function noticing(control: Control, balancer: ModelBalancer, { server, state }: Seen, all: Seen[], takeover: Time): Time {
  const { check } = server;
  const only = all.filter((seen) => seen.state === 'refused' || seen.state === 'gone').length === 1;
  if (state === 'refused') return refusedTime(balancer, check, only, takeover);
  if (state === 'gone') return goneTime(balancer, check, only, takeover);
  if (state === 'hung' && check && (check.tls || check.asksReadiness)) return hungDetection(check);
  return state === 'unready' && check?.asksReadiness ? unreadyDetection(check, waitMs(control, server.host, check)) : NO_TIME;
}

function refusedTime(balancer: ModelBalancer, check: ServerCheck | undefined, only: boolean, takeover: Time): Time {
  const retry = balancer.attempts !== undefined && only ? redispatchRefused(balancer.attempts, balancer.connectMs) : undefined;
  if (retry && check) return either(parallel(takeover, refusedDetection(check)), serial(takeover, retry));
  return retry ?? (check ? refusedDetection(check) : NO_TIME);
}

/** Only the server that was just tried is avoided at the next attempt: with two that are dead, a connection may meet both again and again. */
function goneTime(balancer: ModelBalancer, check: ServerCheck | undefined, only: boolean, takeover: Time): Time {
  const { attempts, connectMs } = balancer;
  const retry = attempts !== undefined && connectMs !== undefined && only ? serial(takeover, redispatch(attempts, connectMs)) : undefined;
  if (check && retry) return either(retry, parallel(takeover, goneDetection(check)));
  if (check) return goneDetection(check);
  return retry ?? unbounded('connections to a host that is gone', 'nothing checks the server', 'HAProxy manual 5.2: check');
}

/** From the failure of a server until connections that were open to it are replaced. */
function openTime(control: Control, balancer: ModelBalancer, { server, state }: Seen): Time {
  const { check, cutsSessions } = server;
  if (state === 'ready' || state === 'untrusted' || state === 'refused') return NO_TIME;
  if (state === 'unready') {
    if (check?.asksReadiness && !check.drains && cutsSessions) return unreadyDetection(check, waitMs(control, server.host, check));
    return keptConnection(check?.drains ? 'an apiserver that is not ready keeps its connections' : 'nothing cuts them');
  }
  const detects = check && (state === 'gone' || check.tls || check.asksReadiness);
  if (detects && cutsSessions) return either(state === 'gone' ? goneDetection(check) : hungDetection(check), CLIENT_PING);
  return balancer.idleMs === undefined ? CLIENT_PING : either(CLIENT_PING, idleTimeout(balancer.idleMs));
}

/** No apiserver is ready: those that are alive are better than none, if the balancer has them left. */
function withoutReady(control: Control, balancer: ModelBalancer, { all, bad }: Settled, noticed: Time): Reach {
  const alive = balancer.failOpen ? all.filter(({ state }) => state === 'unready') : bad.filter(({ state }) => state === 'unready');
  return alive.some(({ server }) => control.remembers(server.host)) ? cached(noticed, NO_TIME) : NOTHING;
}

/** A balancer that is faster than an election takes every apiserver out of the way, and needs its checks to bring them back. */
function afterElection(control: Control, balancer: ModelBalancer, good: Seen[]): Time {
  const { election } = control.etcd;
  const back = good.map(({ server: { check } }) => {
    if (!check?.asksReadiness || balancer.failOpen || (check.fall - 1) * check.fastInterMs >= millisOf(election)) return election;
    return serial(election, takenBack(check));
  });
  // One that is back is enough.
  const [first = NO_TIME, ...others] = back;
  return either(first, ...others);
}

/** How long an apiserver without etcd takes to say so: at once where etcd refuses, after its own limits where etcd is silent. */
function waitMs(control: Control, server: string, check: ServerCheck): number {
  const apiServer = control.world.host(server).apiServer;
  if (!apiServer || !control.etcdOf(server).waits) return 0;
  return apiServer.etcdHealthMs + (check.asksReadyz ? apiServer.etcdReadyMs : 0);
}
