import { BALANCER_SERVERS } from '../../../lib/availability/rules/balancer-servers';
import { HAPROXY, haproxyText, HaproxyText } from '../front-end-files';
import { clusterOf, faults, podObject, says } from '../rendered-objects';

function cluster(text: HaproxyText | string, flags: string[] = []) {
  const content = typeof text === 'string' ? text : haproxyText(text);
  return clusterOf({ 'cp-1': { files: { [HAPROXY]: content }, pods: [podObject('kube-apiserver', flags)] }, 'cp-2': { pods: [podObject('kube-apiserver', flags)] } });
}

const PLACE = 'HA217 cp-1 /etc/haproxy/haproxy.cfg';

test('an apiserver that is missing', () => {
  expect(says(BALANCER_SERVERS, cluster({ servers: { 'cp-1': '10.0.0.11:6443' } }))).toEqual([
    `${PLACE} backend apiservers server: got no server for cp-2; allowed: a server at 10.0.0.12:6443; fix: list each apiserver once, at the address and port where it listens`,
  ]);
});

test('a server that is no apiserver', () => {
  expect(faults(BALANCER_SERVERS, cluster({ servers: { 'cp-1': '10.0.0.11:6443', 'cp-2': '10.0.0.12:6443', 'cp-3': '10.0.0.13:6443' } }))).toEqual([
    `${PLACE} backend apiservers server cp-3: got 10.0.0.13:6443; allowed: 10.0.0.11:6443, 10.0.0.12:6443`,
  ]);
});

test('the right address with the wrong port is both', () => {
  expect(faults(BALANCER_SERVERS, cluster({ servers: { 'cp-1': '10.0.0.11:6443', 'cp-2': '10.0.0.12:8443' } }))).toEqual([
    `${PLACE} backend apiservers server: got no server for cp-2; allowed: a server at 10.0.0.12:6443`,
    `${PLACE} backend apiservers server cp-2: got 10.0.0.12:8443; allowed: 10.0.0.11:6443, 10.0.0.12:6443`,
  ]);
});

test('a backup or a disabled server is no server', () => {
  expect(faults(BALANCER_SERVERS, cluster({ server: 'check backup' }))).toHaveLength(2);
  expect(faults(BALANCER_SERVERS, cluster({ server: 'check disabled' }))).toHaveLength(2);
});

test('a file whose connections reach no apiserver', () => {
  const message = `${PLACE}: got no backend that connections reach and that has an apiserver; allowed: 10.0.0.11:6443, 10.0.0.12:6443`;
  expect(faults(BALANCER_SERVERS, cluster({ frontend: ['bind *:8443', 'default_backend other'] }))).toEqual([message]);
  expect(faults(BALANCER_SERVERS, cluster('listen x\nbind :1\nserver a 10.0.0.50:80'))).toEqual([message]);
});

test.each([
  ['a port of their own', { servers: { a: '10.0.0.11:7443', b: '10.0.0.12:7443' } }, ['--secure-port=7443']],
  ...['127.0.0.1', '127.0.0.53', 'localhost', '[::1]'].map((own): [string, HaproxyText, string[]] => [
    `${own} for the own apiserver`,
    { servers: { a: `${own}:6443`, b: '10.0.0.12:6443' } },
    [],
  ]),
] as [string, HaproxyText, string[]][])('%s is good', (_, text, flags) => {
  expect(says(BALANCER_SERVERS, cluster(text, flags))).toEqual([]);
});

test('an IPv6 address is the same in any spelling', () => {
  const host = { addresses: ['fd00::11'], pods: [podObject('kube-apiserver')], files: { [HAPROXY]: haproxyText({ servers: { a: '[fd00:0:0::11]:6443' } }) } };
  expect(says(BALANCER_SERVERS, clusterOf({ 'cp-1': host }))).toEqual([]);
});

test('an apiserver is also at the address that it advertises', () => {
  const pods = [podObject('kube-apiserver', ['--advertise-address=10.9.0.1'])];
  expect(says(BALANCER_SERVERS, clusterOf({ 'cp-1': { pods, files: { [HAPROXY]: haproxyText({ servers: { a: '10.9.0.1:6443' } }) } } }))).toEqual([]);
});

test('a frontend that listens nowhere brings no connections', () => {
  expect(faults(BALANCER_SERVERS, cluster({ frontend: ['default_backend apiservers'] }))).toHaveLength(1);
});

test('strangers at the port of an apiserver are taken for what was meant', () => {
  expect(faults(BALANCER_SERVERS, cluster({ servers: { a: '10.0.0.21:6443' } }))).toEqual([
    `${PLACE} backend apiservers server: got no server for cp-1; allowed: a server at 10.0.0.11:6443`,
    `${PLACE} backend apiservers server: got no server for cp-2; allowed: a server at 10.0.0.12:6443`,
    `${PLACE} backend apiservers server a: got 10.0.0.21:6443; allowed: 10.0.0.11:6443, 10.0.0.12:6443`,
  ]);
});

test('apiservers may differ in their ports', () => {
  const files = { [HAPROXY]: haproxyText({ servers: { a: '10.0.0.11:6443', b: '10.0.0.12:7443' } }) };
  const second = podObject('kube-apiserver', ['--secure-port=7443']);
  expect(says(BALANCER_SERVERS, clusterOf({ 'cp-1': { files, pods: [podObject('kube-apiserver')] }, 'cp-2': { pods: [second] } }))).toEqual([]);
});
