import { Duration } from 'cdk8s';
import * as fc from 'fast-check';
import { KeepalivedFile, readKeepalived } from '../../../lib/availability/read/keepalived-file';
import { masterDownMillis, scriptTakeoverMillis } from '../../../lib/availability/read/keepalived-takeover';
import { renderKeepalived } from '../../../lib/front-end/keepalived-config';
import { KeepalivedTimings } from '../../../lib/front-end/keepalived-timing';

/** The shape of the public kubeadm guide's file. */
const GUIDE = `! Configuration File for keepalived
global_defs {
    router_id LVS_DEVEL
}
vrrp_script check_apiserver {
  script "/etc/keepalived/check_apiserver.sh"
  interval 3
  weight -2
  fall 10
  rise 2
}

vrrp_instance VI_1 {
    state MASTER
    interface eth0
    virtual_router_id 51
    priority 101
    authentication {
        auth_type PASS
        auth_pass 42
    }
    virtual_ipaddress {
        10.0.0.100
    }
    track_script {
        check_apiserver
    }
}
`;

function read(content: string): KeepalivedFile {
  const file = readKeepalived(content);
  expect(file.unreadable).toEqual([]);
  return file;
}

test("reads the guide's file, with keepalived's own defaults where it is silent", () => {
  const { scripts, instances } = read(GUIDE);
  expect(scripts).toEqual([
    {
      name: 'check_apiserver',
      line: 5,
      command: '/etc/keepalived/check_apiserver.sh',
      intervalMs: 3000,
      timeoutMs: 3000,
      weight: -2,
      fall: 10,
      rise: 2,
      initFail: false,
    },
  ]);
  expect(instances).toEqual([
    {
      name: 'VI_1',
      line: 13,
      version: 2,
      state: 'MASTER',
      interface: 'eth0',
      routerId: 51,
      priority: 101,
      advertMs: 1000,
      downTimerAdverts: 3,
      nopreempt: false,
      preemptDelayMs: 0,
      unicastPeers: [],
      addresses: [{ address: '10.0.0.100', prefix: 32, device: 'eth0' }],
      scripts: [{ name: 'check_apiserver', line: 26, weight: -2 }],
    },
  ]);
});

test('reads what a fast and steady configuration adds', () => {
  const { scripts, instances, global } = read(`
global_defs {
  vrrp_version 3
  enable_script_security   # or root scripts run as anybody
}
vrrp_script haproxy {
  script "/etc/keepalived/check-haproxy 8444"
  interval 1
  timeout 2
  init_fail
}
vrrp_instance api {
  interface eth0
  virtual_router_id 77
  priority 150
  advert_int 0.1
  nopreempt
  unicast_src_ip 10.0.0.11
  unicast_peer {
    10.0.0.12
    10.0.0.13 min_ttl 255
  }
  virtual_ipaddress {
    10.0.0.100/24 dev eth1 label eth1:api
  }
  track_script { haproxy weight 5 }
}
`);
  expect(scripts[0]).toMatchObject({
    command: '/etc/keepalived/check-haproxy 8444',
    intervalMs: 1000,
    timeoutMs: 2000,
    weight: 0,
    fall: 1,
    rise: 1,
    initFail: true,
  });
  expect(instances[0]).toMatchObject({
    version: 3,
    state: 'BACKUP',
    routerId: 77,
    priority: 150,
    advertMs: 100,
    nopreempt: true,
    unicastSource: '10.0.0.11',
    unicastPeers: ['10.0.0.12', '10.0.0.13'],
    addresses: [{ address: '10.0.0.100', prefix: 24, device: 'eth1' }],
    scripts: [{ name: 'haproxy', weight: 5 }],
  });
  expect(global.map((node) => node.words[0])).toEqual(['vrrp_version', 'enable_script_security']);
});

test('an instance of IPv6 addresses is version 3, whatever is written', () => {
  const [instance] = read('vrrp_instance x {\nversion 2\nvirtual_ipaddress {\nfd00::100\n}\n}').instances;
  expect([instance?.version, instance?.addresses]).toEqual([3, [{ address: 'fd00::100', prefix: 128, device: '' }]]);
});

test('comments begin anywhere outside quotes, and braces may stand on lines of their own', () => {
  const { scripts } = read('vrrp_script a\n{ ! one\n  script "/bin/sh -c \'# not ! a comment\'" # two\n  weight -2!three\n}\n');
  expect(scripts).toMatchObject([{ command: "/bin/sh -c '# not ! a comment'", weight: -2 }]);
});

test('a backslash continues a line', () => {
  expect(read('vrrp_script a {\n  script \\\n    /bin/check \\\n    8444\n}').scripts[0]?.command).toBe('/bin/check 8444');
});

