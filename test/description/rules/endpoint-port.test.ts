import { ControlPlaneEndpoint } from '../../../lib';
import { ENDPOINT_PORT } from '../../../lib/description/rules/endpoint-port';
import { linesOf, vrrp } from '../given';

test('the port of the apiserver', () => {
  expect(linesOf(ENDPOINT_PORT, { endpoint: vrrp({ port: 6443 }) })).toEqual([
    'HA124 endpoint.port: got 6443; allowed: a port other than one that kube-apiserver has on the same host; fix: leave it out to get 8443, or choose another free port',
  ]);
});

test('the port of the monitor', () => {
  expect(linesOf(ENDPOINT_PORT, { endpoint: vrrp({ port: 8444 }) })).toEqual([
    'HA124 endpoint.port: got 8444; allowed: a port other than one that the monitor of HAProxy has; fix: leave it out to get 8443, or choose another free port',
  ]);
});

test('the port of etcd', () => {
  expect(linesOf(ENDPOINT_PORT, { endpoint: vrrp({ port: 2380 }) })).toEqual([
    'HA124 endpoint.port: got 2380; allowed: a port other than one that etcd has for its peers; fix: leave it out to get 8443, or choose another free port',
  ]);
});

test('the port of the kubelet', () => {
  expect(linesOf(ENDPOINT_PORT, { endpoint: vrrp({ port: 10250 }) })).toEqual([
    'HA124 endpoint.port: got 10250; allowed: a port other than one that the kubelet has; fix: leave it out to get 8443, or choose another free port',
  ]);
});

test('a port that a Service may get', () => {
  expect(linesOf(ENDPOINT_PORT, { endpoint: vrrp({ port: 32767 }) })).toEqual([
    'HA124 endpoint.port: got 32767; allowed: a port other than one that Services of type NodePort may get (30000-32767); fix: leave it out to get 8443, or choose another free port',
  ]);
});

test("a range of the user's own for Services", () => {
  expect(linesOf(ENDPOINT_PORT, { endpoint: vrrp({ port: 20000 }), apiServer: { extraArgs: { 'service-node-port-range': '20000-20100' } } })).toEqual([
    'HA124 endpoint.port: got 20000; allowed: a port other than one that Services of type NodePort may get (20000-20100); fix: leave it out to get 8443, or choose another free port',
  ]);
});

test("the first port above the Services' is free", () => {
  expect(linesOf(ENDPOINT_PORT, { endpoint: vrrp({ port: 32768 }) })).toEqual([]);
});

test('an external balancer is on another host', () => {
  expect(linesOf(ENDPOINT_PORT, { endpoint: ControlPlaneEndpoint.external({ host: 'api.example', port: 6443 }) })).toEqual([]);
});
