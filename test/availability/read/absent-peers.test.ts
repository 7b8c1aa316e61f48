import { absentPeers } from '../../../lib/availability/read/absent-peers';
import { hostTreeObjects } from '../../../lib/availability/read/host-tree';
import { RenderedCluster } from '../../../lib/availability/read/rendered';

interface Files {
  readonly [path: string]: string;
}

const pod = (name: string, ...flags: string[]): Files => ({
  [`/etc/kubernetes/manifests/${name}.yaml`]: JSON.stringify({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name },
    spec: { containers: [{ name, image: 'x:1', command: [name, ...flags] }] },
  }),
});
const member = (number: number, ...named: number[]): Files =>
  pod(
    'etcd',
    `--name=cp-${number}`,
    `--advertise-client-urls=https://10.0.0.1${number}:2379`,
    `--initial-cluster=${named.map((one) => `cp-${one}=https://10.0.0.1${one}:2380`).join(',')}`,
  );
const server = (number: number, etcd: string): Files => pod('kube-apiserver', `--advertise-address=10.0.0.1${number}`, `--etcd-servers=${etcd}`);

function absent(hosts: { readonly [host: string]: Files }, known: string[] = []): string[] {
  const objects = Object.entries(hosts).flatMap(
    ([host, files]) => hostTreeObjects(host, Object.entries(files).map(([path, content]) => ({ path, content })), { cluster: 'c' }).objects,
  );
  const found = absentPeers(new RenderedCluster('c', objects), (address) => known.includes(address));
  return found.map(({ host, path, problem }) => `${host} ${path}: ${problem}`);
}

test('members that name each other and are there are all of them', () => {
  expect(absent({ 'cp-1': member(1, 1), 'cp-2': member(2, 1, 2) })).toEqual([]);
});

test('a member without a tree goes by its name', () => {
  expect(absent({ 'cp-1': member(1, 1, 2, 3), 'cp-2': member(2, 1, 2, 3) })).toEqual([
    'cp-3 /: no tree here has 10.0.0.13, which etcd --initial-cluster of cp-1, cp-2 names',
  ]);
});

test('what is known to be missing is not said twice', () => {
  expect(absent({ 'cp-1': member(1, 1, 2, 3), 'cp-2': member(2, 1, 2, 3) }, ['10.0.0.13'])).toEqual([]);
  expect(absent({ 'cp-1': member(1, 1, 2, 3), 'cp-2': member(2, 1, 2, 3) }, ['cp-3'])).toEqual([]);
});

test('servers of HAProxy and the others of a virtual IP are hosts, the virtual IP itself and the loopback are none', () => {
  const front = {
    '/etc/haproxy/haproxy.cfg':
      'listen api\n  bind *:8443\n  server a 10.0.0.11:6443\n  server b 10.0.0.12:6443\n  server own 127.0.0.1:6443\n  server ip 10.0.0.100:6443\nlisten other\n  bind *:80\n  server x 10.0.0.77:80\n',
    '/etc/keepalived/keepalived.conf':
      'vrrp_instance VI {\n  interface eth0\n  virtual_router_id 5\n  unicast_src_ip 10.0.0.11\n  unicast_peer {\n    10.0.0.12\n    10.0.0.13\n  }\n  virtual_ipaddress {\n    10.0.0.100/24\n  }\n}\n',
  };
  expect(absent({ 'cp-1': { ...server(1, 'https://127.0.0.1:2379'), ...front } })).toEqual([
    '10.0.0.12 /: no tree here has 10.0.0.12, which /etc/haproxy/haproxy.cfg of cp-1 and /etc/keepalived/keepalived.conf of cp-1 names',
    '10.0.0.13 /: no tree here has 10.0.0.13, which /etc/keepalived/keepalived.conf of cp-1 names',
  ]);
});

test('an etcd of which nothing is here is elsewhere; one of which a part is here misses the rest', () => {
  const servers = 'https://10.0.0.11:2379,https://10.0.0.31:2379';
  expect(absent({ 'cp-1': server(1, servers) })).toEqual([]);
  expect(absent({ 'cp-1': { ...server(1, servers), ...member(1, 1) } })).toEqual([
    '10.0.0.31 /: no tree here has 10.0.0.31, which kube-apiserver --etcd-servers of cp-1 names',
  ]);
});

test('names are those of hosts, or what /etc/hosts says', () => {
  const servers = 'https://cp-1.example.com:2379,https://db:2379,https://gone:2379';
  const hosts = { '/etc/hosts': '10.0.0.11 db\n10.0.0.14 gone\n' };
  expect(absent({ 'cp-1': { ...server(1, servers), ...member(1, 1), ...hosts } })).toEqual([
    '10.0.0.14 /: no tree here has 10.0.0.14, which kube-apiserver --etcd-servers of cp-1 names',
  ]);
});
