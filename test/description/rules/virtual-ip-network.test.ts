import { VIRTUAL_IP_NETWORK } from '../../../lib/description/rules/virtual-ip-network';
import { at, bgp, linesOf, vrrp } from '../given';

test('a virtual IP outside the given node networks reaches nobody', () => {
  expect(linesOf(VIRTUAL_IP_NETWORK, { networks: { nodes: ['10.0.0.0/26', '10.1.0.0/24'] } })).toEqual([
    'HA104 endpoint.virtualIp: got 10.0.0.100; allowed: an address in 10.0.0.0/26 or 10.1.0.0/24; fix: choose a free address of the network that the control planes are in, or correct networks.nodes',
  ]);
});

test('the first address of the network is the network itself', () => {
  expect(linesOf(VIRTUAL_IP_NETWORK, { endpoint: vrrp({ virtualIp: '10.0.0.0' }) })).toEqual([
    'HA104 endpoint.virtualIp: got 10.0.0.0, the first address of 10.0.0.0/24; allowed: an address in between; fix: choose a free address of the network that the control planes are in, or correct networks.nodes',
  ]);
});

test('the last address of the network is everybody', () => {
  expect(linesOf(VIRTUAL_IP_NETWORK, { endpoint: vrrp({ virtualIp: '10.0.0.255' }) })).toEqual([
    'HA104 endpoint.virtualIp: got 10.0.0.255, the last address of 10.0.0.0/24; allowed: an address in between; fix: choose a free address of the network that the control planes are in, or correct networks.nodes',
  ]);
});

test('the last but one is an address', () => {
  expect(linesOf(VIRTUAL_IP_NETWORK, { endpoint: vrrp({ virtualIp: '10.0.0.254' }) })).toEqual([]);
});

test('in a larger network it is an address like others', () => {
  expect(linesOf(VIRTUAL_IP_NETWORK, { endpoint: vrrp({ virtualIp: '10.0.0.255' }), networks: { nodes: ['10.0.0.0/23'] } })).toEqual([]);
});

test('IPv6 has no broadcast address', () => {
  expect(linesOf(VIRTUAL_IP_NETWORK, { controlPlanes: at('fd00::11', 'fd00::12', 'fd00::13'), endpoint: vrrp({ virtualIp: 'fd00::ffff:ffff:ffff:ffff' }) })).toEqual([]);
});

test('an address that is routed by BGP may be anywhere', () => {
  expect(linesOf(VIRTUAL_IP_NETWORK, { endpoint: bgp({ virtualIp: '192.0.2.1' }) })).toEqual([]);
});
