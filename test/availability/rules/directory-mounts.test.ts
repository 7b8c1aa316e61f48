import { DIRECTORY_MOUNTS } from '../../../lib/availability/rules/directory-mounts';
import { RuleLevel } from '../../../lib/cluster/finding';
import { clusterOf, faults, podObject, says } from '../rendered-objects';

function cluster(hostPath: any, files: Record<string, string> = {}) {
  return clusterOf({ 'cp-1': { pods: [podObject('kube-scheduler', [], { volumes: [{ name: 'kubeconfig', hostPath }] })], files } });
}

test('a kubeconfig that is mounted alone is a warning', () => {
  expect(DIRECTORY_MOUNTS.level).toBe(RuleLevel.WARNING);
  expect(says(DIRECTORY_MOUNTS, cluster({ path: '/etc/kubernetes/scheduler.conf', type: 'FileOrCreate' }))).toEqual([
    'HA303 cp-1 kube-scheduler volume kubeconfig: got the file /etc/kubernetes/scheduler.conf; allowed: its directory /etc/kubernetes; ' +
      'fix: mount the directory that holds the file',
  ]);
});

test('a mount without a type is one of a file where a HostFile is', () => {
  expect(faults(DIRECTORY_MOUNTS, cluster({ path: '/etc/haproxy/haproxy.cfg' }, { '/etc/haproxy/haproxy.cfg': '' }))).toHaveLength(1);
  expect(says(DIRECTORY_MOUNTS, cluster({ path: '/etc/haproxy' }, { '/etc/haproxy/haproxy.cfg': '' }))).toEqual([]);
});

test('files outside /etc are good', () => {
  expect(says(DIRECTORY_MOUNTS, cluster({ path: '/run/xtables.lock', type: 'FileOrCreate' }))).toEqual([]);
});
