import { Control } from './api-servers';
import { Asker } from './asker';
import { serves, throughBalancer } from './balancer';
import { ModelRouter, ModelScript } from './cluster-model';
import { toApiServer } from './direct';
import { meanwhile, NOTHING, Reach, worst } from './reach';
import { NEXT_PACKET, scriptTime, silenceTime, skewTime } from './terms';
import { NO_TIME, parallel, serial, Time, unbounded } from './time';
import { World } from './world';

/**
 * Through a virtual IP of keepalived, and the HAProxy of its holder.
 *
 * Any host that may have held the address is looked at, and the worst case counts.
 */
export function throughVirtualIp(control: Control, hosts: string[], asker: Asker): Reach {
  const cases = holders(control, hosts).map((holder) => fromHolder(control, hosts, holder, asker));
  return cases.length === 0 ? NOTHING : cases.reduce(worst);
}

/** Who may have had the address before: where every router preempts, only the one of the highest priority. */
function holders(control: Control, hosts: string[]): string[] {
  const routers = hosts.map((host) => ({ host, router: routerOf(control.world, host) }));
  if (!routers.every(({ router }) => router.preempts)) return hosts;
  const highest = Math.max(...routers.map(({ router }) => router.priority));
  return routers.filter(({ router }) => router.priority === highest).map(({ host }) => host);
}

function fromHolder(control: Control, hosts: string[], holder: string, asker: Asker): Reach {
  const { world } = control;
  const present = hosts.filter((host) => world.reaches(asker.from, host, asker.side));
  const others = present.filter((host) => host !== holder && world.runs(host, 'keepalived'));
  const next = successor(control, others);
  const bySilence = next === undefined ? NOTHING : moved(control, next, silenceTime(routerOf(world, next)), true);
  const keepalived = present.includes(holder) ? world.process(holder, 'keepalived') : 'crashed';
  if (keepalived === 'crashed') return bySilence;
  // A keepalived that stands still leaves its address where it is, while somebody else takes it as well.
  if (keepalived === 'hung') return balances(control, holder) ? { ...fromHost(control, holder, NO_TIME), open: bySilence.open } : bySilence;
  const complaint = failing(control, holder);
  if (complaint && givesUp(control, complaint, holder, others)) {
    return next === undefined ? NOTHING : moved(control, next, handedOver(control, complaint, next), complaint.waits);
  }
  return balances(control, holder) ? fromHost(control, holder, NO_TIME) : stuck(complaint);
}

/** What the holder of the address leads to: its HAProxy, or where there is none its own apiserver. */
function fromHost(control: Control, host: string, takeover: Time): Reach {
  const { balancer, apiServer, router } = control.world.host(host);
  if (router?.accepts === false) return NOTHING;
  if (balancer) return throughBalancer(control, host, takeover);
  return apiServer ? meanwhile(toApiServer(control, host, { from: host, side: 0 }), takeover) : NOTHING;
}

/** A script that fails on a host. */
interface Complaint {
  readonly script: ModelScript;
  /** It waits for an answer that does not come. */
  readonly waits: boolean;
}

/** The script that fails on a host, where one does. */
function failing(control: Control, host: string): Complaint | undefined {
  return control.once(failingScript, host);
}

function failingScript(control: Control, host: string): Complaint | undefined {
  const { world } = control;
  const haproxy = world.process(host, 'haproxy');
  for (const script of routerOf(world, host).scripts) {
    if (script.follows === 'own' && !['ready', 'untrusted'].includes(control.own(host))) return { script, waits: control.own(host) === 'hung' };
    if (script.follows === 'own' || (script.follows === 'unknown' && haproxy === 'absent')) continue;
    if (haproxy === 'crashed' || haproxy === 'hung') return { script, waits: haproxy === 'hung' };
    if (script.follows === 'isolated' && isolated(control, host)) return { script, waits: false };
    if (script.follows === 'unserved' && !serves(control, host)) return { script, waits: true };
  }
  return undefined;
}

/** Neither the own apiserver is ready nor another one alive, as the HAProxy of the host sees it. */
function isolated(control: Control, host: string): boolean {
  const own = control.servers.includes(host) && ['ready', 'untrusted'].includes(control.own(host));
  const other = control.servers.some((server) => server !== host && ['ready', 'untrusted', 'unready'].includes(control.stateFrom(host, server)));
  return !own && !other;
}

/** Whether a failing script takes the address from its holder. */
function givesUp(control: Control, { script }: Complaint, holder: string, others: string[]): boolean {
  if (script.weight === 0) return true;
  const own = priorityOf(control, holder);
  return others.some((host) => routerOf(control.world, host).preempts && priorityOf(control, host) > own);
}

/** The priority after the scripts that fail. */
function priorityOf(control: Control, host: string): number {
  const { priority } = routerOf(control.world, host);
  const weight = failing(control, host)?.script.weight ?? 0;
  return priority - Math.abs(weight);
}

/** Who takes the address: of those who may, the one whose timer ends first. */
function successor(control: Control, others: string[]): string | undefined {
  const willing = others.filter((host) => (failing(control, host)?.script.weight ?? 1) !== 0);
  const best = Math.max(...willing.map((host) => priorityOf(control, host)));
  const wait = (host: string) => routerOf(control.world, host).masterDownMs;
  return willing.filter((host) => priorityOf(control, host) === best || failing(control, host) === undefined).sort((a, b) => wait(a) - wait(b))[0];
}

/** From the moment in which a script begins to fail until the next host has the address. */
function handedOver(control: Control, complaint: Complaint, next: string): Time {
  const { script, waits } = complaint;
  const router = routerOf(control.world, next);
  return serial(scriptTime(script, waits), script.weight === 0 ? skewTime(router) : silenceTime(router));
}

function balances(control: Control, host: string): boolean {
  return control.world.host(host).balancer ? control.world.runs(host, 'haproxy') : control.own(host) === 'ready';
}

/** The address stays where nobody serves it. */
function stuck(complaint: Complaint | undefined): Reach {
  const why = complaint ? 'the weight of its check script does not move it' : 'no check script asks for the balancer';
  const never = unbounded('virtual IP stays', why, 'keepalived.conf(5): vrrp_script, weight, nopreempt');
  return { ...NOTHING, interruption: never, open: never };
}

/**
 * A new holder: requests go to it as soon as it has the address.
 *
 * @param silent open connections got no reset: an idle client learns of it by its next packet
 */
function moved(control: Control, next: string, takeover: Time, silent: boolean): Reach {
  const there = fromHost(control, next, takeover);
  return { ...there, open: silent ? parallel(serial(takeover, NEXT_PACKET), there.interruption) : there.interruption };
}

function routerOf(world: World, host: string): ModelRouter {
  return world.host(host).router!;
}
