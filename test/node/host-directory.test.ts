import { HostDirectory, HostDirectoryProps } from '../../lib';
import { complaintsOf, yamlOf } from '../yaml';

const place = (props: HostDirectoryProps) => (chart: any) => new HostDirectory(chart, 'directory', props);

test('a directory with an owner of its own', () => {
  expect(yamlOf(place({ path: '/var/lib/etcd', mode: '0700', owner: 'etcd', group: 'etcd' }))).toMatchInlineSnapshot(`
"apiVersion: ha-cluster.local/v1alpha1
kind: HostDirectory
metadata:
  annotations:
    config.kubernetes.io/local-config: "true"
  name: var-lib-etcd
spec:
  group: etcd
  mode: "0700"
  owner: etcd
  path: /var/lib/etcd
"
`);
});

test('root and 0755 unless told otherwise', () => {
  expect(yamlOf(place({ path: '/srv/a' }))).toContain('spec:\n  group: root\n  mode: "0755"\n  owner: root\n  path: /srv/a\n');
});

test('what is wrong is an error at synth', () => {
  expect(complaintsOf(place({ path: '/srv/../etc', mode: '755' }))).toEqual([
    'host directory path: got "/srv/../etc"; allowed: an absolute path without empty, `.` and `..` parts; fix: write it in full',
    'host directory /srv/../etc mode: got "755"; allowed: four octal digits as text, like \'0644\'; fix: quote it',
  ]);
});
