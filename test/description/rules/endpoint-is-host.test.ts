import { ControlPlaneEndpoint } from '../../../lib';
import { ENDPOINT_IS_HOST } from '../../../lib/description/rules/endpoint-is-host';
import { linesOf, vrrp } from '../given';

test('the address of a control plane', () => {
  expect(linesOf(ENDPOINT_IS_HOST, { endpoint: ControlPlaneEndpoint.external({ host: '10.0.0.12' }) })).toEqual([
    'HA108 endpoint.host: got 10.0.0.12; allowed: an address or name that outlives any host, unlike controlPlanes[1]; fix: use a virtual IP or a load balancer; the address stands in kubeconfigs and certificates, and is hard to change later',
  ]);
});

test('the name of a control plane', () => {
  expect(linesOf(ENDPOINT_IS_HOST, { endpoint: ControlPlaneEndpoint.external({ host: 'cp-2' }) })).toEqual([
    'HA108 endpoint.host: got cp-2; allowed: an address or name that outlives any host, unlike controlPlanes[1]; fix: use a virtual IP or a load balancer; the address stands in kubeconfigs and certificates, and is hard to change later',
  ]);
});

test('the address of a worker', () => {
  expect(linesOf(ENDPOINT_IS_HOST, { endpoint: ControlPlaneEndpoint.external({ host: '10.0.0.31' }) })).toEqual([
    'HA108 endpoint.host: got 10.0.0.31; allowed: an address or name that outlives any host, unlike workers[0]; fix: use a virtual IP or a load balancer; the address stands in kubeconfigs and certificates, and is hard to change later',
  ]);
});

test('an address of its own is right', () => {
  expect(linesOf(ENDPOINT_IS_HOST, { endpoint: ControlPlaneEndpoint.external({ host: '10.0.0.10' }) })).toEqual([]);
});

test('a virtual IP is the business of another rule', () => {
  expect(linesOf(ENDPOINT_IS_HOST, { endpoint: vrrp({ virtualIp: '10.0.0.12' }) })).toEqual([]);
});