test('what cannot be read is listed with its line, and the rest is read', () => {
  const file = readKeepalived(
    'vrrp_instance x {\n  priority high\n  advert_int 1s\n  @main state MASTER\n  script "/bin/x\n}\n}\n$VAR=1\ninclude /etc/x\nvrrp_script y {\n  interval 2\n',
  );
  expect(file.unreadable.map(({ line, problem }) => `${line}: ${problem}`).sort()).toEqual(
    [
      '10: a brace is not closed',
      '2: priority high: not a whole number',
      '3: advert_int 1s: not a number of seconds',
      '4: @main: only the keepalived that reads it can decide this',
      '5: a quote is not closed',
      '7: a closing brace without an opening one',
      '8: $VAR=1: only the keepalived that reads it can decide this',
      '9: include: only the keepalived that reads it can decide this',
    ].sort(),
  );
  expect([file.instances[0]?.priority, file.scripts[0]?.intervalMs]).toEqual([100, 2000]);
});

test('no text makes it throw', () => {
  const word = fc.constantFrom(
    'vrrp_instance',
    'x',
    '{',
    '}',
    '\n',
    '"',
    '!',
    '#',
    '\\',
    'priority',
    '1',
    'track_script',
    'virtual_ipaddress',
    '${',
    '$',
    '@',
    "'",
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(word).map((words) => words.join(' ')),
        fc.array(word).map((words) => words.join('')),
      ),
      (content) => Array.isArray(readKeepalived(content).instances),
    ),
  );
});

test('every number that this project renders comes back', () => {
  const small = fc.integer({ min: 1, max: 50 });
  const given = fc.record({
    routerId: fc.integer({ min: 1, max: 255 }),
    priority: fc.integer({ min: 1, max: 254 }),
    hundredths: fc.integer({ min: 1, max: 2000 }),
    interval: small,
    fall: small,
    rise: small,
    weight: fc.integer({ min: -253, max: 253 }),
    nopreempt: fc.boolean(),
    peers: fc.uniqueArray(fc.integer({ min: 12, max: 99 }), { minLength: 1, maxLength: 6 }),
  });
  fc.assert(
    fc.property(given, ({ routerId, priority, hundredths, interval, fall, rise, weight, nopreempt, peers }) => {
      const addresses = peers.map((peer) => `10.0.0.${peer}`);
      const { instances, scripts } = read(
        renderKeepalived({
          routerId: 'cp-1',
          version: 3,
          scheduling: 'realtime',
          script: { path: '/etc/keepalived/check-haproxy', weight: nopreempt ? 0 : weight, initFail: true },
          timing: {
            ...KeepalivedTimings.BALANCED,
            advertisement: Duration.millis(hundredths * 10),
            checkInterval: Duration.seconds(interval),
            fall,
            rise,
          },
          instances: [
            {
              name: 'api',
              state: 'BACKUP',
              nopreempt,
              networkInterface: 'eth0',
              virtualRouterId: routerId,
              priority,
              address: '10.0.0.100',
              prefix: 24,
              unicast: { source: '10.0.0.11', peers: addresses },
            },
          ],
        }),
      );
      expect(instances[0]).toMatchObject({ name: 'api', version: 3, state: 'BACKUP', routerId, priority, nopreempt });
      expect([instances[0]?.advertMs, instances[0]?.unicastSource]).toEqual([hundredths * 10, '10.0.0.11']);
      expect(instances[0]?.unicastPeers).toEqual([...addresses].sort());
      expect(instances[0]?.addresses).toEqual([{ address: '10.0.0.100', prefix: 24, device: 'eth0' }]);
      expect(scripts[0]).toMatchObject({
        intervalMs: interval * 1000,
        timeoutMs: interval * 1000,
        fall,
        rise,
        weight: nopreempt ? 0 : weight,
        initFail: true,
      });
    }),
  );
});

test('a script interval below a second is reported: keepalived ignores it and takes one second', () => {
  const file = readKeepalived('vrrp_script a {\n  interval 0.5\n}');
  expect([file.unreadable, file.scripts[0]?.intervalMs]).toEqual([[{ line: 2, problem: 'interval 0.5: not a whole number of seconds' }], 1000]);
});

function only(lines: string) {
  const [found] = read(`vrrp_script s {\n interval 3\n fall 10\n}\nvrrp_instance x {\n${lines}\n}`).instances;
  if (!found) throw new Error('no instance');
  return found;
}

test.each([
  ['priority 100', 3609.375],
  ['priority 254', 3007.8125],
  ['version 3\nadvert_int 0.3\npriority 100', 1082.8125],
  ['version 3\nadvert_int 0.1\ndown_timer_adverts 2\npriority 156', 239.0625],
])('a dead holder is replaced by a backup of %j after %d ms', (lines, millis) => {
  expect(masterDownMillis(only(lines))).toBe(millis);
});

test('a script of weight 0 hands over after the skew, another one after the whole timer', () => {
  const peer = only('priority 100');
  const script = { name: 's', line: 1, command: '/bin/x', intervalMs: 3000, timeoutMs: 2000, weight: 0, fall: 10, rise: 2, initFail: false };
  expect(scriptTakeoverMillis(only('track_script {\ns\n}'), peer, [script])).toBe(32_000 + 609.375);
  expect(scriptTakeoverMillis(only('track_script {\ns weight -2\n}'), peer, [script])).toBe(32_000 + 3609.375);
  expect(scriptTakeoverMillis(only(''), peer, [script])).toBe(0);
});

test('of a repeated line the last counts', () => {
  expect(read('vrrp_instance x {\n  priority 1\n  priority 2\n}').instances[0]?.priority).toBe(2);
});
