import { Duration } from 'cdk8s';
import { KeepalivedConfig, renderKeepalived, VrrpInstance } from '../../lib/front-end/keepalived-config';
import { KeepalivedTimings } from '../../lib/front-end/keepalived-timing';
import { KEEPALIVED, sectionOf } from './samples';

const [IPV4] = KEEPALIVED.instances as [VrrpInstance];
const IPV6: VrrpInstance = {
  ...IPV4,
  name: 'control-plane-ipv6',
  unicast: { source: 'fd00::11', peers: ['fd00::0012', 'fd00::13'] },
  address: 'FD00::100',
  prefix: 64,
};
const render = (changes: Partial<KeepalivedConfig> = {}) => renderKeepalived({ ...KEEPALIVED, ...changes });
const instance = (changes: object) => ({ instances: [{ ...IPV4, ...changes }] });
const timing = (changes: object) => ({ timing: { ...KeepalivedTimings.BALANCED, ...changes } });

test('one virtual address', () => {
  expect(render()).toMatchInlineSnapshot(`
"global_defs {
    router_id cp-1
    vrrp_version 3
    enable_script_security
    script_user root
    vrrp_rt_priority 50
    vrrp_rlimit_rttime 100000
    max_auto_priority -1
    vrrp_no_swap
    vrrp_garp_master_delay 1
    vrrp_garp_master_refresh 10
}

vrrp_script check-haproxy {
    script "/etc/keepalived/check-haproxy"
    interval 1
    timeout 1
    fall 1
    rise 2
    weight 0
    init_fail
}

vrrp_instance control-plane-ipv4 {
    state BACKUP
    nopreempt
    interface eth0
    virtual_router_id 51
    priority 103
    advert_int 0.1
    unicast_src_ip 10.0.0.11
    check_unicast_src
    unicast_peer {
        10.0.0.12
        10.0.0.13
    }
    virtual_ipaddress {
        10.0.0.100/24 dev eth0
    }
    track_script {
        check-haproxy
    }
}
"
`);
});

test('the order of the peers has no meaning', () => {
  expect(render(instance({ unicast: { source: '10.0.0.11', peers: ['10.0.0.12', '10.0.0.13'] } }))).toBe(render());
});

test('IPv6 is an instance of its own, and its address is never a source address', () => {
  expect(sectionOf(render({ instances: [IPV4, IPV6] }), 'vrrp_instance control-plane-ipv6')).toMatchInlineSnapshot(`
"vrrp_instance control-plane-ipv6 {
    state BACKUP
    nopreempt
    interface eth0
    virtual_router_id 51
    priority 103
    advert_int 0.1
    unicast_src_ip fd00::11
    check_unicast_src
    unicast_peer {
        fd00::12
        fd00::13
    }
    virtual_ipaddress {
        fd00::100/64 dev eth0 preferred_lft 0
    }
    track_script {
        check-haproxy
    }
}"
`);
});

test('a host without peers advertises to nobody in particular', () => {
  expect(render(instance({ unicast: undefined }))).not.toContain('unicast');
});

test('the kubeadm guide: version 2, multicast, a master, and a check that takes 2 from the priority after 30 s', () => {
  const guide: KeepalivedConfig = {
    ...KEEPALIVED,
    version: 2,
    scheduling: 'ordinary',
    script: { path: '/etc/keepalived/check-haproxy', weight: -2, initFail: false },
    timing: KeepalivedTimings.KUBEADM_GUIDE,
    instances: [{ ...IPV4, state: 'MASTER', nopreempt: false, priority: 101, unicast: undefined }],
  };
  expect(renderKeepalived(guide)).toMatchInlineSnapshot(`
"global_defs {
    router_id cp-1
    vrrp_version 2
    enable_script_security
    script_user root
}

vrrp_script check-haproxy {
    script "/etc/keepalived/check-haproxy"
    interval 3
    timeout 3
    fall 10
    rise 2
    weight -2
}

vrrp_instance control-plane-ipv4 {
    state MASTER
    interface eth0
    virtual_router_id 51
    priority 101
    advert_int 1
    virtual_ipaddress {
        10.0.0.100/24 dev eth0
    }
    track_script {
        check-haproxy
    }
}
"
`);
});

test('advertisements are written in seconds, to the hundredth', () => {
  expect(render(timing({ advertisement: Duration.millis(250) }))).toContain('advert_int 0.25\n');
  expect(render(timing({ advertisement: Duration.seconds(1) }))).toContain('advert_int 1\n');
});

const MILLIS = (from: string, to: string) => `allowed: a Duration of ${from} to ${to}, in whole milliseconds; fix:`;
const RANGE = 'choose one in that range';

