import { Duration } from 'cdk8s';
import * as fc from 'fast-check';
import { HaproxyProxy, readHaproxy } from '../../../lib/availability/read/haproxy-file';
import { renderHaproxy } from '../../../lib/front-end/haproxy-config';

/** The shape of the public kubeadm guide's file, with one server. */
const GUIDE = `
global
    log stdout format raw local0
    daemon

defaults
    mode                    http
    option                  httplog
    option                  http-server-close
    retries                 1
    timeout connect         5s
    timeout client          35s
    timeout server          35s
    timeout check           10s

frontend apiserver
    bind *:8443
    mode tcp
    option tcplog
    default_backend apiserverbackend

backend apiserverbackend
    option httpchk
    http-check connect ssl
    http-check send meth GET uri /healthz
    http-check expect status 200
    mode tcp
    balance roundrobin
    server cp-1 10.0.0.11:6443 check verify none
`;

function proxy(content: string, name: string): HaproxyProxy {
  const file = readHaproxy(content);
  expect(file.unreadable).toEqual([]);
  const found = file.proxies.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`no proxy ${name}`);
  return found;
}

test("reads the guide's file with HAProxy's own intervals", () => {
  const backend = proxy(GUIDE, 'apiserverbackend');
  expect(backend.servers[0]).toMatchObject({
    name: 'cp-1',
    address: '10.0.0.11',
    port: 6443,
    checked: true,
    tlsCheck: false,
    interMs: 2000,
    fastInterMs: 2000,
    downInterMs: 2000,
    fall: 3,
    rise: 2,
  });
  expect(backend.check).toEqual({ option: 'httpchk', method: 'GET', uri: '/healthz', tls: true, expects: [['status', '200']] });
  expect(backend.mode).toBe('tcp');
  expect(Object.fromEntries(backend.timeouts)).toEqual({ connect: 5000, client: 35_000, server: 35_000, check: 10_000 });
});

test('a frontend knows its addresses and backends', () => {
  const frontend = proxy(GUIDE, 'apiserver');
  expect(frontend.binds).toEqual([{ line: 17, address: '*', first: 8443, last: 8443, options: [] }]);
  expect(frontend.backends).toEqual(['apiserverbackend']);
});

test('default-server applies to the servers below it, and a server overrides it', () => {
  const { servers } = proxy(
    [
      'defaults',
      'default-server inter 1s fall 5',
      'backend b',
      'server a 10.0.0.1:1 check',
      'default-server inter 500ms fastinter 200 check',
      'server b 10.0.0.2:1 fall 2',
      'server c 10.0.0.3:1 no-check',
    ].join('\n'),
    'b',
  );
  expect(servers.map(({ interMs, fastInterMs, downInterMs, fall, checked }) => [interMs, fastInterMs, downInterMs, fall, checked])).toEqual([
    [1000, 1000, 1000, 5, true],
    [500, 200, 500, 2, true],
    [500, 200, 500, 5, false],
  ]);
});

test('a proxy has the settings of the last defaults section before it', () => {
  const content = ['defaults', 'timeout client 1s', 'frontend a', 'bind :1', 'defaults', 'mode http', 'frontend b', 'bind :2'].join('\n');
  expect(Object.fromEntries(proxy(content, 'a').timeouts)).toEqual({ client: 1000 });
  expect([proxy(content, 'b').timeouts.size, proxy(content, 'b').mode]).toEqual([0, 'http']);
});

test('`from` chooses a defaults section by its name, and one such section can build on another', () => {
  const content = [
    'defaults base',
    'timeout client 1s',
    'defaults fast from base',
    'timeout server 2s',
    'defaults',
    'frontend a from fast',
    'bind :1',
  ].join('\n');
  expect(Object.fromEntries(proxy(content, 'a').timeouts)).toEqual({ client: 1000, server: 2000 });
});

test('what one proxy sets does not reach the next', () => {
  const content = [
    'defaults',
    'option tcplog',
    'backend a',
    'no option tcplog',
    'timeout check 1s',
    'http-check expect status 200',
    'backend b',
  ].join('\n');
  const b = proxy(content, 'b');
  expect([[...b.options], b.timeouts.size, b.check.expects]).toEqual([['tcplog'], 0, []]);
});

test('`option httpchk` may carry the request itself', () => {
  const checks = ['option httpchk', 'option httpchk /a', 'option httpchk HEAD /b', 'option httpchk GET /c HTTP/1.1\\r\\nHost:\\ x'].map(
    (line) => proxy(`backend x\n${line}`, 'x').check,
  );
  expect(checks.map(({ method, uri }) => `${method} ${uri}`)).toEqual(['OPTIONS /', 'OPTIONS /a', 'HEAD /b', 'GET /c']);
});

test('the last check option decides', () => {
  expect(proxy('defaults\noption httpchk GET /readyz\nbackend x\noption tcp-check', 'x').check.option).toBe('tcp-check');
});

test('ssl covers the checks unless they go elsewhere', () => {
  const { servers } = proxy(
    [
      'backend b',
      'server a 10.0.0.1:1 check ssl',
      'server b 10.0.0.1:1 check ssl port 2',
      'server c 10.0.0.1:1 check check-ssl port 2',
      'server d 10.0.0.1:1 check',
    ].join('\n'),
    'b',
  );
  expect(servers.map((server) => server.tlsCheck)).toEqual([true, false, true, false]);
});

