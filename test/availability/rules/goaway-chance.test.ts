import { GOAWAY_CHANCE } from '../../../lib/availability/rules/goaway-chance';
import { HAPROXY, haproxyText } from '../front-end-files';
import { clusterOf, faults, podObject, says } from '../rendered-objects';

const POD = podObject('kube-apiserver', ['--goaway-chance=0.001']);
const BALANCED = { files: { [HAPROXY]: haproxyText() }, pods: [POD] };

test('one apiserver, whatever is in front of it', () => {
  expect(says(GOAWAY_CHANCE, clusterOf({ 'cp-1': BALANCED }))).toEqual([
    'HA215 cp-1 kube-apiserver --goaway-chance: got 0.001; allowed: 0, because there is one apiserver; ' +
      'fix: leave --goaway-chance out, or put a balancer in front of two or more apiservers',
  ]);
});

test('several apiservers behind an address that leads to one of them', () => {
  const cluster = clusterOf({ 'cp-1': { pods: [POD] }, 'cp-2': { pods: [podObject('kube-apiserver')] } }, { endpoint: { kind: 'kubeVip' } });
  expect(faults(GOAWAY_CHANCE, cluster)).toEqual(['HA215 cp-1 kube-apiserver --goaway-chance: got 0.001; allowed: 0, because no balancer spreads the clients']);
});

test('several apiservers behind HAProxy, or behind a balancer that exists elsewhere, are good', () => {
  const apiservers = { 'cp-1': { pods: [POD] }, 'cp-2': { pods: [POD] } };
  expect(says(GOAWAY_CHANCE, clusterOf({ ...apiservers, 'cp-2': BALANCED }))).toEqual([]);
  expect(says(GOAWAY_CHANCE, clusterOf(apiservers, { endpoint: { kind: 'external' } }))).toEqual([]);
});

test('a chance of 0 is none', () => {
  expect(says(GOAWAY_CHANCE, clusterOf({ 'cp-1': { pods: [podObject('kube-apiserver', ['--goaway-chance=0'])] } }))).toEqual([]);
});

test('a balancer with one server spreads nothing', () => {
  const files = { [HAPROXY]: haproxyText({ servers: { 'cp-1': '10.0.0.11:6443' } }) };
  expect(says(GOAWAY_CHANCE, clusterOf({ 'cp-1': { files, pods: [POD] }, 'cp-2': { pods: [podObject('kube-apiserver')] } }))).toHaveLength(1);
});

test('routers that kube-vip speaks BGP with may spread the clients, an address that it announces by ARP does not', () => {
  const vip = (enabled: string) => ({ pods: [POD, podObject('kube-vip', [], {}, { env: [{ name: 'bgp_enable', value: enabled }] })] });
  const findings = (enabled: string) => says(GOAWAY_CHANCE, clusterOf({ 'cp-1': vip(enabled), 'cp-2': vip(enabled) })).length;
  expect([findings('true'), findings('false')]).toEqual([0, 2]);
});
