import { manifestLines, manifestOf } from '../../../cli/bundle/manifest';
import { hostTree } from '../../../cli/bundle/tree';
import { cluster, file, host, named, pod } from './plans';

const HOST = host('cp-1', {
  spec: {
    addresses: ['10.0.0.11', 'fd00::11'],
    roles: ['control-plane'],
    kubeletVersion: '1.36.3',
    packages: ['containerd', 'kubelet'],
    kernelModules: ['overlay'],
    sysctls: { 'net.ipv4.ip_local_port_range': '1024   65535' },
    users: [{ name: 'etcd', home: '/var/lib/etcd' }],
    units: ['containerd.service', 'kubelet.service'],
  },
  files: [file('/etc/a', 'a', { mode: '0644', onChange: { unit: 'a.service', action: 'reload' } })],
  directories: [{ path: '/var/lib/etcd', mode: '0700', owner: 'etcd', group: 'etcd' }],
  staticPods: [pod('etcd', ['etcd'])],
});
const MANIFEST = manifestOf(cluster([HOST]), hostTree(HOST, named));

test('the lines for install', () => {
  expect(manifestLines(MANIFEST).replace(/\t/g, ' | ')).toMatchInlineSnapshot(`
"cluster | prod
host | cp-1 | 10.0.0.11 fd00::11
kubelet | 1.36.3
package | containerd
package | kubelet
user | etcd | /var/lib/etcd
directory | /var/lib/etcd | 0700 | etcd | etcd
file | /etc/a | 0644 | root | root | ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb | a.service | reload
file | /etc/modules-load.d/91-ha-cluster-host.conf | 0644 | root | root | 5971fc5991ae2b514c4e25cbfaa154aa191b4230c4201e33c00da182209f53fd | - | -
file | /etc/sysctl.d/91-ha-cluster-host.conf | 0644 | root | root | f88b2d455a187f29d0ae414e4e1223ae13af999ea04323f7aab35be55885920a | - | -
pod | /etc/kubernetes/manifests/etcd.yaml | 0600 | root | root | dc32e808ecfc501cc1b52dd6763b29d27521e1298be4a2585bab4ca8a16d657e | - | -
module | overlay
sysctl | net.ipv4.ip_local_port_range | 1024 65535
unit | containerd.service
unit | kubelet.service
end
"
`);
});

test('the document for programs', () => {
  expect(MANIFEST).toMatchObject({
    format: 1,
    cluster: 'prod',
    host: 'cp-1',
    versions: { kubernetes: '1.36.3', kubelet: '1.36.3', images: ['registry.example/etcd:v1'] },
    directories: [{ path: '/var/lib/etcd', mode: '0700', owner: 'etcd', group: 'etcd' }],
  });
  expect(MANIFEST.files[0]).toEqual({
    path: '/etc/a',
    mode: '0644',
    owner: 'root',
    group: 'root',
    sha256: 'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb',
    onChange: { unit: 'a.service', action: 'reload' },
  });
});
