import { DUPLICATE_ADDRESSES } from '../../../lib/description/rules/duplicate-addresses';
import { at, bgp, dualStack, linesOf, vrrp } from '../given';

test('two control planes share an address', () => {
  expect(linesOf(DUPLICATE_ADDRESSES, { controlPlanes: at('10.0.0.11', '10.0.0.12', '10.0.0.11') })).toEqual([
    'HA103 controlPlanes[2].address: got 10.0.0.11; allowed: an address that controlPlanes[0].address does not have; fix: correct one of the two',
  ]);
});

test('two ways to write one IPv6 address are one address', () => {
  expect(linesOf(DUPLICATE_ADDRESSES, { controlPlanes: at('fd00::11', 'fd00::12', 'fd00:0:0::0011') })).toEqual([
    'HA103 controlPlanes[2].address: got fd00::11; allowed: an address that controlPlanes[0].address does not have; fix: correct one of the two',
  ]);
});

test('a second address counts', () => {
  expect(linesOf(DUPLICATE_ADDRESSES, { workers: [{ name: 'worker-1', address: '10.0.0.31', addresses: ['10.0.0.11'] }] })).toEqual([
    'HA103 workers[0].addresses: got 10.0.0.11; allowed: an address that controlPlanes[0].address does not have; fix: correct one of the two',
  ]);
});

test('a virtual IP that a host has never moves', () => {
  expect(linesOf(DUPLICATE_ADDRESSES, { endpoint: vrrp({ virtualIp: '10.0.0.31' }) })).toEqual([
    'HA103 endpoint.virtualIp: got 10.0.0.31; allowed: an address that workers[0].address does not have; fix: correct one of the two',
  ]);
});

test('two virtual IPs are two', () => {
  expect(linesOf(DUPLICATE_ADDRESSES, { controlPlanes: dualStack(), endpoint: vrrp({ secondVirtualIp: '10.0.0.100' }) })).toEqual([
    'HA103 endpoint.secondVirtualIp: got 10.0.0.100; allowed: an address that endpoint.virtualIp does not have; fix: correct one of the two',
  ]);
});

test('a router is no host', () => {
  expect(linesOf(DUPLICATE_ADDRESSES, { endpoint: bgp({ bgpPeers: [{ address: '10.0.0.11', asNumber: 65001 }] }) })).toEqual([
    'HA103 endpoint.bgpPeers[0].address: got 10.0.0.11; allowed: an address that controlPlanes[0].address does not have; fix: correct one of the two',
  ]);
});

test('addresses that differ in one digit are fine', () => {
  expect(linesOf(DUPLICATE_ADDRESSES, { controlPlanes: at('10.0.0.11', '10.0.0.12', '10.0.0.111') })).toEqual([]);
});
