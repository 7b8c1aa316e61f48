import { Duration } from 'cdk8s';
import { HaproxyConfig, renderHaproxy } from '../../lib/front-end/haproxy-config';
import { HaproxyTimings } from '../../lib/front-end/haproxy-timing';
import { HAPROXY, sectionOf, SERVERS } from './samples';

const render = (changes: Partial<HaproxyConfig> = {}) => renderHaproxy({ ...HAPROXY, ...changes });
const check = (changes: Partial<HaproxyConfig['check']>) => render({ check: { ...HAPROXY.check, ...changes } });

test('a control-plane host', () => {
  expect(render()).toMatchInlineSnapshot(`
"global
    log stdout format short daemon
    user haproxy
    group haproxy
    chroot /var/lib/haproxy
    stats socket /run/haproxy/admin.sock mode 600 level admin expose-fd listeners
    maxconn 8100
    hard-stop-after 600000ms

defaults
    mode tcp
    log global
    option tcplog
    option dontlognull
    option dontlog-normal
    option log-health-checks
    option redispatch 1
    retries 3
    option clitcpka
    clitcpka-idle 30s
    clitcpka-intvl 10s
    clitcpka-cnt 3
    option srvtcpka
    srvtcpka-idle 30s
    srvtcpka-intvl 10s
    srvtcpka-cnt 3
    timeout connect 300ms
    timeout check 1000ms
    timeout client 600000ms
    timeout client-fin 30000ms
    timeout server 600000ms
    timeout server-fin 30000ms
    timeout tunnel 14400000ms

frontend control-plane
    bind *:8443
    maxconn 8000
    default_backend apiservers

backend apiservers
    balance roundrobin
    option httpchk
    http-check send meth GET uri /readyz
    http-check expect status 200 error-status L7OKC
    option allbackups
    default-server inter 500ms fastinter 200ms downinter 500ms fall 2 rise 2 on-marked-down shutdown-sessions
    server cp-1 10.0.0.11:6443 check check-ssl verify none observe layer4 error-limit 1 on-error fastinter
    server cp-2 10.0.0.12:6443 check check-ssl verify none observe layer4 error-limit 1 on-error fastinter
    server cp-3 10.0.0.13:6443 check check-ssl verify none observe layer4 error-limit 1 on-error fastinter
    server cp-1_any 10.0.0.11:6443 track alive/cp-1 backup
    server cp-2_any 10.0.0.12:6443 track alive/cp-2 backup
    server cp-3_any 10.0.0.13:6443 track alive/cp-3 backup

backend alive
    default-server inter 500ms fastinter 200ms downinter 500ms fall 2 rise 2
    server cp-1 10.0.0.11:6443 check check-ssl verify none
    server cp-2 10.0.0.12:6443 check check-ssl verify none
    server cp-3 10.0.0.13:6443 check check-ssl verify none

backend own
    server cp-1 10.0.0.11:6443 track apiservers/cp-1

frontend monitor
    mode http
    bind 127.0.0.1:8444
    monitor-uri /readyz
    acl own-ready nbsrv(own) ge 1
    acl other-alive srv_is_up(alive/cp-2)
    acl other-alive srv_is_up(alive/cp-3)
    monitor fail if !own-ready !other-alive
    http-request return status 200 if { path /livez }
    http-request return status 404
"
`);
});

test('the order of the servers has no meaning', () => {
  expect(render({ servers: [...SERVERS].reverse() })).toBe(render());
});

test('as static pod it never is root, and writes plain lines to its output', () => {
  expect(sectionOf(render({ service: false }), 'global')).toMatchInlineSnapshot(`
"global
    log stdout format raw daemon
    maxconn 8100
    hard-stop-after 600000ms"
`);
});

test('a worker listens on loopback, and its monitor fails when no apiserver is alive', () => {
  const text = render({ kind: 'worker', bind: { addresses: ['127.0.0.1'], port: 7443 }, ownServer: undefined });
  expect(`${sectionOf(text, 'frontend worker')}\n${sectionOf(text, 'frontend monitor')}`).toMatchInlineSnapshot(`
"frontend worker
    bind 127.0.0.1:7443
    maxconn 8000
    default_backend apiservers
frontend monitor
    mode http
    bind 127.0.0.1:8444
    monitor-uri /readyz
    acl other-alive srv_is_up(alive/cp-1)
    acl other-alive srv_is_up(alive/cp-2)
    acl other-alive srv_is_up(alive/cp-3)
    monitor fail if !other-alive
    http-request return status 200 if { path /livez }
    http-request return status 404"
`);
  expect(text).not.toContain('backend own');
});

