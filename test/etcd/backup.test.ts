import { App, Duration } from 'cdk8s';
import { EtcdMemberBackup, EtcdMemberBackupProps, EtcdTopology, HaCluster, HaClusterProps, KubernetesVersion } from '../../lib';
import { referenceProps } from '../reference';
import { changedLines, complaintsOf, objectsOf, yamlOf } from '../yaml';

const BASE: EtcdMemberBackupProps = { cluster: 'prod', member: 'cp-1', address: '10.0.0.11', version: KubernetesVersion.V1_36 };

const render = (props: Partial<EtcdMemberBackupProps> = {}) => yamlOf((chart) => new EtcdMemberBackup(chart, 'backup', { ...BASE, ...props }));
const changedBy = (props: Partial<EtcdMemberBackupProps>) => changedLines(render(), render(props));
const content = (path: string, props: Partial<EtcdMemberBackupProps> = {}): string =>
  objectsOf((chart) => new EtcdMemberBackup(chart, 'backup', { ...BASE, ...props })).find((object) => object.spec.path === path).spec.content;

/** Hosts of a cluster that enable the timer. */
function timers(change: Partial<HaClusterProps>): string[] {
  const app = new App();
  new HaCluster(app, 'prod', { ...referenceProps(), ...change });
  const objects = app.charts.flatMap((chart) => chart.toJson());
  const named = objects
    .filter((object: any) => object.kind === 'Host' && object.spec.units.includes('etcd-backup.timer'))
    .map((object: any) => object.metadata.name);
  const filed = objects
    .filter((object: any) => object.spec?.path === '/etc/systemd/system/etcd-backup.timer')
    .map((object: any) => object.metadata.labels['ha-cluster.local/host']);
  expect(filed).toEqual(named);
  return named;
}

test('a script, its service and timer, and a directory that only root enters', () => {
  expect(objectsOf((chart) => new EtcdMemberBackup(chart, 'backup', BASE)).map(({ spec }) => `${spec.mode} ${spec.owner} ${spec.path}`)).toEqual([
    '0700 root /var/backups/etcd',
    '0700 root /usr/local/lib/ha-cluster/etcd-backup',
    '0644 root /etc/systemd/system/etcd-backup.service',
    '0644 root /etc/systemd/system/etcd-backup.timer',
  ]);
});

test('every hour, each host at a time of its own that stays the same, and made up for after the host was off', () => {
  expect(content('/etc/systemd/system/etcd-backup.timer')).toMatchInlineSnapshot(`
"[Unit]
Description=Snapshots of the etcd member of this host

[Timer]
OnCalendar=hourly
RandomizedDelaySec=1800
FixedRandomDelay=yes
Persistent=yes

[Install]
WantedBy=timers.target
"
`);
});

test('a run is bounded, and cannot change the programs and settings of the host', () => {
  expect(content('/etc/systemd/system/etcd-backup.service')).toMatchInlineSnapshot(`
"[Unit]
Description=Snapshot of the etcd member of this host
After=containerd.service kubelet.service network-online.target

[Service]
Type=oneshot
ExecStart=/usr/local/lib/ha-cluster/etcd-backup
TimeoutStartSec=30min
Nice=10
LockPersonality=yes
NoNewPrivileges=yes
PrivateTmp=yes
ProtectHome=read-only
ProtectSystem=full
RestrictRealtime=yes
RestrictSUIDSGID=yes
"
`);
});

test('the settings stand at the top of the script', () => {
  const settings = /^cluster=[^]*?\n\n/m.exec(content('/usr/local/lib/ha-cluster/etcd-backup'))?.[0];
  expect(settings).toMatchInlineSnapshot(`
"cluster='prod'
member='cp-1'
loopback='127.0.0.1'
endpoint='https://127.0.0.1:2379'
image='registry.k8s.io/etcd:3.6.8-0'
version='3.6.8-0'
snapshot_tool='etcdutl'
pki='/etc/kubernetes/pki/etcd'
data='/var/lib/etcd'
directory='/var/backups/etcd'
keep=24
copy_command=()

"
`);
});

