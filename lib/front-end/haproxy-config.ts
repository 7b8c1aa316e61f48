import { Duration } from 'cdk8s';
import { canonical, inUrl } from '../cluster/address';
import { haproxyProblems } from './haproxy-problems';
import { HaproxyTiming } from './haproxy-timing';
import { refuse } from './problem';

/** One apiserver behind a balancer. */
export interface HaproxyServer {
  /** The name of its node. */
  readonly name: string;
  /** An address of the node. */
  readonly address: string;
  /** The apiserver's own port. */
  readonly port: number;
}

/** What a health check asks, and what follows from the answers. Each switch is off in the kubeadm guide's file. */
export interface HaproxyCheck {
  /** An exact path: apiservers serve `/readyz`, `/livez` and `/healthz` without a user. */
  readonly path: string;
  /** An apiserver that answers "not ready" keeps its connections and gets no new ones, instead of being treated like a dead one. */
  readonly drain: boolean;
  /** When no apiserver is ready, those that still complete a TLS handshake get the connections. */
  readonly failOpen: boolean;
  /** Connections to an apiserver are cut when it is marked down, so that clients go elsewhere at once instead of after their own timeouts. */
  readonly cutSessions: boolean;
  /** A failed client connection makes HAProxy check that server at once. */
  readonly observe: boolean;
}

/** Everything that haproxy.cfg says. */
export interface HaproxyConfig {
  /** Whose balancer it is: also the name of the frontend. */
  readonly kind: 'control-plane' | 'worker';
  /** True where the distribution's service runs it: it starts as root and gives that up. The official image never is root. */
  readonly service: boolean;
  /** `*` for every IPv4 address, `::` for every IPv6 address, or addresses of the host. */
  readonly bind: { readonly addresses: string[]; readonly port: number };
  /** Where the monitor answers over plain HTTP; none if absent. */
  readonly monitor?: { readonly address: string; readonly port: number };
  /** The server that runs on this host. */
  readonly ownServer?: string;
  readonly servers: HaproxyServer[];
  readonly check: HaproxyCheck;
  readonly timing: HaproxyTiming;
  /** Connections at a time; without it HAProxy takes what the limit of open files allows, which in containers can be a thousand million. */
  readonly maxConnections?: number;
  /** TCP keepalive on both sides, with which a peer that vanished is found in a minute. */
  readonly keepalive: boolean;
}

/** Path of the monitor that answers 200 while HAProxy runs: for probes, which must not restart HAProxy because of an apiserver. */
export const MONITOR_LIVE = '/livez';

/** Path of the monitor that answers 503 when this HAProxy should not be used: decides where the virtual IP is. */
export const MONITOR_READY = '/readyz';

/** Connections that only the monitor can take, so that a full front end does not look like a dead one and push its clients on to the next host. */
const RESERVED = 100;

/**
 * One failed client connection brings the next check forward, and decides nothing by itself. `on-error mark-down` would: together with
 * `shutdown-sessions` it kills the very connection that noticed, instead of trying it elsewhere (tried with 2.6 and 3.2: one lost at every death).
 */
const OBSERVE = ' observe layer4 error-limit 1 on-error fastinter';

/**
 * Idle time, interval and count of keepalive probes: a vanished peer is noticed after 60 s; clients of Kubernetes notice after 45 s by their
 * own pings.
 */
const KEEPALIVE = { idle: '30s', intvl: '10s', cnt: '3' };

/**
 * Renders haproxy.cfg, in words that HAProxy 2.4 to 3.x understands without a warning.
 *
 * `check-ssl verify none` because a check carries no secret and its answer decides nothing but where packets go; clients verify the apiserver
 * end to end. `roundrobin` because `leastconn` sends every new connection to the apiserver that just came back, and long-lived ones are evened
 * out by the apiserver's `goaway-chance`.
 *
 * @throws Error when the config cannot be rendered; the message lists everything that is wrong
 */
export function renderHaproxy(config: HaproxyConfig): string {
  refuse('haproxy.cfg', haproxyProblems(config));
  const servers = [...config.servers].sort((a, b) => (a.name < b.name ? -1 : 1));
  const sections = [globals(config), defaults(config), frontend(config), backend(config, servers)];
  if (config.check.failOpen) sections.push(section('backend alive', [defaultServer(config), ...servers.map((server) => `${place(server)} ${TLS_CHECK}`)]));
  if (config.monitor) sections.push(...monitor(config, servers));
  return `${sections.join('\n\n')}\n`;
}

const TLS_CHECK = 'check check-ssl verify none';

function section(title: string, lines: string[]): string {
  return [title, ...lines.map((line) => `    ${line}`)].join('\n');
}

