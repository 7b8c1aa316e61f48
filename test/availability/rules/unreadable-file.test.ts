import { UNREADABLE_FILE } from '../../../lib/availability/rules/unreadable-file';
import { HAPROXY, KEEPALIVED } from '../front-end-files';
import { clusterOf, faults, podObject, says } from '../rendered-objects';

test('a line of haproxy.cfg that HAProxy refuses', () => {
  expect(says(UNREADABLE_FILE, clusterOf({ 'cp-1': { files: { [HAPROXY]: 'defaults\ntimeout connect 1.5s\n' } } }))).toEqual([
    'HA200 cp-1 /etc/haproxy/haproxy.cfg line 2: got timeout connect 1.5s is no time; allowed: what its program can read; ' +
      'fix: correct it; the program itself checks its file with `haproxy -c -f` or `keepalived --config-test -f`',
  ]);
});

test('a line of keepalived.conf or of the kubelet configuration', () => {
  const files = { [KEEPALIVED]: 'vrrp_instance x {\npriority high\n}', '/var/lib/kubelet/config.yaml': 'port: x' };
  expect(faults(UNREADABLE_FILE, clusterOf({ 'cp-1': { files } }))).toEqual([
    'HA200 cp-1 /etc/keepalived/keepalived.conf line 2: got priority high: not a whole number; allowed: what its program can read',
    'HA200 cp-1 /var/lib/kubelet/config.yaml line 1: got port: "x" is no number; allowed: what its program can read',
  ]);
});

test('a flag whose time is in the wrong form', () => {
  const pods = [podObject('kube-scheduler', ['--leader-elect-renew-deadline=4']), podObject('etcd', ['--election-timeout=1s'])];
  expect(faults(UNREADABLE_FILE, clusterOf({ 'cp-1': { pods } }))).toEqual([
    'HA200 cp-1 etcd --election-timeout: got "1s"; allowed: a number of milliseconds without a unit',
    'HA200 cp-1 kube-scheduler --leader-elect-renew-deadline: got "4"; allowed: a duration like 4s, 500ms or 1m30s',
  ]);
});

test('flags that no rule calculates with are the business of their component', () => {
  expect(says(UNREADABLE_FILE, clusterOf({ 'cp-1': { pods: [podObject('kube-apiserver', ['--event-ttl=x', '--shutdown-delay-duration=5s'])] } }))).toEqual([]);
});
