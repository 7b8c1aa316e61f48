import { ControlPlaneEndpoint } from '../../../lib';
import { SHARED_SUBNET } from '../../../lib/description/rules/shared-subnet';
import { at, bgp, linesOf } from '../given';

test('a control plane behind a router cannot take the address', () => {
  expect(linesOf(SHARED_SUBNET, { controlPlanes: at('10.0.0.11', '10.0.0.12', '10.0.1.13'), networks: { nodes: ['10.0.0.0/24', '10.0.1.0/24'] } })).toEqual([
    'HA111 controlPlanes[2].address: got 10.0.1.13; allowed: an address in 10.0.0.0/24, the subnet of the virtual IP 10.0.0.100; fix: put the control planes into one subnet; or use ControlPlaneEndpoint.kubeVip in mode KubeVipMode.BGP, or ControlPlaneEndpoint.external; with workerLoadBalancer the workers need no virtual IP',
  ]);
});

test('the same holds for ARP', () => {
  expect(linesOf(SHARED_SUBNET, { controlPlanes: at('10.0.0.11', '10.0.0.12', '10.0.1.13'), networks: { nodes: ['10.0.0.0/24', '10.0.1.0/24'] }, endpoint: ControlPlaneEndpoint.kubeVip({ virtualIp: '10.0.0.100', networkInterface: 'eth0' }) })).toEqual([
    'HA111 controlPlanes[2].address: got 10.0.1.13; allowed: an address in 10.0.0.0/24, the subnet of the virtual IP 10.0.0.100; fix: put the control planes into one subnet; or use ControlPlaneEndpoint.kubeVip in mode KubeVipMode.BGP, or ControlPlaneEndpoint.external; with workerLoadBalancer the workers need no virtual IP',
  ]);
});

test('BGP crosses routers', () => {
  expect(linesOf(SHARED_SUBNET, { controlPlanes: at('10.0.0.11', '10.0.0.12', '10.0.1.13'), networks: { nodes: ['10.0.0.0/24', '10.0.1.0/24'] }, endpoint: bgp({ virtualIp: '10.0.0.100' }) })).toEqual([]);
});

test('workers may be anywhere', () => {
  expect(linesOf(SHARED_SUBNET, { workers: [{ name: 'worker-1', address: '10.0.1.31' }], networks: { nodes: ['10.0.0.0/24', '10.0.1.0/24'] } })).toEqual([]);
});

test('one larger network holds them all', () => {
  expect(linesOf(SHARED_SUBNET, { controlPlanes: at('10.0.0.11', '10.0.0.12', '10.0.1.13'), networks: { nodes: ['10.0.0.0/23'] } })).toEqual([]);
});
