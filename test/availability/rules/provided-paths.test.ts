import { PROVIDED_PATHS } from '../../../lib/availability/rules/provided-paths';
import { clusterOf, faults, podObject, says, TestHost } from '../rendered-objects';

function cluster(path: string, host: TestHost = {}) {
  return clusterOf({ 'cp-1': { ...host, pods: [podObject('haproxy', [], { volumes: [{ name: 'config', hostPath: { path } }] })] } });
}

test('a directory in which the description puts nothing', () => {
  expect(says(PROVIDED_PATHS, cluster('/etc/haproxy', { files: { '/etc/haproxy2/haproxy.cfg': '' } }))).toEqual([
    'HA304 cp-1 haproxy volume config: got /etc/haproxy; allowed: a path that a HostFile or HostDirectory of this host provides; ' +
      'fix: add a HostFile or HostDirectory for the path, or remove the volume',
  ]);
});

test('a file that is missing beside others', () => {
  expect(faults(PROVIDED_PATHS, cluster('/etc/kubernetes/pki/sa.pub', { files: { '/etc/kubernetes/pki/sa.key': undefined } }))).toHaveLength(1);
});

test.each<[string, TestHost]>([
  ['/etc/haproxy', { files: { '/etc/haproxy/haproxy.cfg': '', '/etc/motd': '' } }],
  ['/etc/haproxy/', { files: { '/etc/haproxy/haproxy.cfg': '' } }],
  ['/etc/haproxy/haproxy.cfg', { files: { '/etc/haproxy/haproxy.cfg': '' } }],
  ['/etc/keepalived', { directories: ['/etc/keepalived'] }],
  ['/etc/ssl/certs', {}],
  ['/var/lib/etcd', {}],
])('%s with %j is good', (path, host) => {
  expect(says(PROVIDED_PATHS, cluster(path, host))).toEqual([]);
});
