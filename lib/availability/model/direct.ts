import { Control } from './api-servers';
import { Asker } from './asker';
import { AT_ONCE, cached, meanwhile, NOTHING, Reach } from './reach';
import { CLIENT_PING, ENDPOINT_REMOVED, ENDS_NOWHERE, keptConnection, leaseTime, NEXT_PACKET, routeWithdrawn } from './terms';
import { NO_TIME, parallel, serial, Time, unbounded } from './time';
import { OUTSIDE } from './world';

/** To the apiserver of one host, with nothing between. */
export function toApiServer(control: Control, server: string, asker: Asker): Reach {
  return asker.from === server ? control.once(toOwn, server) : reachOf(control, server, asker);
}

/** A client beside its apiserver. */
function toOwn(control: Control, server: string): Reach {
  return reachOf(control, server, { from: server, side: 0 });
}

function reachOf(control: Control, server: string, asker: Asker): Reach {
  const state = control.stateFrom(asker.from, server, asker.side);
  if (state === 'ready') {
    const wait = parallel(control.etcd.election, control.etcdOf(server).interruption);
    if (wait === NO_TIME) return AT_ONCE;
    return { reads: 'yes', writes: 'yes', interruption: wait, open: wait };
  }
  return state === 'unready' && control.remembers(server) ? cached(NO_TIME, NO_TIME) : NOTHING;
}

/** What is missing behind an address that leads to several apiservers. */
interface Behind {
  readonly ready: string[];
  readonly untrusted: boolean;
  readonly absent: string[];
}

function behind(control: Control, servers: string[], asker: Asker): Behind {
  const states = servers.map((server) => ({ server, state: control.stateFrom(asker.from, server, asker.side) }));
  return {
    ready: states.filter(({ state }) => state === 'ready').map(({ server }) => server),
    untrusted: states.some(({ state }) => state === 'untrusted'),
    absent: states.filter(({ state }) => state !== 'ready' && state !== 'untrusted').map(({ server }) => server),
  };
}

/**
 * To any apiserver, through the `kubernetes` Service: packets go straight to those that are among its endpoints.
 *
 * The place of a dead one is a lease in etcd, which a new leader extends to its full time.
 */
export function throughService(control: Control, asker: Asker): Reach {
  const answer = () => serviceReach(control, asker.from);
  // Hosts that see all others have the same answer.
  return control.world.isPlain(asker.from) ? control.once(serviceReach, OUTSIDE, answer) : answer();
}

function serviceReach(control: Control, from: string): Reach {
  const asker = { from, side: 0 };
  const { ready, untrusted, absent } = behind(control, control.servers, asker);
  const { election, extension } = control.etcd;
  const open = parallel(...absent.map((server) => openTime(control, server, asker)));
  if (ready.length === 0) return remembered(control, absent, asker);
  const waits = parallel(...ready.map((server) => control.etcdOf(server).interruption));
  const left = untrusted ? ENDS_NOWHERE : absent.length > 0 ? serial(election, extension, ENDPOINT_REMOVED) : election;
  const access = untrusted ? 'partly' : 'yes';
  return meanwhile({ reads: access, writes: access, interruption: left, open }, waits);
}

function openTime(control: Control, server: string, asker: Asker): Time {
  const state = control.stateFrom(asker.from, server, asker.side);
  if (state === 'refused') return NO_TIME;
  return state === 'unready' ? keptConnection('nothing cuts the connection to an apiserver without etcd') : CLIENT_PING;
}

function remembered(control: Control, absent: string[], asker: Asker): Reach {
  const alive = absent.some((server) => control.stateFrom(asker.from, server, asker.side) === 'unready' && control.remembers(server));
  return alive ? cached(NO_TIME, NO_TIME) : NOTHING;
}

/** Through a balancer that these files do not describe: it may be good, and nobody can say how fast. */
export function throughUnknown(control: Control, address: string, asker: Asker): Reach {
  const { ready, untrusted, absent } = behind(control, control.servers, asker);
  if (ready.length === 0) return remembered(control, absent, asker);
  const never = unbounded('balancer elsewhere', `${address} is not described here, so that nobody can say when it notices`, 'not described');
  const late = absent.length > 0 || untrusted ? never : NO_TIME;
  const access = untrusted ? 'partly' : 'yes';
  const waits = parallel(control.etcd.election, ...ready.map((server) => control.etcdOf(server).interruption));
  return meanwhile({ reads: access, writes: access, interruption: late, open: late }, waits);
}

/** Through a virtual IP of kube-vip: to the apiserver of the host that has it. */
export function throughKubeVip(control: Control, hosts: string[], asker: Asker): Reach[] {
  return hosts.map((holder) =>
    control.world.host(holder).kubeVip?.leaderElection ? elected(control, hosts, holder, asker) : announced(control, hosts, holder, asker),
  );
}

/** ARP: the holder of a lease has the address; it renews through its own apiserver. */
function elected(control: Control, hosts: string[], holder: string, asker: Asker): Reach {
  const { world } = control;
  const able = (host: string) => world.runs(host, 'kube-vip') && control.own(host) === 'ready' && world.reaches(asker.from, host, asker.side);
  if (able(holder)) return toApiServer(control, holder, asker);
  // Its certificate alone has run out: it keeps the address, and nobody trusts it.
  if (world.runs(holder, 'kube-vip') && control.stateFrom(asker.from, holder, asker.side) === 'untrusted') return NOTHING;
  const times = hosts.filter(able).map((host) => parallel(control.etcd.election, control.etcdOf(host).interruption));
  const vip = world.host(holder).kubeVip!;
  const [first] = times;
  // Without a lease to hold, every instance takes the address off its host.
  if (first === undefined) return NOTHING;
  const takeover = leaseTime(vip, first, 'kube-vip lease');
  return { reads: 'yes', writes: 'yes', interruption: takeover, open: serial(takeover, NEXT_PACKET) };
}

/** BGP: every host whose apiserver is healthy announces the address; routers spread connections over them. */
function announced(control: Control, hosts: string[], holder: string, asker: Asker): Reach {
  const { world } = control;
  const state = control.stateFrom(asker.from, holder, asker.side);
  const ready = hosts.filter((host) => control.stateFrom(asker.from, host, asker.side) === 'ready' && world.runs(host, 'kube-vip'));
  const [other] = ready;
  if (ready.includes(holder)) return toApiServer(control, holder, asker);
  // Routes are withdrawn where a health check fails, everywhere.
  if (other === undefined) return world.host(holder).kubeVip?.healthCheckMs === undefined ? toApiServer(control, holder, asker) : NOTHING;
  if (state === 'untrusted' && world.runs(holder, 'kube-vip')) return { reads: 'partly', writes: 'partly', interruption: ENDS_NOWHERE, open: ENDS_NOWHERE };
  const withdrawn = parallel(control.etcd.election, routeWithdrawn(world.host(holder), state === 'gone' || !world.runs(holder, 'kube-vip')));
  return { reads: 'yes', writes: 'yes', interruption: withdrawn, open: serial(withdrawn, NEXT_PACKET) };
}
