import { IDLE_TIMEOUTS } from '../../../lib/availability/rules/idle-timeouts';
import { HAPROXY, haproxyText } from '../front-end-files';
import { clusterOf, faults, podObject, says } from '../rendered-objects';

function cluster(...defaults: string[]) {
  return clusterOf({ 'cp-1': { pods: [podObject('kube-apiserver')], files: { [HAPROXY]: haproxyText({ defaults }) } } });
}

test('a tunnel that is cut as the first ping would come', () => {
  expect(says(IDLE_TIMEOUTS, cluster('timeout client 10m', 'timeout server 10m', 'timeout tunnel 30s'))).toEqual([
    'HA208 cp-1 /etc/haproxy/haproxy.cfg backend apiservers timeout tunnel: got 30s; allowed: more than 30s; ' +
      'fix: set `timeout tunnel` in the backend, or raise `timeout client` and `timeout server`',
  ]);
});

test('without a tunnel timeout, both sides count', () => {
  expect(faults(IDLE_TIMEOUTS, cluster('timeout client 20s', 'timeout server 20s'))).toEqual([
    'HA208 cp-1 /etc/haproxy/haproxy.cfg backend apiservers timeout server: got 20s; allowed: more than 30s',
    'HA208 cp-1 /etc/haproxy/haproxy.cfg frontend api timeout client: got 20s; allowed: more than 30s',
  ]);
});

test.each([[['timeout client 35s', 'timeout server 35s']], [['timeout client 1s', 'timeout server 1s', 'timeout tunnel 30001ms']], [[]]])('%j is good', (defaults) => {
  expect(says(IDLE_TIMEOUTS, cluster(...defaults))).toEqual([]);
});

test('what other proxies of the file do is their business', () => {
  const ingress = '\nlisten ingress\nbind :80\ntimeout client 1s\nserver a 10.0.0.50:80\n';
  expect(says(IDLE_TIMEOUTS, clusterOf({ 'cp-1': { pods: [podObject('kube-apiserver')], files: { [HAPROXY]: haproxyText() + ingress } } }))).toEqual([]);
});
