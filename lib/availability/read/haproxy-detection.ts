import { HaproxyFile, HaproxyProxy } from './haproxy-file';
import { HaproxyServer } from './haproxy-server';

/** A server together with the proxy whose timeouts its health checks have. */
export interface CheckedServer {
  readonly proxy: HaproxyProxy;
  readonly server: HaproxyServer;
}

/**
 * The server whose health checks decide about a server: itself, or the one that it tracks.
 *
 * Undefined where nothing is checked, so that its death is never noticed.
 */
export function decidingServer(file: HaproxyFile, proxy: HaproxyProxy, server: HaproxyServer, hops = 8): CheckedServer | undefined {
  if (server.track === undefined) return server.checked ? { proxy, server } : undefined;
  const [first = '', second] = server.track.split('/');
  const target = second === undefined ? proxy : file.proxies.find((candidate) => candidate.name === first && candidate.kind !== 'frontend');
  const tracked = target?.servers.find((candidate) => candidate.name === (second ?? first));
  return target && tracked && hops > 0 ? decidingServer(file, target, tracked, hops - 1) : undefined;
}

/** How long one health check may take, in milliseconds. */
export interface CheckLimits {
  /** Until the connection stands. */
  readonly connect: number;
  /** From then until the answer; 0 where `inter` limits both together. */
  readonly answer: number;
}

/**
 * How long one health check may take.
 *
 * Without `timeout check` the whole check has `inter`; with it the connection has the lesser of `timeout connect` and `inter`, and the answer has
 * `timeout check` on top (HAProxy's manual, section 4.2, `timeout check`).
 */
export function checkLimits({ proxy, server }: CheckedServer): CheckLimits {
  const answer = proxy.timeouts.get('check');
  if (answer === undefined) return { connect: server.interMs, answer: 0 };
  return { connect: Math.min(proxy.timeouts.get('connect') ?? server.interMs, server.interMs), answer };
}

/** Milliseconds until a server that answers "not ready" gets no new connections: every check but the last one is answered at once. */
export function notReadyMillis(checked: CheckedServer): number {
  const { interMs, fastInterMs, fall } = checked.server;
  const { connect, answer } = checkLimits(checked);
  return interMs + (fall - 1) * fastInterMs + (answer || connect);
}

/** Milliseconds until a server whose host is gone gets no new connections: each check waits for its connection in vain. */
export function goneMillis(checked: CheckedServer): number {
  const { interMs, fastInterMs, fall } = checked.server;
  return interMs + fall * checkLimits(checked).connect + (fall - 1) * fastInterMs;
}

/** Milliseconds until a server that accepts connections and never answers gets no new ones. */
export function hungMillis(checked: CheckedServer): number {
  return goneMillis(checked) + checked.server.fall * checkLimits(checked).answer;
}
