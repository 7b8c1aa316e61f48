import { NODE_NETWORKS } from '../../../lib/description/rules/node-networks';
import { at, bgp, dualStack, linesOf, vrrp } from '../given';

test('control planes in two networks', () => {
  expect(linesOf(NODE_NETWORKS, { controlPlanes: at('10.0.0.11', '10.0.0.12', '10.0.1.13') })).toEqual([
    'HA113 networks.nodes: got no IPv4 network, and no /24 holds 10.0.0.11, 10.0.0.12, 10.0.1.13 and 10.0.0.100; allowed: the IPv4 network, or networks, that hold every host and the virtual IP; fix: give networks.nodes; where they share no subnet, use ControlPlaneEndpoint.kubeVip in mode KubeVipMode.BGP or ControlPlaneEndpoint.external instead',
  ]);
});

test('a virtual IP that no /24 shares with the control planes', () => {
  expect(linesOf(NODE_NETWORKS, { endpoint: vrrp({ virtualIp: '10.0.9.100' }) })).toEqual([
    'HA113 networks.nodes: got no IPv4 network, and no /24 holds 10.0.0.11, 10.0.0.12, 10.0.0.13 and 10.0.9.100; allowed: the IPv4 network, or networks, that hold every host and the virtual IP; fix: give networks.nodes; where they share no subnet, use ControlPlaneEndpoint.kubeVip in mode KubeVipMode.BGP or ControlPlaneEndpoint.external instead',
  ]);
});

test('routed control planes in two networks', () => {
  expect(linesOf(NODE_NETWORKS, { controlPlanes: at('10.0.0.11', '10.0.0.12', '10.0.1.13'), endpoint: bgp({}) })).toEqual([
    'HA113 networks.nodes: got no IPv4 network, and no /24 holds 10.0.0.11, 10.0.0.12 and 10.0.1.13; allowed: the IPv4 network, or networks, that hold every host; fix: give networks.nodes',
  ]);
});

test('a routed virtual IP says nothing about the network of the hosts', () => {
  expect(linesOf(NODE_NETWORKS, { endpoint: bgp({}) })).toEqual([]);
});

test('a worker in another network', () => {
  expect(linesOf(NODE_NETWORKS, { workers: [{ name: 'worker-1', address: '10.0.1.31' }] })).toEqual([
    'HA113 workers[0].address: got 10.0.1.31; allowed: an address in networks.nodes (10.0.0.0/24); fix: correct the address, or give networks.nodes every network that hosts are in',
  ]);
});

test('a worker in a network that is given', () => {
  expect(linesOf(NODE_NETWORKS, { workers: [{ name: 'worker-1', address: '10.0.1.31' }], networks: { nodes: ['10.0.0.0/24', '10.0.1.0/24'] } })).toEqual([]);
});

test('given networks without the second family', () => {
  expect(linesOf(NODE_NETWORKS, { controlPlanes: dualStack(), networks: { nodes: ['10.0.0.0/24'] } })).toEqual([
    'HA113 networks.nodes: got no IPv6 network; allowed: the IPv6 network, or networks, that hold every host and the virtual IP; fix: give networks.nodes; where they share no subnet, use ControlPlaneEndpoint.kubeVip in mode KubeVipMode.BGP or ControlPlaneEndpoint.external instead',
  ]);
});