function globals(config: HaproxyConfig): string {
  const lines = [`log stdout format ${config.service ? 'short' : 'raw'} daemon`];
  if (config.service) lines.push('user haproxy', 'group haproxy', 'chroot /var/lib/haproxy', 'stats socket /run/haproxy/admin.sock mode 600 level admin expose-fd listeners');
  if (config.maxConnections !== undefined) lines.push(`maxconn ${config.maxConnections + RESERVED}`);
  if (config.timing.oldProcess) lines.push(`hard-stop-after ${ms(config.timing.oldProcess)}`);
  return section('global', lines);
}

function defaults(config: HaproxyConfig): string {
  const { timing } = config;
  const lines = ['mode tcp', 'log global', 'option tcplog', 'option dontlognull', 'option dontlog-normal', 'option log-health-checks'];
  lines.push('option redispatch 1', `retries ${timing.retries}`);
  for (const side of config.keepalive ? ['clitcpka', 'srvtcpka'] : []) {
    lines.push(`option ${side}`, ...Object.entries(KEEPALIVE).map(([name, value]) => `${side}-${name} ${value}`));
  }
  const timeouts: [string, Duration | undefined][] = [
    ['connect', timing.connect],
    ['check', timing.check],
    ['client', timing.client],
    ['client-fin', timing.halfClosed],
    ['server', timing.server],
    ['server-fin', timing.halfClosed],
    ['tunnel', timing.tunnel],
    ['queue', timing.queue],
  ];
  for (const [name, value] of timeouts) if (value) lines.push(`timeout ${name} ${ms(value)}`);
  return section('defaults', lines);
}

function frontend(config: HaproxyConfig): string {
  const { addresses, port } = config.bind;
  const lines = [...addresses].sort().map((address) => (address === '*' ? `bind *:${port}` : `bind ${inUrl(address)}:${port}${address === '::' ? ' v6only' : ''}`));
  if (config.maxConnections !== undefined) lines.push(`maxconn ${config.maxConnections}`);
  return section(`frontend ${config.kind}`, [...lines, 'default_backend apiservers']);
}

function backend(config: HaproxyConfig, servers: HaproxyServer[]): string {
  const { check } = config;
  const lines = ['balance roundrobin', 'option httpchk', `http-check send meth GET uri ${check.path}`];
  lines.push(`http-check expect status 200${check.drain ? ' error-status L7OKC' : ''}`);
  if (check.failOpen) lines.push('option allbackups');
  lines.push(`${defaultServer(config)}${check.cutSessions ? ' on-marked-down shutdown-sessions' : ''}`);
  lines.push(...servers.map((server) => `${place(server)} ${TLS_CHECK}${check.observe ? OBSERVE : ''}`));
  if (check.failOpen) lines.push(...servers.map((server) => `${place(server, '_any')} track alive/${server.name} backup`));
  return section('backend apiservers', lines);
}

function monitor(config: HaproxyConfig, servers: HaproxyServer[]): string[] {
  const own = servers.find((server) => server.name === config.ownServer);
  const others = servers.filter((server) => server !== own);
  const alive = config.check.failOpen ? 'alive' : 'apiservers';
  const lines = ['mode http', `bind ${inUrl(config.monitor!.address)}:${config.monitor!.port}`, `monitor-uri ${MONITOR_READY}`];
  // A single apiserver has nobody to hand over to: then the address stays, whatever it says.
  if (others.length > 0) {
    if (own) lines.push('acl own-ready nbsrv(own) ge 1');
    lines.push(...others.map((server) => `acl other-alive srv_is_up(${alive}/${server.name})`));
    lines.push(`monitor fail if ${own ? '!own-ready ' : ''}!other-alive`);
  }
  lines.push(`http-request return status 200 if { path ${MONITOR_LIVE} }`, 'http-request return status 404');
  const sections = [section('frontend monitor', lines)];
  // srv_is_up() also holds for a server that drains; the count of usable servers does not.
  if (own && others.length > 0) sections.unshift(section('backend own', [`${place(own)} track apiservers/${own.name}`]));
  return sections;
}

function place(server: HaproxyServer, suffix = ''): string {
  return `server ${server.name}${suffix} ${inUrl(canonical(server.address))}:${server.port}`;
}

function defaultServer({ timing }: HaproxyConfig): string {
  const fast = timing.fastInter ? ` fastinter ${ms(timing.fastInter)}` : '';
  const down = timing.downInter ? ` downinter ${ms(timing.downInter)}` : '';
  return `default-server inter ${ms(timing.inter)}${fast}${down} fall ${timing.fall} rise ${timing.rise}`;
}

function ms(duration: Duration): string {
  return `${duration.toMilliseconds()}ms`;
}
