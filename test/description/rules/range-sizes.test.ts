import { RANGE_SIZES } from '../../../lib/description/rules/range-sizes';
import { controlPlanes, dualStack, linesOf } from '../given';

test('a Service range of 2^21 addresses', () => {
  expect(linesOf(RANGE_SIZES, { networks: { services: ['10.96.0.0/11'] } })).toEqual([
    'HA114 networks.services: got 10.96.0.0/11; allowed: a prefix of /12 to /28: kube-apiserver takes at most 2^20 addresses; fix: choose another prefix length',
  ]);
});

test('a Service range of 2^20 addresses is the largest', () => {
  expect(linesOf(RANGE_SIZES, { networks: { services: ['10.96.0.0/12'] } })).toEqual([]);
});

test('a Service range without a tenth address', () => {
  expect(linesOf(RANGE_SIZES, { networks: { services: ['10.96.0.0/29'] } })).toEqual([
    'HA114 networks.services: got 10.96.0.0/29; allowed: a prefix of /12 to /28: the tenth address is that of DNS; fix: choose another prefix length',
  ]);
});

test('sixteen Service addresses are enough to start', () => {
  expect(linesOf(RANGE_SIZES, { networks: { services: ['10.96.0.0/28'] } })).toEqual([]);
});

test('an IPv6 Service range of 2^64 addresses', () => {
  expect(linesOf(RANGE_SIZES, { controlPlanes: dualStack(), networks: { services: ['10.96.0.0/12', 'fd00:10:96::/64'] } })).toEqual([
    'HA114 networks.services: got fd00:10:96::/64; allowed: a prefix of /108 to /124: kube-apiserver takes at most 2^20 addresses; fix: choose another prefix length',
  ]);
});

test('a pod range for two of four nodes', () => {
  expect(linesOf(RANGE_SIZES, { networks: { pods: ['10.244.0.0/23'] } })).toEqual([
    'HA114 networks.pods: got 10.244.0.0/23; allowed: a prefix of /22 or shorter, for a /24 on each of 4 nodes; fix: choose another prefix length',
  ]);
});

test('a pod range for exactly four nodes', () => {
  expect(linesOf(RANGE_SIZES, { networks: { pods: ['10.244.0.0/22'] } })).toEqual([]);
});

test('a pod range for four of five nodes', () => {
  expect(linesOf(RANGE_SIZES, { controlPlanes: controlPlanes(5), workers: [], networks: { pods: ['10.244.0.0/22'] } })).toEqual([
    'HA114 networks.pods: got 10.244.0.0/22; allowed: a prefix of /21 or shorter, for a /24 on each of 5 nodes; fix: choose another prefix length',
  ]);
});

test('smaller node ranges make room', () => {
  expect(linesOf(RANGE_SIZES, { networks: { pods: ['10.244.0.0/23'] }, controllerManager: { extraArgs: { 'node-cidr-mask-size': '26' } } })).toEqual([]);
});

test('who assigns no node ranges needs no room', () => {
  expect(linesOf(RANGE_SIZES, { networks: { pods: ['10.244.0.0/28'] }, controllerManager: { extraArgs: { 'allocate-node-cidrs': 'false' } } })).toEqual([]);
});

test('an IPv6 pod range with more node ranges than kube-controller-manager takes', () => {
  expect(linesOf(RANGE_SIZES, { controlPlanes: dualStack(), networks: { pods: ['10.244.0.0/16', 'fd00:10::/47'] } })).toEqual([
    'HA114 networks.pods: got fd00:10::/47; allowed: a prefix of /48 or longer: kube-controller-manager takes at most 2^16 node ranges of /64; fix: choose another prefix length',
  ]);
});

test('an IPv6 pod range with just as many', () => {
  expect(linesOf(RANGE_SIZES, { controlPlanes: dualStack(), networks: { pods: ['10.244.0.0/16', 'fd00:10::/48'] } })).toEqual([]);
});
