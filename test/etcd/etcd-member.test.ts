import { Size } from 'cdk8s';
import { EtcdBootstrap, EtcdMember, EtcdMemberProps, FailoverTiming, KubernetesVersion } from '../../lib';
import { changedLines, complaintsOf, objectsOf, yamlOf } from '../yaml';

const MEMBERS = [
  { name: 'cp-1', address: '10.0.0.11' },
  { name: 'cp-2', address: '10.0.0.12' },
  { name: 'cp-3', address: '10.0.0.13' },
];
const BASE: EtcdMemberProps = { name: 'cp-1', members: MEMBERS, version: KubernetesVersion.V1_36 };

const render = (props: Partial<EtcdMemberProps> = {}) => yamlOf((chart) => new EtcdMember(chart, 'etcd', { ...BASE, ...props }));
const changedBy = (props: Partial<EtcdMemberProps>) => changedLines(render(), render(props));
const command = (props: Partial<EtcdMemberProps> = {}): string[] =>
  objectsOf((chart) => new EtcdMember(chart, 'etcd', { ...BASE, ...props })).find((object) => object.kind === 'Pod').spec.containers[0].command;

test('etcd 3.6 of Kubernetes 1.36', () => {
  expect(render()).toMatchSnapshot();
});

test('Kubernetes 1.28 has etcd 3.5, whose checks are experimental flags, and probes by port number', () => {
  expect(changedBy({ version: KubernetesVersion.V1_28 })).toMatchSnapshot();
});

test('an image of 3.5 with Kubernetes 1.36 gets the flags and probes of 3.5', () => {
  expect(changedBy({ etcdVersion: '3.5.9-0' })).toMatchSnapshot();
});

test('IPv6 addresses stand in brackets, and loopback is ::1', () => {
  const members = MEMBERS.map(({ name }, index) => ({ name, address: `fd00::1${index + 1}` }));
  expect(command({ members }).filter((flag) => flag.includes('['))).toEqual([
    '--advertise-client-urls=https://[fd00::11]:2379',
    '--initial-advertise-peer-urls=https://[fd00::11]:2380',
    '--initial-cluster=cp-1=https://[fd00::11]:2380,cp-2=https://[fd00::12]:2380,cp-3=https://[fd00::13]:2380',
    '--listen-client-urls=https://[::1]:2379,https://[fd00::11]:2379',
    '--listen-metrics-urls=http://[::1]:2381',
    '--listen-peer-urls=https://[fd00::11]:2380',
  ]);
  expect(render({ members })).toContain('host: ::1\n');
});

test('after the first boot members must not found another cluster', () => {
  expect(changedBy({ bootstrap: EtcdBootstrap.EXISTING })).toBe('-        - --initial-cluster-state=new\n+        - --initial-cluster-state=existing');
});

test('the quota is bytes, the timing milliseconds', () => {
  expect(changedBy({ quota: Size.gibibytes(2), timing: FailoverTiming.conservative() })).toMatchInlineSnapshot(`
"-        - --election-timeout=1000
+        - --election-timeout=5000
-        - --heartbeat-interval=100
+        - --heartbeat-interval=500
-        - --quota-backend-bytes=8589934592
+        - --quota-backend-bytes=2147483648"
`);
});

test('a data directory of its own is made, mounted and used', () => {
  expect(changedBy({ dataDirectory: '/srv/etcd' })).toMatchInlineSnapshot(`
"-  name: var-lib-etcd
+  name: srv-etcd
-  path: /var/lib/etcd
+  path: /srv/etcd
-        - --data-dir=/var/lib/etcd
+        - --data-dir=/srv/etcd
-        - mountPath: /var/lib/etcd
+        - mountPath: /srv/etcd
-        path: /var/lib/etcd
+        path: /srv/etcd"
`);
});

test('the token keeps clusters apart', () => {
  expect(changedBy({ token: 'prod' })).toBe('-        - --initial-cluster-token=etcd-cluster\n+        - --initial-cluster-token=prod');
});

test('registry, arguments, environment and volumes', () => {
  expect(
    changedBy({
      imageRegistry: 'registry.example/k8s',
      options: {
        extraArgs: { 'heartbeat-interval': '200', 'max-snapshots': '3', 'feature-gates': [] },
        extraEnv: { GODEBUG: 'x509sha1=1' },
        extraVolumes: [{ name: 'backup', hostPath: '/srv/backup', mountPath: '/backup', readOnly: false }],
      },
    }),
  ).toMatchInlineSnapshot(`
"-        - --feature-gates=CompactHashCheck=true,InitialCorruptCheck=true
-        - --heartbeat-interval=100
+        - --heartbeat-interval=200
+        - --max-snapshots=3
-      image: registry.k8s.io/etcd:3.6.8-0
+      env:
+        - name: GODEBUG
+          value: x509sha1=1
+      image: registry.example/k8s/etcd:3.6.8-0
+        - mountPath: /backup
+          name: backup
+    - hostPath:
+        path: /srv/backup
+      name: backup"
`);
});

test('an image of the user\'s own wins over the registry', () => {
  expect(changedBy({ imageRegistry: 'registry.example', options: { image: `mirror.example/etcd@sha256:${'0'.repeat(64)}` } })).toBe(
    `-      image: registry.k8s.io/etcd:3.6.8-0\n+      image: mirror.example/etcd@sha256:${'0'.repeat(64)}`,
  );
});

test('the order of members has no meaning', () => {
  expect(render({ members: [...MEMBERS].reverse() })).toBe(render());
});

test('a member that is not among the members is named at synth', () => {
  expect(complaintsOf((chart) => new EtcdMember(chart, 'etcd', { ...BASE, name: 'cp-4' }))).toEqual([
    'etcd member "cp-4": it is not among members cp-1, cp-2, cp-3; add it, or correct the name',
  ]);
});
