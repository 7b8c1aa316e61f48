import { spawnSync } from 'child_process';
import { BootScriptProps, renderBootScript } from '../../rehearsal/machine/boot-script';
import { Hierarchy } from '../../rehearsal/machine/cgroups';
import { HostFolders } from '../../rehearsal/machine/layout';

const VERSION_1: Hierarchy[] = [
  { mountPoint: '/sys/fs/cgroup/cpu,cpuacct', version: 1, controllers: 'cpu,cpuacct' },
  { mountPoint: '/sys/fs/cgroup/systemd', version: 1, controllers: 'name=systemd' },
  { mountPoint: '/sys/fs/cgroup/unified', version: 2, controllers: '' },
];

const VERSION_2: Hierarchy[] = [{ mountPoint: '/sys/fs/cgroup', version: 2, controllers: '' }];

function props(hierarchies: Hierarchy[]): BootScriptProps {
  return {
    spec: { name: 'cp-1', addresses: ['10.0.0.11', 'fd00::11'], prefixes: [24, 64], networkInterface: 'eth0' },
    folders: new HostFolders('/state/machines/hosts/cp-1'),
    group: 'ha-rehearsal-01234567/cp-1.89abcdef',
    keepers: 'ha-rehearsal-01234567/keepers',
    hierarchies,
    networkPid: 4711,
    bridge: 'rehearsal',
    port: 'port-01234567',
    mac: '02:00:00:00:00:01',
    systemd: '/lib/systemd/systemd',
  };
}

const lines = (hierarchies: Hierarchy[]) =>
  renderBootScript(props(hierarchies))
    .split('\n')
    .map((line) => line.trim());

test.each([
  ['version 1', VERSION_1],
  ['version 2', VERSION_2],
])('is good shell with control groups of %s', (_, hierarchies) => {
  expect(spawnSync('bash', ['-n'], { input: renderBootScript(props(hierarchies)), encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
});

test('joins the group of the host in every hierarchy before it does anything that would have to be removed', () => {
  const script = lines(VERSION_1);
  const joins = script.filter((line) => line.includes('/cp-1.89abcdef/cgroup.procs'));
  expect(joins).toEqual(VERSION_1.map(({ mountPoint }) => `echo $$ >'${mountPoint}/ha-rehearsal-01234567/cp-1.89abcdef/cgroup.procs'`));
  expect(script.indexOf(joins.at(-1)!)).toBeLessThan(script.findIndex((line) => line.includes('process.json')));
  expect(script.indexOf(joins.at(-1)!)).toBeLessThan(script.findIndex((line) => line.includes('ip link')));
  expect(script[1]).toBe('# Boots cp-1. Made by ha-cluster rehearse; do not run it by hand.');
  expect(script[2]).toBe('set -eu');
});

test('makes the interface with its addresses and its prefixes', () => {
  expect(lines(VERSION_2).filter((line) => line.startsWith('ip '))).toEqual([
    'ip link set lo up',
    "ip link set 'eth0' up",
    "ip address add 10.0.0.11/24 dev 'eth0'",
    "ip address add fd00::11/64 dev 'eth0' nodad",
  ]);
});

test('mounts controllers that are mounted together under each of their names', () => {
  expect(lines(VERSION_1).filter((line) => line.includes('sys/fs/cgroup') && !line.includes('echo'))).toEqual([
    'mount -t tmpfs -o mode=755,nosuid,nodev,noexec cgroup sys/fs/cgroup',
    'ln -s cpu,cpuacct sys/fs/cgroup/cpu',
    'ln -s cpu,cpuacct sys/fs/cgroup/cpuacct',
    "mkdir sys/fs/cgroup/cpu,cpuacct && mount -t cgroup -o 'cpu,cpuacct' cgroup sys/fs/cgroup/cpu,cpuacct",
    "mkdir sys/fs/cgroup/systemd && mount -t cgroup -o 'none,name=systemd' cgroup sys/fs/cgroup/systemd",
    'mkdir -p sys/fs/cgroup/unified && mount -t cgroup2 cgroup2 sys/fs/cgroup/unified',
    'mount -o remount,bind,ro sys/fs/cgroup',
  ]);
});

test('mounts the one hierarchy of version 2 in its place', () => {
  expect(lines(VERSION_2).filter((line) => line.includes('sys/fs/cgroup') && !line.includes('echo'))).toEqual([
    'mkdir -p sys/fs/cgroup && mount -t cgroup2 cgroup2 sys/fs/cgroup',
  ]);
});

test('leaves the root of the machine before systemd starts, without the capabilities that reach out of the host', () => {
  const script = lines(VERSION_2);
  expect(script.slice(script.indexOf('pivot_root . .'))).toEqual([
    'pivot_root . .',
    'umount -l .',
    'cd /',
    '# As on a host: what the kubelet mounts is seen by all.',
    'mount --make-rshared /',
    'exec setpriv --bounding-set=-sys_module,-sys_time \\',
    'env -i PATH="$PATH" container=rehearsal container_uuid="$(cat /etc/machine-id)" /lib/systemd/systemd </dev/null',
    ';;',
    'esac',
    '',
  ]);
});