test('tracking, backup and disabled servers are told apart', () => {
  const { servers } = proxy(['backend b', 'server a 10.0.0.1:1 track l4/a backup', 'server b 10.0.0.1:1 disabled'].join('\n'), 'b');
  expect(servers.map(({ track, backup, disabled }) => [track, backup, disabled])).toEqual([
    ['l4/a', true, false],
    [undefined, false, true],
  ]);
});

test('a template is its servers', () => {
  expect(proxy('backend b\nserver-template cp 2-4 api.example:6443 check', 'b').servers.map(({ name, port }) => [name, port])).toEqual([
    ['cp2', 6443],
    ['cp3', 6443],
    ['cp4', 6443],
  ]);
});

test('one bind line may name several addresses', () => {
  expect(
    proxy('frontend f\nbind 10.0.0.1:80,[::]:81-82 v6only,/run/x.sock', 'f').binds.map(({ address, first, last }) => [address, first, last]),
  ).toEqual([
    ['10.0.0.1', 80, 80],
    ['::', 81, 82],
  ]);
});

test('the monitor and its conditions are there', () => {
  const frontend = proxy('frontend f\nbind :1\nmonitor-uri /readyz\nacl dead nbsrv(x) lt 1\nmonitor fail if dead', 'f');
  expect([frontend.monitorUri, frontend.monitorFails]).toEqual(['/readyz', ['if dead']]);
});

test('what cannot be read is listed with its line, and the rest is read', () => {
  const file = readHaproxy(
    [
      'mode tcp',
      'defaults',
      'timeout connect 1.5s',
      'backend b from nobody',
      'server a 10.0.0.1:1 inter soon fall many',
      'server',
      'acl "x',
      '.if defined(X)',
      'frontend f',
      'bind 10.0.0.1',
    ].join('\n'),
  );
  expect(file.unreadable.map(({ line, problem }) => `${line}: ${problem}`).sort()).toEqual(
    [
      '10: bind 10.0.0.1: there is no port',
      '1: mode stands before any section',
      '3: timeout connect 1.5s is no time',
      '4: no defaults section is called nobody',
      '5: server a: fall many is no whole number',
      '5: server a: inter soon is no time',
      '6: a server line without a name',
      '7: a quote is not closed',
      '8: .if: only the HAProxy that reads it can decide this',
    ].sort(),
  );
  expect(file.proxies.find((found) => found.name === 'b')?.servers).toHaveLength(1);
});

test('no text makes it throw', () => {
  const word = fc.constantFrom(
    'defaults',
    'backend b',
    'frontend f',
    'server',
    'a',
    '10.0.0.1:6443',
    'inter',
    '1s',
    'from',
    'bind',
    ':1',
    '"',
    "'",
    '\\',
    '#',
    '\n',
    'timeout',
    'option',
    'http-check',
    'track',
    'a/b',
    '.if',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(word).map((words) => words.join(' ')),
      ),
      (content) => Array.isArray(readHaproxy(content).proxies),
    ),
  );
});

test('every number that this project renders comes back', () => {
  const millis = fc.integer({ min: 50, max: 100_000 });
  const count = fc.integer({ min: 1, max: 20 });
  const timing = fc.record({ inter: millis, fastInter: millis, downInter: millis, fall: count, rise: count, connect: millis, check: millis });
  fc.assert(
    fc.property(timing, fc.uniqueArray(fc.integer({ min: 1, max: 250 }), { minLength: 1, maxLength: 5 }), (given, numbers) => {
      const { fall, rise, ...times } = given;
      const durations = Object.fromEntries(Object.entries(times).map(([name, value]) => [name, Duration.millis(value)])) as Record<
        keyof typeof times,
        Duration
      >;
      const content = renderHaproxy({
        kind: 'control-plane',
        service: true,
        bind: { addresses: ['*'], port: 8443 },
        servers: numbers.map((number) => ({ name: `cp-${number}`, address: `10.0.0.${number}`, port: 6443 })),
        check: { path: '/readyz', drain: true, failOpen: false, cutSessions: true, observe: true },
        keepalive: true,
        timing: { ...durations, fall, rise, retries: 3, client: Duration.minutes(10), server: Duration.minutes(10) },
      });
      const backend = proxy(content, 'apiservers');
      expect(backend.servers.map((server) => server.address).sort()).toEqual(numbers.map((number) => `10.0.0.${number}`).sort());
      for (const server of backend.servers) {
        expect([server.interMs, server.fastInterMs, server.downInterMs]).toEqual([given.inter, given.fastInter, given.downInter]);
        expect([server.fall, server.rise]).toEqual([fall, rise]);
        expect([server.port, server.checked, server.tlsCheck]).toEqual([6443, true, true]);
      }
      expect([backend.timeouts.get('connect'), backend.timeouts.get('check')]).toEqual([given.connect, given.check]);
    }),
  );
});

test('only `no option` takes an option away, and only that one', () => {
  expect([...proxy('backend x\noption tcplog\noption redispatch\nno option redispatch\nno log', 'x').options]).toEqual(['tcplog']);
});

test('a refusal of what is no switch is kept as it is written', () => {
  const [server] = proxy('backend x\nserver a 10.0.0.1:1 ssl check no-ssl no-verifyhost backup', 'x').servers;
  expect([server?.tlsCheck, server?.checked, server?.backup, server?.parameters.has('no-verifyhost')]).toEqual([false, true, true, true]);
});
