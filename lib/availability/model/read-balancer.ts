import { ApiServer, apiServersOf, leadsTo } from '../read/apiservers';
import { ApiBackend, balancersOf } from '../read/balancers';
import { CheckedServer, checkLimits, decidingServer } from '../read/haproxy-detection';
import { HaproxyProxy } from '../read/haproxy-file';
import { HaproxyServer } from '../read/haproxy-server';
import { RenderedCluster } from '../read/rendered';
import { BalancedServer, ModelBalancer, ServerCheck } from './cluster-model';

/** The HAProxy of each host that has one for the API. */
export function balancersByHost(cluster: RenderedCluster): Map<string, ModelBalancer> {
  const apiServers = apiServersOf(cluster);
  const found = new Map<string, ModelBalancer>();
  for (const { host, backends } of balancersOf(cluster)) {
    const [backend] = backends;
    if (backend) found.set(host.name, balancerOf(backend, apiServers));
  }
  return found;
}

function balancerOf(backend: ApiBackend, apiServers: ApiServer[]): ModelBalancer {
  const { proxy } = backend;
  const servers = backend.servers.flatMap((server) => balanced(backend, server, apiServers));
  const spare = proxy.servers.filter((server) => server.backup && !server.disabled).flatMap((server) => balanced(backend, server, apiServers));
  const idle = proxy.timeouts.get('tunnel') ?? least(proxy.timeouts.get('server'), proxy.timeouts.get('client'));
  const connect = proxy.timeouts.get('connect');
  return {
    servers,
    failOpen: spare.length > 0 && spare.every(({ check }) => !check?.asksReadiness),
    ...attemptsOf(proxy),
    ...(connect === undefined ? {} : { connectMs: connect }),
    ...(idle === undefined ? {} : { idleMs: idle }),
  };
}

/**
 * Algorithms by which the next attempt goes to another server at once, whatever number stands after `option redispatch` (backend.c,
 * BE_LB_KIND_RR).
 */
const ROUND_ROBIN = /^(roundrobin|static-rr|random)(\(|$)/;

/** Algorithms by which every attempt of a client goes to the same server, until that is down. */
const SAME_SERVER = /^(source|uri|url_param|hdr|hash|rdp-cookie)(\(|$)/;

function attemptsOf({ options, retries, redispatchAfter, balance }: HaproxyProxy): { attempts?: number } {
  if (!options.has('redispatch') || retries === 0 || redispatchAfter === 0 || SAME_SERVER.test(balance)) return {};
  if (ROUND_ROBIN.test(balance)) return { attempts: 1 };
  const every = redispatchAfter > 0 ? redispatchAfter : retries + 1 + redispatchAfter;
  return every > 0 && every <= retries ? { attempts: every } : {};
}

function balanced(backend: ApiBackend, server: HaproxyServer, apiServers: ApiServer[]): BalancedServer[] {
  const target = apiServers.find((apiServer) => leadsTo(apiServer, server.address, server.port, backend.host));
  if (!target) return [];
  const deciding = decidingServer(backend.file, backend.proxy, server);
  return [
    {
      host: target.host.name,
      ...(deciding ? { check: checkOf(deciding) } : {}),
      cutsSessions: server.parameters.get('on-marked-down') === 'shutdown-sessions',
    },
  ];
}

function checkOf(checked: CheckedServer): ServerCheck {
  const { proxy, server } = checked;
  const { connect, answer } = checkLimits(checked);
  const asks = proxy.check.option === 'httpchk';
  return {
    interMs: server.interMs,
    fastInterMs: server.fastInterMs,
    downInterMs: server.downInterMs,
    fall: server.fall,
    rise: server.rise,
    connectMs: connect,
    answerMs: answer,
    tls: server.tlsCheck || proxy.check.tls,
    asksReadiness: asks && !/^\/livez([/?]|$)/.test(proxy.check.uri),
    asksReadyz: asks && /^\/readyz([/?]|$)/.test(proxy.check.uri),
    drains: asks && proxy.check.expects.some((words) => words.includes('error-status') && words.includes('L7OKC')),
  };
}

function least(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.min(a, b);
}