test('a single control-plane host keeps its address whatever its apiserver says: there is nobody to hand it to', () => {
  const text = render({ servers: [SERVERS[1]!] });
  expect(text).not.toContain('monitor fail');
  expect(text).not.toContain('backend own');
});

test('IPv6 addresses are bracketed, and both families get a listener of their own', () => {
  const text = render({ bind: { addresses: ['::', '*'], port: 8443 }, servers: [{ name: 'cp-1', address: 'FD00:0::0011', port: 6443 }] });
  expect(sectionOf(text, 'frontend control-plane')).toContain('    bind *:8443\n    bind [::]:8443 v6only\n');
  expect(text).toContain('    server cp-1 [fd00::11]:6443 check');
});

test('each switch of the check takes away what it adds', () => {
  expect(check({ drain: false })).toContain('    http-check expect status 200\n');
  expect(check({ cutSessions: false })).not.toContain('on-marked-down');
  expect(check({ observe: false })).not.toContain('observe');
  const closed = check({ failOpen: false });
  expect(closed).not.toMatch(/backup|backend alive|allbackups/);
  expect(closed).toContain('acl other-alive srv_is_up(apiservers/cp-2)');
});

test('the kubeadm guide: HAProxy decides nothing but up and down, by /healthz', () => {
  const text = render({
    service: false,
    monitor: undefined,
    maxConnections: undefined,
    keepalive: false,
    check: { path: '/healthz', drain: false, failOpen: false, cutSessions: false, observe: false },
    timing: HaproxyTimings.KUBEADM_GUIDE,
  });
  expect(text).toMatchInlineSnapshot(`
"global
    log stdout format raw daemon

defaults
    mode tcp
    log global
    option tcplog
    option dontlognull
    option dontlog-normal
    option log-health-checks
    option redispatch 1
    retries 1
    timeout connect 5000ms
    timeout check 10000ms
    timeout client 35000ms
    timeout server 35000ms
    timeout queue 20000ms

frontend control-plane
    bind *:8443
    default_backend apiservers

backend apiservers
    balance roundrobin
    option httpchk
    http-check send meth GET uri /healthz
    http-check expect status 200
    default-server inter 2000ms fall 3 rise 2
    server cp-1 10.0.0.11:6443 check check-ssl verify none
    server cp-2 10.0.0.12:6443 check check-ssl verify none
    server cp-3 10.0.0.13:6443 check check-ssl verify none
"
`);
});

test('times are exact to the millisecond', () => {
  const text = render({ timing: { ...HaproxyTimings.BALANCED, inter: Duration.millis(1234), check: Duration.seconds(2), tunnel: Duration.days(1) } });
  expect(text).toContain('inter 1234ms');
  expect(text).toContain('timeout check 2000ms');
  expect(text).toContain('timeout tunnel 86400000ms');
});

test('the monitor has connections left when the front end has none', () => {
  const text = render({ maxConnections: 500 });
  expect(sectionOf(text, 'global')).toContain('maxconn 600');
  expect(sectionOf(text, 'frontend control-plane')).toContain('maxconn 500');
});

const timing = (changes: object) => ({ timing: { ...HaproxyTimings.BALANCED, ...changes } });
const first = (changes: object) => ({ servers: [{ ...SERVERS[1]!, ...changes }, SERVERS[0]!] });
const MILLIS = (from: string, to: string) => `allowed: a Duration of ${from} to ${to}, in whole milliseconds; fix:`;
const RANGE = 'choose one in that range';

