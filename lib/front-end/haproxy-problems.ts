import type { HaproxyConfig } from './haproxy-config';
import type { HaproxyTiming } from './haproxy-timing';
import { addressProblems, duplicateProblems, durationProblems, nameProblems, numberProblems, portProblems, problem } from './problem';

/** The longest time that HAProxy's timers hold: 2^31 milliseconds, rounded down to days. */
const LONGEST = 24 * 86_400_000;

const MILLIS: { readonly [name in keyof HaproxyTiming]?: readonly [number, number] } = {
  inter: [50, 3_600_000],
  fastInter: [50, 3_600_000],
  downInter: [50, 3_600_000],
  connect: [10, 3_600_000],
  check: [10, 3_600_000],
  client: [1000, LONGEST],
  server: [1000, LONGEST],
  tunnel: [1000, LONGEST],
  halfClosed: [1000, LONGEST],
  queue: [10, LONGEST],
  oldProcess: [1000, LONGEST],
};

const REQUIRED = ['inter', 'connect', 'check', 'client', 'server'];

/** What is wrong with a config, each line with its path, what was given, what is allowed, and the fix. */
export function haproxyProblems(config: HaproxyConfig): string[] {
  return [...listeners(config), ...servers(config), ...checks(config), ...timingProblems('haproxy.timing', config.timing)];
}

function listeners(config: HaproxyConfig): string[] {
  const addresses = config.bind.addresses;
  const problems = addresses.length > 0 ? [] : [problem('haproxy.bind.addresses', addresses, 'at least one', 'bind `*`, `::` or an address of the host')];
  problems.push(...addresses.flatMap((address, index) => (address === '*' ? [] : addressProblems(`haproxy.bind.addresses[${index}]`, address))));
  problems.push(...duplicateProblems('haproxy.bind.addresses', addresses), ...portProblems('haproxy.bind.port', config.bind.port, 1024));
  if (config.monitor) {
    problems.push(...addressProblems('haproxy.monitor.address', config.monitor.address), ...portProblems('haproxy.monitor.port', config.monitor.port, 1024));
    if (config.monitor.port === config.bind.port) {
      problems.push(problem('haproxy.monitor.port', config.monitor.port, `another port than the front end's`, 'move the monitor; its default is 8444'));
    }
  }
  // As root, or with a hard limit below it, HAProxy warns or refuses to start: a million is beyond what one host forwards.
  if (config.maxConnections !== undefined) problems.push(...numberProblems('haproxy.maxConnections', config.maxConnections, 100, 1_000_000));
  return problems;
}

function servers(config: HaproxyConfig): string[] {
  const list = config.servers;
  if (!Array.isArray(list) || list.length === 0) return [problem('haproxy.servers', list, 'at least one apiserver', 'name every control-plane node')];
  const absent = list.flatMap((server, index) =>
    typeof server === 'object' && server !== null ? [] : [problem(`haproxy.servers[${index}]`, server, 'a name, an address and a port', 'give all three')],
  );
  if (absent.length > 0) return absent;
  const problems = list.flatMap((server, index) => [
    ...nameProblems(`haproxy.servers[${index}].name`, server.name),
    ...addressProblems(`haproxy.servers[${index}].address`, server.address),
    ...portProblems(`haproxy.servers[${index}].port`, server.port),
  ]);
  problems.push(...duplicateProblems('haproxy.servers', list.map((server) => server.name)));
  const own = config.ownServer;
  if (problems.length === 0 && own !== undefined && !list.some((server) => server.name === own)) {
    problems.push(problem('haproxy.ownServer', own, `one of ${list.map((server) => server.name).sort().join(', ')}`, 'name the server of this host, or none'));
  }
  const local = list.find((server) => server.name === own);
  if (local && local.port === config.bind.port && config.bind.addresses.some((address) => address === '*' || address === '::' || address === local.address)) {
    problems.push(problem('haproxy.bind.port', config.bind.port, `another port than the apiserver of this host has`, 'take 8443, the default'));
  }
  return problems;
}

function checks(config: HaproxyConfig): string[] {
  const { path } = config.check;
  if (typeof path === 'string' && /^\/[a-z0-9/_-]*$/.test(path)) return [];
  return [problem('haproxy.check.path', path, 'a path without a query, like /readyz', 'apiservers match it exactly; use /readyz')];
}

/** What is wrong with the numbers. */
export function timingProblems(path: string, timing: HaproxyTiming): string[] {
  const problems: string[] = [];
  for (const [name, [lowest, highest]] of Object.entries(MILLIS) as [keyof HaproxyTiming, readonly [number, number]][]) {
    if (timing[name] === undefined && !REQUIRED.includes(name)) continue;
    problems.push(...durationProblems(`${path}.${name}`, timing[name], lowest, highest));
  }
  problems.push(...numberProblems(`${path}.fall`, timing.fall, 1, 100), ...numberProblems(`${path}.rise`, timing.rise, 1, 100));
  problems.push(...numberProblems(`${path}.retries`, timing.retries, 0, 100));
  return problems;
}
