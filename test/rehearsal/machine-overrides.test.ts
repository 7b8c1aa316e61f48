import { spawnSync } from 'child_process';
import { join } from 'path';
import { PlannedHost } from '../../cli/stream/model';
import { readCluster } from '../../cli/stream/read';
import { differences, differencesText, MachineFacts, overridesFor } from '../../rehearsal/overrides';
import { hasCapability } from '../../rehearsal/overrides/machine-facts';

/** A machine on which a host is like a real one. */
const GOOD: MachineFacts = { cgroupVersion: 2, mayProtect: true, swap: false, freeDisk: 0.5, moduleIndex: true, realtimeShares: false };

const cluster = readCluster(join(__dirname, '../../dist'));
const host = (name: string) => cluster.hosts.find((one) => one.name === name)!;

function contentOf(facts: Partial<MachineFacts>, of: PlannedHost = host('cp-1')): Record<string, string> {
  return Object.fromEntries(overridesFor(of, { ...GOOD, ...facts }).map(({ path, content }) => [path, content]));
}

const KUBELET = '/etc/kubernetes/kubelet.conf.d/90-rehearsal.conf';

test('a machine like a real host needs no override at all', () => {
  expect(cluster.hosts.flatMap((one) => overridesFor(one, GOOD))).toEqual([]);
});

test('the kubelet is told to accept version 1 of control groups', () => {
  expect(contentOf({ cgroupVersion: 1 })).toEqual({ [KUBELET]: 'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nfailCgroupV1: false\n' });
});

test('an older kubelet accepts it unasked, and would not know the setting', () => {
  const older = { ...host('cp-1'), spec: { ...host('cp-1').spec, kubeletVersion: '1.34.4' } };
  expect(contentOf({ cgroupVersion: 1 }, older)).toEqual({});
});

test('the kubelet is told to accept swap, and neither to evict nor to remove images where the disk is nearly full', () => {
  expect(contentOf({ swap: true, freeDisk: 0.1 })[KUBELET]).toMatchInlineSnapshot(`
"apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
failSwapOn: false
evictionHard:
  memory.available: 100Mi
  nodefs.available: 1%
  nodefs.inodesFree: 1%
  imagefs.available: 1%
  imagefs.inodesFree: 1%
imageGCHighThresholdPercent: 100
"
`);
});

test('a kubelet without a folder for settings is refused where it needs some', () => {
  const old = { ...host('cp-1'), directories: [], spec: { ...host('cp-1').spec, kubeletVersion: '1.28.15' } };
  expect(() => overridesFor(old, { ...GOOD, swap: true })).toThrow(
    'cp-1: kubelet 1.28.15 reads no drop-in files, and here it needs some: this machine swaps, which the kubelet refuses; allowed: 1.30 and later',
  );
  expect(overridesFor(old, GOOD)).toEqual([]);
});

test("containerd's section is repeated with one line more, as an import takes the place of the whole section", () => {
  expect(contentOf({ mayProtect: false })).toMatchInlineSnapshot(`
{
  "/etc/containerd/conf.d/90-rehearsal.toml": "version = 2

[plugins."io.containerd.grpc.v1.cri"]
  restrict_oom_score_adj = true
  sandbox_image = "registry.k8s.io/pause:3.10.2"

[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
  runtime_type = "io.containerd.runc.v2"

[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
  SystemdCgroup = true

[plugins."io.containerd.grpc.v1.cri".registry]
  config_path = "/etc/containerd/certs.d"
",
}
`);
});

test('a containerd that cannot be told is refused', () => {
  const files = host('cp-1').files.map((file) => (file.path === '/etc/containerd/config.toml' ? { ...file, content: 'version = 2\n' } : file));
  expect(() => overridesFor({ ...host('cp-1'), files }, { ...GOOD, mayProtect: false })).toThrow('cp-1: /etc/containerd/config.toml: cannot be extended; allowed: ');
});

test('keepalived gets its share of real time, where there is a keepalived', () => {
  expect(contentOf({ realtimeShares: true })).toMatchInlineSnapshot(`
{
  "/etc/systemd/system/keepalived.service.d/90-rehearsal.conf": "[Service]
ExecStartPre=-/bin/sh -c "cd /sys/fs/cgroup/cpu/system.slice && echo 100000 >./cpu.rt_period_us && echo 5000 >./cpu.rt_runtime_us && echo 100000 >keepalived.service/cpu.rt_period_us && echo 5000 >keepalived.service/cpu.rt_runtime_us"
",
}
`);
  expect(contentOf({ realtimeShares: true }, host('worker-1'))).toEqual({});
});

test('the stand-in for modprobe refuses what the kernel has not, and says where to load it', () => {
  const script = contentOf({ moduleIndex: false })['/usr/sbin/modprobe']!;
  const run = (...args: string[]) => spawnSync('sh', ['-s', '--', ...args], { input: script, encoding: 'utf8' });
  expect(run('-q', 'no_such-module')).toMatchObject({
    status: 1,
    stderr: 'modprobe: no_such-module is not in the kernel of the machine that runs this rehearsal; load it there\n',
  });
  expect(run('--quiet').status).toBe(0);
});

test('every override of every host is among the differences, once, with its reason', () => {
  const facts: MachineFacts = { cgroupVersion: 1, mayProtect: false, swap: true, freeDisk: 0.1, moduleIndex: false, realtimeShares: true };
  const overrides = cluster.hosts.flatMap((one) => overridesFor(one, facts));
  const all = differences(facts, overrides);
  expect(all.filter(({ what }) => what.endsWith(' is added')).map(({ what }) => what)).toEqual([
    '/usr/sbin/modprobe is added',
    `${KUBELET} is added`,
    '/etc/containerd/conf.d/90-rehearsal.toml is added',
    '/etc/systemd/system/keepalived.service.d/90-rehearsal.conf is added',
  ]);
  expect(all.filter(({ reason }) => reason === '')).toEqual([]);
  expect(differencesText(all.slice(0, 1))).toBe("differs: the root of a host is this machine's, with a layer of its own on top (so the packages that are installed here are on every host)");
});

test('a machine like a real host differs in less', () => {
  const texts = differencesText(differences(GOOD, []));
  expect(texts).not.toMatch(/version 1|OOMScoreAdjust| is added/);
});

test('a capability is read from the effective ones', () => {
  expect(hasCapability('CapPrm:\t0000000000000000\nCapEff:\t0000000001000000\n', 24n)).toBe(true);
  expect(hasCapability('CapPrm:\t0000000001000000\nCapEff:\t0000000000000000\n', 24n)).toBe(false);
});
