import { ControlPlaneEndpoint } from '../../../lib';
import { SPECIAL_ADDRESSES } from '../../../lib/description/rules/special-addresses';
import { bgp, linesOf, vrrp } from '../given';

test('a loopback address', () => {
  expect(linesOf(SPECIAL_ADDRESSES, { workers: [{ name: 'worker-1', address: '127.0.0.1' }] })).toEqual([
    'HA117 workers[0].address: got 127.0.0.1; allowed: an address of one machine; this one is a loopback address (127.0.0.0/8); fix: write the address that the other hosts reach',
  ]);
});

test('a link-local address', () => {
  expect(linesOf(SPECIAL_ADDRESSES, { workers: [{ name: 'worker-1', address: '10.0.0.31', addresses: ['fe80::31'] }] })).toEqual([
    'HA117 workers[0].addresses: got fe80::31; allowed: an address of one machine; this one is link-local (fe80::/10); fix: write the address that the other hosts reach',
  ]);
});

test('a multicast address as virtual IP', () => {
  expect(linesOf(SPECIAL_ADDRESSES, { endpoint: vrrp({ virtualIp: '224.0.0.18' }) })).toEqual([
    'HA117 endpoint.virtualIp: got 224.0.0.18; allowed: an address of one machine; this one is multicast (224.0.0.0/4); fix: write the address that the other hosts reach',
  ]);
});

test('the unspecified address of a balancer', () => {
  expect(linesOf(SPECIAL_ADDRESSES, { endpoint: ControlPlaneEndpoint.external({ host: '0.0.0.0' }) })).toEqual([
    'HA117 endpoint.host: got 0.0.0.0; allowed: an address of one machine; this one is of this network (0.0.0.0/8); fix: write the address that the other hosts reach',
  ]);
});

test('the broadcast address of a router', () => {
  expect(linesOf(SPECIAL_ADDRESSES, { endpoint: bgp({ bgpPeers: [{ address: '255.255.255.255', asNumber: 65001 }] }) })).toEqual([
    'HA117 endpoint.bgpPeers[0].address: got 255.255.255.255; allowed: an address of one machine; this one is reserved or broadcast (240.0.0.0/4); fix: write the address that the other hosts reach',
  ]);
});

test('the last address of the node network', () => {
  expect(linesOf(SPECIAL_ADDRESSES, { workers: [{ name: 'worker-1', address: '10.0.0.255' }] })).toEqual([
    'HA117 workers[0].address: got 10.0.0.255; allowed: an address of one machine; this one is the last of 10.0.0.0/24; fix: correct it, or give networks.nodes the network with its real prefix',
  ]);
});

test('the same address in a larger network', () => {
  expect(linesOf(SPECIAL_ADDRESSES, { workers: [{ name: 'worker-1', address: '10.0.0.255' }], networks: { nodes: ['10.0.0.0/23'] } })).toEqual([]);
});

test('addresses that only look special', () => {
  expect(linesOf(SPECIAL_ADDRESSES, { workers: [{ name: 'worker-1', address: '128.0.0.1' }, { name: 'worker-2', address: '169.253.0.1' }, { name: 'worker-3', address: '223.255.255.1' }] })).toEqual([]);
});
