import { readFileSync } from 'fs';
import { secretsHash } from '../../../cli/bundle/secrets-hash';
import { staticPodFile } from '../../../cli/bundle/static-pod-file';
import { SecretRef } from '../../../cli/stream/model';
import { readClusters } from '../../../cli/stream/read';
import { file, named, pod, secretFile } from './plans';

const hosts = readClusters('dist').flatMap((cluster) => cluster.hosts.map((each) => ({ cluster: cluster.name, host: each })));

test.each(hosts.map((each) => [each.host.name, each] as const))(
  'static pods of %s are those of the YAML, byte for byte, but for secrets-hash',
  (_, { cluster, host }) => {
    const documents = readFileSync(`dist/${cluster}-${host.name}.k8s.yaml`, 'utf8').split(/^---\n/m);
    for (const each of host.staticPods) {
      const { content } = staticPodFile(each, host.files, named);
      expect(documents).toContain(
        content.replace(/^ {4}ha-cluster\.local\/secrets-hash: [0-9a-f]{16}\n/m, '').replace(/^ {2}annotations:\n(?! {4})/m, ''),
      );
    }
  },
);

test('is for root alone, where the kubelet looks', () => {
  const { path, mode, owner, group } = staticPodFile(pod('etcd', ['etcd']), [], named);
  expect({ path, mode, owner, group }).toEqual({ path: '/etc/kubernetes/manifests/etcd.yaml', mode: '0600', owner: 'root', group: 'root' });
});

test('a pod without secrets gets no annotation', () => {
  expect(staticPodFile(pod('etcd', ['etcd'], ['/c']), [file('/c/a', 'a')], named).content).not.toContain('secrets-hash');
});

describe('secrets-hash', () => {
  const FILES = [
    secretFile('/c/ca.crt', 'Certificate', 'ca', 'ca-bundle.crt'),
    secretFile('/c/server.crt', 'Certificate', 'server', 'tls.crt'),
    file('/c/inline', 'key: ${secret:SecretKey/a#key}\n'),
    secretFile('/elsewhere/x', 'SecretKey', 'b', 'key'),
  ];
  const ETCD = pod('etcd', ['etcd', '--trusted-ca-file=/c/ca.crt', '--cert-file=/c/server.crt', '--x=/c/inline'], ['/c']);
  const hash = (changed?: string) => secretsHash(ETCD, FILES, (ref: SecretRef) => (ref.name === changed ? 'changed' : named(ref)));

  test('is 16 hexadecimal digits, the same each time', () => {
    expect(hash()).toMatch(/^[0-9a-f]{16}$/);
    expect(hash()).toBe(hash());
  });

  test('changes with a secret that is read at the start, as a whole file or within one', () => {
    expect(hash('ca')).not.toBe(hash());
    expect(hash('a')).not.toBe(hash());
  });

  test('does not change with a secret that is reloaded, or not mounted', () => {
    expect([hash('server'), hash('b')]).toEqual([hash(), hash()]);
  });

  test('does not depend on the order of files', () => {
    expect(secretsHash(ETCD, [...FILES].reverse(), named)).toBe(hash());
  });
});
