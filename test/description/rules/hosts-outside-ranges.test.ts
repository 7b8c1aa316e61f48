import { ControlPlaneEndpoint } from '../../../lib';
import { HOSTS_OUTSIDE_RANGES } from '../../../lib/description/rules/hosts-outside-ranges';
import { bgp, linesOf } from '../given';

test('a host in the pod range cannot be reached', () => {
  expect(linesOf(HOSTS_OUTSIDE_RANGES, { workers: [{ name: 'worker-1', address: '10.244.3.7' }] })).toEqual([
    'HA105 workers[0].address: got 10.244.3.7; allowed: an address outside networks.pods (10.244.0.0/16); fix: move the range, or the address',
  ]);
});

test('a second address in the Service range cannot either', () => {
  expect(linesOf(HOSTS_OUTSIDE_RANGES, { workers: [{ name: 'worker-1', address: '10.0.0.31', addresses: ['10.96.0.31'] }] })).toEqual([
    'HA105 workers[0].addresses: got 10.96.0.31; allowed: an address outside networks.services (10.96.0.0/12); fix: move the range, or the address',
  ]);
});

test('a virtual IP in the Service range is taken for a Service', () => {
  expect(linesOf(HOSTS_OUTSIDE_RANGES, { endpoint: bgp({ virtualIp: '10.111.255.255' }) })).toEqual([
    'HA105 endpoint.virtualIp: got 10.111.255.255; allowed: an address outside networks.services (10.96.0.0/12); fix: move the range, or the address',
  ]);
});

test('a balancer in the pod range is taken for a pod', () => {
  expect(linesOf(HOSTS_OUTSIDE_RANGES, { endpoint: ControlPlaneEndpoint.external({ host: '10.244.0.1' }) })).toEqual([
    'HA105 endpoint.host: got 10.244.0.1; allowed: an address outside networks.pods (10.244.0.0/16); fix: move the range, or the address',
  ]);
});

test('the first address beyond the Service range is free', () => {
  expect(linesOf(HOSTS_OUTSIDE_RANGES, { endpoint: bgp({ virtualIp: '10.112.0.0' }) })).toEqual([]);
});
