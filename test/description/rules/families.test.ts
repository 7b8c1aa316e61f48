import { FAMILIES } from '../../../lib/description/rules/families';
import { at, dualStack, external, linesOf, vrrp } from '../given';

test('one family is right', () => {
  expect(linesOf(FAMILIES, {})).toEqual([]);
});

test('both families are right', () => {
  expect(linesOf(FAMILIES, { controlPlanes: dualStack(), workers: [{ name: 'worker-1', address: '10.0.0.31', addresses: ['fd00::31'] }], endpoint: vrrp({ secondVirtualIp: 'fd00::100' }) })).toEqual([]);
});

test('a worker without the second family', () => {
  expect(linesOf(FAMILIES, { controlPlanes: dualStack() })).toEqual([
    'HA109 workers[0].address: got IPv4; allowed: IPv4 and IPv6, IPv4 first, like controlPlanes[0]; fix: give every host one address of each family, and one range of pods and of Services for each',
  ]);
});

test('a worker with the families the other way round', () => {
  expect(linesOf(FAMILIES, { controlPlanes: dualStack(), workers: [{ name: 'worker-1', address: 'fd00::31', addresses: ['10.0.0.31'] }] })).toEqual([
    'HA109 workers[0].address: got IPv6 and IPv4, IPv6 first; allowed: IPv4 and IPv6, IPv4 first, like controlPlanes[0]; fix: give every host one address of each family, and one range of pods and of Services for each',
  ]);
});

test('a worker of the other family', () => {
  expect(linesOf(FAMILIES, { workers: [{ name: 'worker-1', address: 'fd00::31' }], networks: { pods: ['10.244.0.0/16'], services: ['10.96.0.0/12'] } })).toEqual([
    'HA109 workers[0].address: got IPv6; allowed: IPv4, like controlPlanes[0]; fix: give every host one address of each family, and one range of pods and of Services for each',
  ]);
});

test('a control plane of the other family is named once, also as a member', () => {
  expect(linesOf(FAMILIES, { controlPlanes: at('10.0.0.11', '10.0.0.12', 'fd00::13'), workers: [], networks: { pods: ['10.244.0.0/16'], services: ['10.96.0.0/12'] } })).toEqual([
    'HA109 controlPlanes[2].address: got IPv6; allowed: IPv4, like controlPlanes[0]; fix: give every host one address of each family, and one range of pods and of Services for each',
  ]);
});

test('two addresses of one family', () => {
  expect(linesOf(FAMILIES, { workers: [{ name: 'worker-1', address: '10.0.0.31', addresses: ['10.0.0.32'] }] })).toEqual([
    'HA109 workers[0].addresses: got 10.0.0.31 and 10.0.0.32; allowed: at most one address of each family; fix: keep the one that the other hosts reach; the kubelet takes one of each family',
  ]);
});

test('an etcd host needs the first family only', () => {
  expect(linesOf(FAMILIES, { controlPlanes: dualStack(), workers: [], etcd: external(['a', 'b', 'c']) })).toEqual([]);
});

test('an etcd host of the other family', () => {
  expect(linesOf(FAMILIES, { workers: [], etcd: external([], { members: [{ name: 'etcd-1', address: 'fd00::21' }] }), networks: { pods: ['10.244.0.0/16'], services: ['10.96.0.0/12'] } })).toEqual([
    'HA109 etcd.members[0].address: got IPv6; allowed: IPv4, like controlPlanes[0]; fix: give every host one address of each family, and one range of pods and of Services for each',
  ]);
});

test('no Service range for the second family', () => {
  expect(linesOf(FAMILIES, { controlPlanes: dualStack(), workers: [], networks: { services: ['10.96.0.0/12'] } })).toEqual([
    'HA109 networks.services: got 10.96.0.0/12; allowed: one range for IPv4 and one for IPv6, the families of the control planes; fix: give every host one address of each family, and one range of pods and of Services for each',
  ]);
});

test('two pod ranges of one family', () => {
  expect(linesOf(FAMILIES, { networks: { pods: ['10.244.0.0/16', '10.245.0.0/16'] } })).toEqual([
    'HA109 networks.pods: got 10.244.0.0/16 and 10.245.0.0/16; allowed: one range for IPv4, the families of the control planes; fix: give every host one address of each family, and one range of pods and of Services for each',
  ]);
});

test('a virtual IP of the other family', () => {
  expect(linesOf(FAMILIES, { endpoint: vrrp({ virtualIp: 'fd00::100' }) })).toEqual([
    `HA109 endpoint.virtualIp: got fd00::100; allowed: an IPv4 address: the control planes have that family first; fix: exchange the two virtual IPs, or the order of the hosts' addresses`,
  ]);
});

test('a second virtual IP without a second family', () => {
  expect(linesOf(FAMILIES, { endpoint: vrrp({ secondVirtualIp: 'fd00::100' }) })).toEqual([
    'HA109 endpoint.secondVirtualIp: got fd00::100; allowed: nothing, where the control planes have one family; fix: remove it, or give every host an address of the other family',
  ]);
});

test('two virtual IPs of one family', () => {
  expect(linesOf(FAMILIES, { controlPlanes: dualStack(), workers: [], endpoint: vrrp({ secondVirtualIp: '10.0.0.101' }) })).toEqual([
    'HA109 endpoint.secondVirtualIp: got 10.0.0.101; allowed: an IPv6 address: the virtual IP has the other family; fix: give one of the other family, or remove it',
  ]);
});
