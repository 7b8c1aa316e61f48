import { HOST_PORTS } from '../../../lib/availability/rules/host-ports';
import { HAPROXY } from '../front-end-files';
import { clusterOf, faults, podObject, says } from '../rendered-objects';

function cluster(haproxy: string, pods: any[] = [], kubelet?: string) {
  return clusterOf({ 'cp-1': { pods, files: { [HAPROXY]: haproxy, ...(kubelet === undefined ? {} : { '/var/lib/kubelet/config.yaml': kubelet }) } } });
}

const APISERVER = podObject('kube-apiserver', ['--secure-port=6443']);

test('HAProxy on the port of the apiserver', () => {
  expect(says(HOST_PORTS, cluster('frontend api\nbind *:6443', [APISERVER]))).toEqual([
    'HA301 cp-1 haproxy frontend api bind: got 0.0.0.0:6443; allowed: a port that kube-apiserver --secure-port (*:6443) leaves free; ' +
      'fix: move one of them to another port or address; HAProxy beside an apiserver takes 8443',
  ]);
});

test('one address of the host is part of the wildcard', () => {
  expect(faults(HOST_PORTS, cluster('frontend api\nbind 10.0.0.100:6443', [APISERVER]))).toHaveLength(1);
  expect(faults(HOST_PORTS, cluster('frontend api\nbind [fd00::100]:6443', [APISERVER]))).toHaveLength(1);
});

test('an apiserver that keeps to its own address leaves the port free on another', () => {
  const own = podObject('kube-apiserver', ['--bind-address=10.0.0.11']);
  expect(says(HOST_PORTS, cluster('frontend api\nbind 10.0.0.100:6443', [own]))).toEqual([]);
  expect(says(HOST_PORTS, cluster('frontend api\nbind *:6443', [own]))).toHaveLength(1);
});

test('families are apart where the wildcard is of one family', () => {
  const metrics = podObject('etcd', ['--listen-metrics-urls=http://[::1]:8444']);
  expect(says(HOST_PORTS, cluster('frontend api\nbind *:8444', [metrics]))).toEqual([]);
  expect(says(HOST_PORTS, cluster('frontend api\nbind *:8444 v4v6', [metrics]))).toHaveLength(1);
  expect(says(HOST_PORTS, cluster('frontend api\nbind :::8444', [podObject('etcd', ['--listen-metrics-urls=http://127.0.0.1:8444'])]))).toHaveLength(1);
  expect(says(HOST_PORTS, cluster('frontend api\nbind :::8444 v6only', [podObject('etcd', ['--listen-metrics-urls=http://127.0.0.1:8444'])]))).toEqual([]);
});

test('etcd in its own way, HAProxy in a range of ports', () => {
  const etcd = podObject('etcd', ['--listen-client-urls=https://127.0.0.1:2379,https://10.0.0.11:2379', '--listen-peer-urls=https://0.0.0.0:2379']);
  expect(faults(HOST_PORTS, cluster('frontend x\nbind 127.0.0.1:2370-2379', [etcd]))).toEqual([
    'HA301 cp-1 etcd --listen-peer-urls: got *:2379; allowed: a port that etcd --listen-client-urls (127.0.0.1:2379) leaves free',
    'HA301 cp-1 haproxy frontend x bind: got 127.0.0.1:2370-2379; allowed: a port that etcd --listen-client-urls (127.0.0.1:2379) leaves free',
  ]);
});

test('the kubelet and the defaults of every component count', () => {
  const pods = [podObject('kube-controller-manager'), podObject('kube-scheduler'), podObject('etcd')];
  const binds = ['10257', '10259', '2379', '2380', '10250', '10248'].map((port) => `bind 127.0.0.1:${port}`).join('\n');
  expect(faults(HOST_PORTS, cluster(`frontend x\n${binds}`, pods, 'staticPodPath: /x')).map((text) => text.replace(/.*a port that (.*) leaves free/, '$1'))).toEqual([
    'kubelet healthzPort (127.0.0.1:10248)',
    'kubelet port (*:10250)',
    'kube-controller-manager --secure-port (*:10257)',
    'kube-scheduler --secure-port (*:10259)',
    'etcd --listen-client-urls (127.0.0.1:2379)',
    'etcd --listen-peer-urls (127.0.0.1:2380)',
  ]);
});

test('a port of 0 is not served, and HAProxy may bind an address twice', () => {
  const pods = [podObject('kube-scheduler', ['--secure-port=0'])];
  expect(says(HOST_PORTS, cluster('frontend x\nbind *:1\nbind *:1\nbind 127.0.0.1:10248', pods, 'healthzPort: 0'))).toEqual([]);
});

function declaring(name: string, ...ports: any[]) {
  return podObject(name, [], {}, { ports });
}

test('two static pods that declare one port', () => {
  expect(faults(HOST_PORTS, cluster('', [declaring('a', { containerPort: 6443 }), declaring('b', { containerPort: 6443, hostIP: '10.0.0.11' })]))).toEqual([
    'HA301 cp-1 b containerPort: got 6443; allowed: a port that static pod a does not declare',
  ]);
});

test('a protocol and an address that are written out are the same as those that are meant', () => {
  const pods = [declaring('a', { containerPort: 1 }), declaring('b', { containerPort: 1, protocol: 'TCP' })];
  expect(says(HOST_PORTS, cluster('', pods))).toHaveLength(1);
  for (const hostIP of ['0.0.0.0', '::', '']) {
    const one = [declaring('a', { containerPort: 1, hostIP }), declaring('b', { containerPort: 1, hostIP: '10.0.0.11' })];
    expect(says(HOST_PORTS, cluster('', [...one]))).toHaveLength(1);
    expect(says(HOST_PORTS, cluster('', [...one].reverse()))).toHaveLength(1);
  }
});

test('another protocol, another address or the network of a pod is another port', () => {
  const other = (name: string) => podObject(name, [], { hostNetwork: false }, { ports: [{ containerPort: 6443 }] });
  const second = declaring('b', { containerPort: 6443, hostIP: '10.0.0.100' }, { containerPort: 6443, protocol: 'UDP' });
  const pods = [declaring('a', { containerPort: 6443, hostIP: '10.0.0.11' }), second, other('c'), other('d')];
  expect(says(HOST_PORTS, cluster('', pods))).toEqual([]);
});
