import { hostTree } from '../../../cli/bundle/tree';
import { InputError } from '../../../cli/command/errors';
import { file, host, named, pod, secretFile } from './plans';

test('files stay byte for byte but for filled-in secrets', () => {
  const text = '  a: ${secret:SecretKey/x#key}\n\n# $HOME ${other} ${secret:nothing}\n';
  const { files } = hostTree(host('cp-1', { files: [file('/a', text), secretFile('/b', 'Certificate', 'ca', 'tls.crt')] }), named);
  expect(files.map(({ path, content }) => [path, content])).toEqual([
    ['/a', '  a: SecretKey/x#key\n\n# $HOME ${other} ${secret:nothing}\n'],
    ['/b', 'Certificate/ca#tls.crt\n'],
  ]);
});

test('files that a program checks come first, the rest by path', () => {
  const paths = ['/etc/a', '/etc/haproxy/haproxy.cfg', '/etc/keepalived/keepalived.conf', '/etc/keepalived/check', '/etc/z'];
  const { files } = hostTree(host('cp-1', { files: paths.map((path) => file(path, '')).reverse() }), named);
  expect(files.map(({ path }) => path)).toEqual([
    '/etc/haproxy/haproxy.cfg',
    '/etc/keepalived/check',
    '/etc/keepalived/keepalived.conf',
    '/etc/a',
    '/etc/z',
  ]);
});

test('static pods are apart from files', () => {
  const { files, pods } = hostTree(host('cp-1', { staticPods: [pod('etcd', ['etcd'])] }), named);
  expect([files.length, pods.map(({ path }) => path)]).toEqual([0, ['/etc/kubernetes/manifests/etcd.yaml']]);
});

test('a value of several lines within a line is refused, without saying what it is', () => {
  const files = [file('/a', 'key: ${secret:Certificate/x#tls.key}\n')];
  expect(() => hostTree(host('cp-1', { files }), () => 'PRIVATE\nLINES\n')).toThrow(
    new InputError(
      'host cp-1: /a: Certificate/x#tls.key within the text: got several lines; allowed: a value of one line; fix: give the file contentFrom instead, or name a part of one line',
    ),
  );
});

test('all files that exclude each other are named at once', () => {
  const files = [
    file('/a', ''),
    file('/a', ''),
    file('/b', ''),
    file('/b/c/d', ''),
    file('/install', ''),
    file('/etc/kubernetes/manifests/etcd.yaml', ''),
  ];
  expect(() => hostTree(host('cp-1', { files, staticPods: [pod('etcd', ['etcd'])] }), named)).toThrow(
    new InputError(
      [
        'host cp-1: /a: got two files; allowed: one; fix: remove one of the objects',
        'host cp-1: /etc/kubernetes/manifests/etcd.yaml: got two files; allowed: one; fix: remove one of the objects',
        'host cp-1: /b/c/d: got a file where a folder above it is a file, too; allowed: one of both; fix: remove one of the objects',
        'host cp-1: /install: got the name of a part of the bundle itself; allowed: any other path; fix: put it into a folder',
      ].join('\n'),
    ),
  );
});
