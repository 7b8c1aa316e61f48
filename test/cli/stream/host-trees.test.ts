import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { readHostTrees } from '../../../cli/stream/host-trees';
import { RenderedCluster } from '../../../lib/availability/read/rendered';

let folder: string;
let outside: string;
beforeEach(() => {
  outside = mkdtempSync(join(tmpdir(), 'ha-cluster-trees-'));
  folder = join(outside, 'prod');
  mkdirSync(folder);
});
afterEach(() => rmSync(outside, { recursive: true }));

function put(path: string, content: string | Buffer): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}

function link(path: string, target: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  symlinkSync(target, join(folder, path));
}

const pod = (name: string, ...flags: string[]) =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name} }\nspec: { containers: [{ name: ${name}, image: "x:1", command: ${JSON.stringify([name, ...flags])} }] }\n`;
const MANIFEST = 'etc/kubernetes/manifests/etcd.yaml';
const ETCD = pod('etcd', '--name=cp-1', '--advertise-client-urls=https://10.0.0.11:2379');

const read = (): RenderedCluster => readHostTrees(folder);
const unread = () => read().observed?.unread.map(({ host, path, problem }) => `${host} ${path}: ${problem}`);

describe('host trees', () => {
  test('are hosts of a cluster that is called like the folder', () => {
    put(`cp-1/${MANIFEST}`, ETCD);
    put('worker-1/var/lib/kubelet/config.yaml', 'kind: KubeletConfiguration\nport: 10250\n');
    const cluster = read();
    expect([cluster.name, cluster.object, cluster.hosts.map(({ name, roles, addresses }) => [name, roles, addresses])]).toEqual([
      'prod',
      undefined,
      [
        ['cp-1', ['etcd'], ['10.0.0.11']],
        ['worker-1', ['worker'], []],
      ],
    ]);
    expect(cluster.host('worker-1')?.kubelet()?.port).toBe(10250);
  });

  test('take name, version, zones and whatever else is written from the YAML beside them', () => {
    put(`cp-1/${MANIFEST}`, ETCD);
    put('hosts.yaml', 'apiVersion: ha-cluster.local/v1alpha1\nkind: Host\nmetadata: { name: cp-1 }\nspec: { zone: a, addresses: [10.0.9.9] }\n');
    put('cluster.yml', 'apiVersion: ha-cluster.local/v1alpha1\nkind: Cluster\nmetadata: { name: shop }\nspec: { version: 1.36.3 }\n');
    const cluster = read();
    expect([cluster.name, cluster.minor, cluster.hosts[0]?.object.spec]).toEqual([
      'shop',
      36,
      { zone: 'a', addresses: ['10.0.9.9'], roles: ['etcd'], staticPods: ['etcd'] },
    ]);
  });

  test('of a bundle have what its manifest says, and its own files are none of the host', () => {
    put(`cp-1/${MANIFEST}`, ETCD);
    put('cp-1/etc/haproxy/haproxy.cfg', 'frontend a\n  bind :1\n');
    put('cp-1/install', '#!/bin/sh\n');
    put(
      'cp-1/manifest.json',
      JSON.stringify({
        format: 1,
        addresses: ['10.0.0.11', 'fd00::11'],
        versions: { kubelet: '1.36.3' },
        directories: [{ path: '/var/lib/etcd', mode: '0700', owner: 'etcd', group: 'etcd' }],
        files: [{ path: '/etc/haproxy/haproxy.cfg', mode: '0644', owner: 'root', group: 'root', sha256: 'x' }],
      }),
    );
    const [host] = read().hosts;
    expect([host?.addresses, host?.kubeletMinor, host?.directories.get('/var/lib/etcd')?.owner]).toEqual([['10.0.0.11', 'fd00::11'], 36, 'etcd']);
    expect([...host!.files.values()].map(({ path, spec }) => [path, spec.mode])).toEqual([['/etc/haproxy/haproxy.cfg', '0644']]);
  });

  test('have the modes that modes.txt lists, and no others: those of a copy say nothing', () => {
    put('cp-1/etc/haproxy/haproxy.cfg', '');
    put('cp-1/etc/keepalived/keepalived.conf', '');
    put(
      'cp-1/modes.txt',
      'd 700 etcd etcd /var/lib/etcd\nf 640 root haproxy /etc/haproxy/haproxy.cfg\nf 600 root root /etc/kubernetes/pki/ca.key\nnonsense\n',
    );
    const [host] = read().hosts;
    expect([...host!.files.values()].map(({ path, spec, content }) => [path, spec.mode, spec.group, content])).toEqual([
      ['/etc/haproxy/haproxy.cfg', '0640', 'haproxy', ''],
      ['/etc/keepalived/keepalived.conf', undefined, undefined, ''],
      ['/etc/kubernetes/pki/ca.key', '0600', 'root', undefined],
    ]);
    expect(host?.directories.get('/var/lib/etcd')).toEqual({ path: '/var/lib/etcd', mode: '0700', owner: 'etcd', group: 'etcd' });
  });

  test('are read from where their files say, too', () => {
    put('cp-1/etc/systemd/system/kubelet.service', '[Service]\nExecStart=/usr/bin/kubelet --config=/opt/kubelet.yaml\n');
    put('cp-1/opt/kubelet.yaml', 'kind: KubeletConfiguration\nstaticPodPath: /opt/pods\n');
    put('cp-1/opt/pods/etcd.yaml', ETCD);
    put('cp-1/opt/other.yaml', 'kind: KubeletConfiguration\n');
    put('cp-1/etc/keepalived/keepalived.conf', 'vrrp_script c {\n script "/usr/local/bin/check 1"\n}\n');
    put('cp-1/usr/local/bin/check', '#!/bin/sh\nexit 0\n');
    const [host] = read().hosts;
    expect([[...host!.files.keys()], [...host!.pods.keys()]]).toEqual([
      ['/etc/keepalived/keepalived.conf', '/etc/systemd/system/kubelet.service', '/opt/kubelet.yaml', '/usr/local/bin/check'],
      ['etcd'],
    ]);
  });
});

describe('the walk through a tree', () => {
  test('follows links as the host would, and none out of the tree', () => {
    put('secret.conf', 'global\n  maxconn 1\n');
    writeFileSync(join(outside, 'haproxy.cfg'), 'global\n  maxconn 2\n');
    put('cp-1/opt/haproxy/haproxy.cfg', 'frontend a\n  bind :3\n');
    link('cp-1/etc/haproxy', '/opt/haproxy');
    link('cp-1/etc/keepalived/keepalived.conf', join(outside, 'haproxy.cfg'));
    link('cp-1/etc/keepalived/up.conf', '../../../../../secret.conf');
    link('cp-1/etc/keepalived/loop.conf', 'loop.conf');
    expect([...read().hosts[0]!.files.keys()]).toEqual(['/etc/haproxy/haproxy.cfg']);
  });

  test('takes no folder for a host that is a link', () => {
    put(`cp-1/${MANIFEST}`, ETCD);
    link('cp-2', 'cp-1');
    expect(read().hosts.map(({ name }) => name)).toEqual(['cp-1']);
  });

  test('opens no key, and no data', () => {
    put(`cp-1/${MANIFEST}`, ETCD);
    // What is opened and no text is listed.
    for (const name of ['ca.key', 'apiserver-key.pem']) put(`cp-1/etc/kubernetes/pki/${name}`, Buffer.from([0xff]));
    put('cp-1/var/lib/etcd/member/snap/db.conf', 'data');
    put('cp-1/etc/kubernetes/tmp/kubeadm-backup/a.yaml', 'kind: KubeletConfiguration\n');
    expect([read().hosts[0]?.files.size, unread()]).toEqual([0, []]);
  });

  test('lists what matters and is no text, too large or too deep, and goes on', () => {
    put(`cp-1/${MANIFEST}`, ETCD);
    put('cp-1/etc/haproxy/haproxy.cfg', Buffer.from([0x61, 0xff]));
    put('cp-1/etc/haproxy/logo.bin', Buffer.from([0]));
    put('cp-1/etc/kubernetes/large.yaml', 'a'.repeat(1024 * 1024 + 1));
    put('cp-1/etc/kubernetes/1/2/3/4/5/6/7/8/9/a.yaml', '');
    expect(unread()).toEqual([
      'cp-1 /etc/haproxy/haproxy.cfg: is no text',
      'cp-1 /etc/kubernetes/1/2/3/4/5/6/7/8: is deeper than 8 folders',
      'cp-1 /etc/kubernetes/large.yaml: is larger than 1024 KiB',
    ]);
  });

  const withoutRoot = process.getuid?.() === 0 ? test.skip : test;
  withoutRoot('lists what it may not read', () => {
    put(`cp-1/${MANIFEST}`, ETCD);
    put('cp-1/etc/haproxy/haproxy.cfg', '');
    chmodSync(join(folder, 'cp-1/etc/haproxy/haproxy.cfg'), 0);
    expect(unread()).toEqual(['cp-1 /etc/haproxy/haproxy.cfg: cannot be read (EACCES)']);
  });

  test('lists a tree that holds nothing, and a host that has no tree', () => {
    put(`cp-1/${MANIFEST}`, ETCD);
    put('notes/readme.txt', 'hello');
    put('hosts.yaml', 'apiVersion: ha-cluster.local/v1alpha1\nkind: Host\nmetadata: { name: cp-2 }\nspec: { zone: b }\n');
    expect([read().hosts.map(({ name }) => name), unread()]).toEqual([
      ['cp-1'],
      ['cp-2 /: there is a Host object, and no tree', 'notes /: holds none of the files that are read'],
    ]);
  });
});

describe('errors', () => {
  const ALLOWED = 'allowed: <folder>/<host>/etc/kubernetes/manifests/*.yaml and the other files of each host';

  test('a folder that is not there', () => {
    expect(() => readHostTrees('/nowhere')).toThrow(
      `/nowhere: got no such folder; ${ALLOWED}; fix: copy the files of each host into a folder of its name`,
    );
  });

  test('a folder without any host', () => {
    expect(read).toThrow(`${folder}: got no folder of a host; ${ALLOWED}; fix: copy the files of each host into a folder of its name`);
  });

  test('the tree of one host', () => {
    put(MANIFEST, ETCD);
    expect(read).toThrow(`${folder}: got no files of any host; ${ALLOWED}; fix: this is the tree of one host; give the folder above it`);
  });

  test('the folder of a bundle with a folder for each cluster', () => {
    put(`shop/cp-1/${MANIFEST}`, ETCD);
    expect(read).toThrow(`${folder}: got no files of any host; ${ALLOWED}; fix: --hosts ${join(folder, 'shop')}`);
  });

  test('YAML beside the trees that does not fit its schema, or says something twice', () => {
    put(`cp-1/${MANIFEST}`, ETCD);
    const host = 'apiVersion: ha-cluster.local/v1alpha1\nkind: Host\nmetadata: { name: cp-1 }\nspec: { zone: "a b" }\n';
    put('a.yaml', host);
    put('b.yaml', host.replace('"a b"', 'b'));
    expect(read).toThrow(
      [
        'a.yaml, document 1: Host cp-1: spec.zone must match pattern "^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$"',
        'b.yaml, document 1: Host cp-1: is in a.yaml, document 1, too; allowed: once; fix: remove one of the two',
      ].join('\n'),
    );
  });
});