test.each<[string, object, string]>([
  ['no instance', { instances: [] }, 'keepalived.instances: got []; allowed: at least one; fix: give a virtual address'],
  ['two instances of one name', { instances: [IPV4, IPV4] }, 'keepalived.instances[1]: got "control-plane-ipv4"; allowed: a value that no other entry has; fix: remove or rename one of them'],
  ['a router id that ends the block', { routerId: 'x }' }, 'keepalived.routerId: got "x }"; allowed: lower case letters, digits, dots and dashes, as in a node name; fix: use the name of the node'],
  ['a script with an argument', { script: { ...KEEPALIVED.script, path: '/bin/sh -c x' } }, 'keepalived.script.path: got "/bin/sh -c x"; allowed: an absolute path without blanks; fix: keep the script beside keepalived.conf'],
  ['a weight with nopreempt', { script: { ...KEEPALIVED.script, weight: -2 } }, 'keepalived.script.weight: got -2; allowed: 0 with nopreempt: nobody would take over from a lower priority; fix: use weight 0'],
  ['a name that is no word', instance({ name: 'a {' }), 'keepalived.instances[0].name: got "a {"; allowed: 1 to 70 letters, digits, dashes and underscores; fix: shorten it'],
  ['a name of 71 letters', instance({ name: 'a'.repeat(71) }), `keepalived.instances[0].name: got "${'a'.repeat(71)}"; allowed: 1 to 70 letters, digits, dashes and underscores; fix: shorten it`],
  ['an interface that ends the line', instance({ networkInterface: 'eth0\n}' }), 'keepalived.instances[0].networkInterface: got "eth0\\n}"; allowed: 1 to 15 letters, digits, dots, dashes and underscores; fix: use the name that `ip link` shows'],
  ['a name of 16 letters for an interface', instance({ networkInterface: 'abcdefghijklmnop' }), 'keepalived.instances[0].networkInterface: got "abcdefghijklmnop"; allowed: 1 to 15 letters, digits, dots, dashes and underscores; fix: use the name that `ip link` shows'],
  ['router id 256', instance({ virtualRouterId: 256 }), `keepalived.instances[0].virtualRouterId: got 256; allowed: a whole number from 1 to 255; fix: ${RANGE}`],
  ['priority 255', instance({ priority: 255 }), `keepalived.instances[0].priority: got 255; allowed: a whole number from 1 to 254; fix: ${RANGE}`],
  ['nopreempt on a master', instance({ state: 'MASTER' }), 'keepalived.instances[0].nopreempt: got true; allowed: false with state MASTER: keepalived drops it; fix: start every host as BACKUP'],
  ['an address with its prefix', instance({ address: '10.0.0.100/24' }), 'keepalived.instances[0].address: got "10.0.0.100/24"; allowed: an IPv4 or IPv6 address; fix: write the plain address, without port and prefix'],
  ['prefix 33', instance({ prefix: 33 }), `keepalived.instances[0].prefix: got 33; allowed: a whole number from 1 to 32; fix: ${RANGE}`],
  ['an address of another segment', instance({ address: '10.0.1.100' }), 'keepalived.instances[0].address: got "10.0.1.100"; allowed: an address of 10.0.0.0/24, where the host is; fix: take a free address of the segment, or kube-vip in BGP mode'],
  ['the address of the host', instance({ address: '10.0.0.11' }), 'keepalived.instances[0].address: got "10.0.0.11"; allowed: an address that no host has; fix: take a free address of the segment'],
  ['no peers', instance({ unicast: { source: '10.0.0.11', peers: [] } }), 'keepalived.instances[0].unicast.peers: got []; allowed: at least one; fix: leave unicast out where there is nobody else'],
  ['itself as a peer', instance({ unicast: { source: '10.0.0.11', peers: ['10.0.0.11'] } }), 'keepalived.instances[0].unicast.peers[1]: got "10.0.0.11"; allowed: a value that no other entry has; fix: remove or rename one of them'],
  ['a peer of the other family', instance({ unicast: { source: '10.0.0.11', peers: ['fd00::12'] } }), 'keepalived.instances[0].unicast.peers[0]: got "fd00::12"; allowed: an IPv4 address; fix: write the plain address, without port and prefix'],
  ['IPv6 in version 2', { version: 2, ...timing({ advertisement: Duration.seconds(1) }), instances: [IPV6] }, 'keepalived.version: got 2; allowed: 3: VRRP version 2 has no IPv6; fix: use 3'],
  ['half a second in version 2', { version: 2, ...timing({ advertisement: Duration.millis(1500) }) }, 'keepalived.timing.advertisement: got "1500ms"; allowed: whole seconds in VRRP version 2; fix: round it; keepalived would round it by itself'],
  ['5 ms', timing({ advertisement: Duration.millis(5) }), `keepalived.timing.advertisement: got "5ms"; ${MILLIS('10 ms', '40950 ms')} ${RANGE}`],
  ['105 ms', timing({ advertisement: Duration.millis(105) }), 'keepalived.timing.advertisement: got "105ms"; allowed: whole hundredths of a second; fix: round it; keepalived would round it by itself'],
  ['a check every 1.5 s', timing({ checkInterval: Duration.millis(1500) }), 'keepalived.timing.checkInterval: got "1500ms"; allowed: whole seconds; fix: round it; keepalived before 2.3 ignores fractions'],
  ['a check as long as its interval', timing({ checkTimeout: Duration.seconds(1) }), 'keepalived.timing.checkTimeout: got "1000ms"; allowed: less than checkInterval (1000ms); fix: shorten it'],
  ['fall 0', timing({ fall: 0 }), `keepalived.timing.fall: got 0; allowed: a whole number from 1 to 100; fix: ${RANGE}`],
  ['a number for a time', timing({ advertisement: 0.1 }), `keepalived.timing.advertisement: got 0.1; ${MILLIS('10 ms', '40950 ms')} give Duration.millis(…) or Duration.seconds(…)`],
])('%s is refused', (_, changes, message) => {
  expect(() => render(changes)).toThrow(new Error(`keepalived.conf cannot be rendered:\n- ${message}`));
});

test.each<[string, object]>([
  ['the lowest and highest numbers', { ...instance({ virtualRouterId: 255, priority: 1 }), ...timing({ advertisement: Duration.millis(10), checkTimeout: Duration.millis(990) }) }],
  ['an interface of 15 letters with a VLAN', instance({ networkInterface: 'bond0.1234_abcd' })],
  ['a name of 70 letters', instance({ name: 'a'.repeat(70) })],
  ['40.95 s', timing({ advertisement: Duration.millis(40_950) })],
])('%s is taken', (_, changes) => {
  expect(render(changes)).toContain('\nvrrp_instance ');
});