test.each<[string, object, string]>([
  ['no server', { servers: [] }, 'haproxy.servers: got []; allowed: at least one apiserver; fix: name every control-plane node'],
  ['no list of servers', { servers: undefined }, 'haproxy.servers: got nothing; allowed: at least one apiserver; fix: name every control-plane node'],
  ['nothing as a server', { servers: [null, SERVERS[1]] }, 'haproxy.servers[0]: got null; allowed: a name, an address and a port; fix: give all three'],
  ['a name that ends the line', first({ name: 'cp-1\n    server evil 1.2.3.4:1' }), 'haproxy.servers[0].name: got "cp-1\\n    server evil 1.2.3.4:1"; allowed: lower case letters, digits, dots and dashes, as in a node name; fix: use the name of the node'],
  ['an address with a port', first({ address: '10.0.0.11:6443' }), 'haproxy.servers[0].address: got "10.0.0.11:6443"; allowed: an IPv4 or IPv6 address; fix: write the plain address, without port and prefix'],
  ['a server port of 0', first({ port: 0 }), 'haproxy.servers[0].port: got 0; allowed: a whole number from 1 to 65535; fix: choose a free port in that range'],
  ['two servers of one name', { servers: [SERVERS[1], SERVERS[1]] }, 'haproxy.servers[1]: got "cp-1"; allowed: a value that no other entry has; fix: remove or rename one of them'],
  ['an own server that is none', { ownServer: 'cp-9' }, 'haproxy.ownServer: got "cp-9"; allowed: one of cp-1, cp-2, cp-3; fix: name the server of this host, or none'],
  ['the port of the own apiserver', { bind: { addresses: ['*'], port: 6443 } }, 'haproxy.bind.port: got 6443; allowed: another port than the apiserver of this host has; fix: take 8443, the default'],
  ['a port for root', { bind: { addresses: ['*'], port: 443 } }, 'haproxy.bind.port: got 443; allowed: a whole number from 1024 to 65535; fix: choose a free port in that range'],
  ['no address to bind', { bind: { addresses: [], port: 8443 } }, 'haproxy.bind.addresses: got []; allowed: at least one; fix: bind `*`, `::` or an address of the host'],
  ['a name to bind', { bind: { addresses: ['localhost'], port: 8443 } }, 'haproxy.bind.addresses[0]: got "localhost"; allowed: an IPv4 or IPv6 address; fix: write the plain address, without port and prefix'],
  ['the monitor on the front end', { monitor: { address: '127.0.0.1', port: 8443 } }, "haproxy.monitor.port: got 8443; allowed: another port than the front end's; fix: move the monitor; its default is 8444"],
  ['a path with a query', { check: { ...HAPROXY.check, path: '/readyz?verbose' } }, 'haproxy.check.path: got "/readyz?verbose"; allowed: a path without a query, like /readyz; fix: apiservers match it exactly; use /readyz'],
  ['99 connections', { maxConnections: 99 }, `haproxy.maxConnections: got 99; allowed: a whole number from 100 to 1000000; fix: ${RANGE}`],
  ['a number for a time', timing({ inter: 500 }), `haproxy.timing.inter: got 500; ${MILLIS('50 ms', '3600 s')} give Duration.millis(…) or Duration.seconds(…)`],
  ['a check 49 ms after the last', timing({ inter: Duration.millis(49) }), `haproxy.timing.inter: got "49ms"; ${MILLIS('50 ms', '3600 s')} ${RANGE}`],
  ['half a millisecond', timing({ connect: Duration.millis(10.5) }), `haproxy.timing.connect: got "10.5ms"; ${MILLIS('10 ms', '3600 s')} ${RANGE}`],
  ['a tunnel of 25 days', timing({ tunnel: Duration.days(25) }), `haproxy.timing.tunnel: got "2160000000ms"; ${MILLIS('1 s', '24 d')} ${RANGE}`],
  ['a missing time', timing({ check: undefined }), `haproxy.timing.check: got nothing; ${MILLIS('10 ms', '3600 s')} give Duration.millis(…) or Duration.seconds(…)`],
  ['fall 0', timing({ fall: 0 }), `haproxy.timing.fall: got 0; allowed: a whole number from 1 to 100; fix: ${RANGE}`],
  ['rise 1.5', timing({ rise: 1.5 }), `haproxy.timing.rise: got 1.5; allowed: a whole number from 1 to 100; fix: ${RANGE}`],
  ['-1 retries', timing({ retries: -1 }), `haproxy.timing.retries: got -1; allowed: a whole number from 0 to 100; fix: ${RANGE}`],
])('%s is refused', (_, changes, message) => {
  expect(() => render(changes)).toThrow(new Error(`haproxy.cfg cannot be rendered:\n- ${message}`));
});

test.each<[string, object]>([
  ['the lowest and highest of every number', { maxConnections: 1_000_000, ...timing({ inter: Duration.millis(50), tunnel: Duration.days(24), retries: 0, fall: 100 }) }],
  ['port 1024', { bind: { addresses: ['10.0.0.11', 'fd00::11'], port: 1024 } }],
  ['the port of an apiserver, on another address', { bind: { addresses: ['10.0.0.100'], port: 6443 } }],
  ['a name with dots', { ownServer: undefined, servers: [{ ...SERVERS[1]!, name: 'cp-1.example.com' }] }],
])('%s is taken', (_, changes) => {
  expect(render(changes)).toContain('backend apiservers');
});

test('everything that is wrong is said at once', () => {
  expect(() => render({ ownServer: 'x', ...timing({ fall: 0 }) })).toThrow(/ownServer[^]*timing\.fall/);
});
