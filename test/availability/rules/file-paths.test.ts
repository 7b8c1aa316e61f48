import { FILE_PATHS } from '../../../lib/availability/rules/file-paths';
import { clusterOf, fileObject, podObject, says } from '../rendered-objects';

test('two files of one host at one path', () => {
  const cluster = clusterOf({ 'cp-1': { files: { '/etc/motd': 'a' } } }, {}, [fileObject('cp-1', '/etc/motd', 'b', 'etc-motd-2')]);
  expect(says(FILE_PATHS, cluster)).toEqual([
    'HA305 cp-1 /etc/motd: got HostFile etc-motd-2; allowed: one HostFile at this path; HostFile etc-motd is there; ' +
      'fix: remove one of the two, or patch the first instead of adding a second',
  ]);
});

test('the same path on two hosts is good', () => {
  expect(says(FILE_PATHS, clusterOf({ 'cp-1': { files: { '/etc/motd': 'a' } }, 'cp-2': { files: { '/etc/motd': 'b' } } }))).toEqual([]);
});

test('a file where the manifest of a static pod goes', () => {
  const files = { '/etc/kubernetes/manifests/etcd.yaml': 'a', '/etc/kubernetes/manifests/own.yaml': 'b' };
  expect(says(FILE_PATHS, clusterOf({ 'cp-1': { files, pods: [podObject('etcd')] } }))).toEqual([
    'HA305 cp-1 /etc/kubernetes/manifests/etcd.yaml: got HostFile etc-kubernetes-manifests-etcd-yaml; ' +
      'allowed: the manifest of the static pod etcd at this path; fix: remove one of the two, or patch the first instead of adding a second',
  ]);
});