test('etcd 3.5 verifies with etcdctl, because its images need not hold etcdutl', () => {
  expect(changedBy({ version: KubernetesVersion.V1_28 })).toMatchInlineSnapshot(`
"-    image='registry.k8s.io/etcd:3.6.8-0'
-    version='3.6.8-0'
-    snapshot_tool='etcdutl'
+    image='registry.k8s.io/etcd:3.5.15-0'
+    version='3.5.15-0'
+    snapshot_tool='etcdctl'"
`);
});

test('an IPv6 member listens on ::1', () => {
  expect(changedBy({ address: 'fd00::11' })).toBe(
    "-    loopback='127.0.0.1'\n-    endpoint='https://127.0.0.1:2379'\n+    loopback='::1'\n+    endpoint='https://[::1]:2379'",
  );
});

test('schedule, delay, number and directory', () => {
  expect(changedBy({ schedule: '*-*-* 0/6:15', randomizedDelay: Duration.minutes(5), keep: 7, directory: '/srv/backup' })).toMatchInlineSnapshot(`
"-  name: var-backups-etcd
+  name: srv-backup
-  path: /var/backups/etcd
+  path: /srv/backup
-    directory='/var/backups/etcd'
-    keep=24
+    directory='/srv/backup'
+    keep=7
-    OnCalendar=hourly
-    RandomizedDelaySec=1800
+    OnCalendar=*-*-* 0/6:15
+    RandomizedDelaySec=300"
`);
});

test.each([
  [['rsync', '-a', '{}', 'backup@10.0.0.5:etcd/'], "('rsync' '-a' '{}' 'backup@10.0.0.5:etcd/')"],
  [['/usr/local/bin/upload', '--quiet'], "('/usr/local/bin/upload' '--quiet' '{}')"],
  [['cp', '{}', "/mnt/it's; $(id)"], "('cp' '{}' '/mnt/it'\\''s; $(id)')"],
])('the copy command %j reaches the script as words, with the place of the snapshot in it', (copyCommand, words) => {
  expect(changedBy({ copyCommand })).toBe(`-    copy_command=()\n+    copy_command=${words}`);
});

test("a registry and an image of the user's own are those of the member", () => {
  expect(changedBy({ imageRegistry: 'registry.example/k8s' })).toContain("+    image='registry.example/k8s/etcd:3.6.8-0'");
  expect(changedBy({ imageRegistry: 'registry.example', image: 'mirror.example/etcd:x' })).toContain("+    image='mirror.example/etcd:x'");
});

test('switched off, nothing is rendered', () => {
  expect(render({ enabled: false })).toBe('');
});

test('what is wrong is said at synth', () => {
  expect(complaintsOf((chart) => new EtcdMemberBackup(chart, 'backup', { ...BASE, keep: 0, cluster: 'Prod' }))).toEqual([
    expect.stringContaining('HA010 cluster: got "Prod"'),
    expect.stringContaining('HA026 keep: got 0'),
  ]);
});

test('each host with a member that the blueprint renders is backed up, and no other', () => {
  const members = ['a', 'b', 'c'].map((zone, index) => ({ name: `etcd-${index + 1}`, address: `10.0.0.2${index + 1}`, zone }));
  expect(timers({})).toEqual(['cp-1', 'cp-2', 'cp-3']);
  expect(timers({ etcd: EtcdTopology.external({ members }) })).toEqual(['etcd-1', 'etcd-2', 'etcd-3']);
  expect(timers({ etcd: EtcdTopology.existing({ endpoints: members.map(({ address }) => `https://${address}:2379`) }) })).toEqual([]);
  expect(timers({ etcdBackup: { enabled: false } })).toEqual([]);
});
