import { Hierarchy, isVersion1 } from './cgroups';
import { HostFolders, PLAIN_FOLDERS } from './layout';
import { MachineSpec } from './machine-spec';
import { renderMask } from './root-mask';

/** What the script of one host is made from. */
export interface BootScriptProps {
  readonly spec: MachineSpec;
  readonly folders: HostFolders;
  /** Path of the host's control group below the root of every hierarchy. */
  readonly group: string;
  /** Path of the group of the processes that only wait for others. */
  readonly keepers: string;
  readonly hierarchies: Hierarchy[];
  /** PID of the process that holds the network's namespace. */
  readonly networkPid: number;
  /** Name of the bridge in the network's namespace. */
  readonly bridge: string;
  /** Name of the host's port there. */
  readonly port: string;
  /** Ethernet address of the host. */
  readonly mac: string;
  /** Path of systemd. */
  readonly systemd: string;
}

/** Capabilities whose use would change the machine and not the host. */
export const DROPPED_CAPABILITIES = ['sys_module', 'sys_time'];

/** Files of /proc/sys outside `net` that each host has of its own in the kernel: its name, and its IPC limits. */
const NAMESPACED_KEYS = [
  'kernel/hostname', 'kernel/domainname', 'kernel/msgmax', 'kernel/msgmnb', 'kernel/msgmni', 'kernel/sem', 'kernel/shmall', 'kernel/shmmax', 'kernel/shmmni',
  'kernel/shm_rmid_forced', 'kernel/random/uuid', 'fs/mqueue',
];

/** Parts of /proc through which the machine itself could be changed. */
const READ_ONLY_IN_PROC = ['acpi', 'bus', 'fs', 'irq', 'scsi', 'sysrq-trigger'];

/** Parts of /proc/sys that belong to the machine and that nobody on a host has to write. */
const READ_ONLY_IN_PROC_SYS = ['abi', 'crypto', 'debug', 'dev', 'sunrpc', 'user'];

/**
 * Renders what boots a host: namespaces of its own, its root, then systemd.
 *
 * Three stages, each run by the one before: `start` joins the control group of those that wait and makes the namespaces; `host`, the first
 * process of the new PID namespace, joins the host's group, so that all that follows is ended with it, and records itself; `root` puts the
 * root together and becomes systemd.
 */
export function renderBootScript(props: BootScriptProps): string {
  return [
    '#!/bin/bash',
    `# Boots ${props.spec.name}. Made by ha-cluster rehearse; do not run it by hand.`,
    'set -eu',
    'export PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C',
    'umask 022',
    'case $1 in',
    'start)',
    ...indent(start(props)),
    '  ;;',
    'host)',
    ...indent(host(props)),
    '  ;;',
    'root)',
    ...indent(root(props)),
    '  ;;',
    'esac',
    '',
  ].join('\n');
}

function start({ keepers, hierarchies, folders }: BootScriptProps): string[] {
  return [...join(keepers, hierarchies), `exec unshare --mount --uts --ipc --net --pid --fork --propagation private bash '${folders.script}' host`];
}

function host(props: BootScriptProps): string[] {
  const { group, hierarchies, folders } = props;
  return [
    ...join(group, hierarchies),
    '# /proc still is the machine\'s: this process under its number there.',
    'read -r -a stat </proc/self/stat',
    'read -r boot </proc/sys/kernel/random/boot_id',
    `printf '{"pid":%s,"startTime":"%s","bootId":"%s"}\\n' "\${stat[0]}" "\${stat[21]}" "$boot" >'${folders.process}.new'`,
    `mv '${folders.process}.new' '${folders.process}'`,
    ...network(props),
    `exec unshare --cgroup bash '${folders.script}' root`,
  ];
}

/** Joins a group in every hierarchy; fails where the group was removed, which is how a rehearsal that is taken down stops late starters. */
function join(path: string, hierarchies: Hierarchy[]): string[] {
  return hierarchies.map(({ mountPoint }) => `echo $$ >'${mountPoint}/${path}/cgroup.procs'`);
}

function network({ spec, networkPid, bridge, port, mac }: BootScriptProps): string[] {
  const inNetwork = `nsenter --net=/proc/${networkPid}/ns/net ip link`;
  return [
    `${inNetwork} del '${port}' 2>/dev/null || :`,
    '# Seen from here, this process is number 1.',
    `${inNetwork} add '${port}' type veth peer name '${spec.networkInterface}' address ${mac} netns 1`,
    `${inNetwork} set '${port}' master ${bridge} up`,
    'ip link set lo up',
    `ip link set '${spec.networkInterface}' up`,
    ...spec.addresses.map((address, index) => `ip address add ${address}/${spec.prefixes[index]} dev '${spec.networkInterface}'${address.includes(':') ? ' nodad' : ''}`),
  ];
}

function root({ folders, hierarchies, systemd }: BootScriptProps): string[] {
  const [mask, top] = [`${folders.disk}/mask`, `${folders.disk}/root`];
  return [
    `mount -t tmpfs -o mode=755 mask '${mask}'`,
    "hidden=''",
    ...renderMask(mask),
    `mount -t overlay -o 'lowerdir=${mask}:/,upperdir=${folders.upper},workdir=${folders.disk}/work,index=off' root '${top}'`,
    `cd '${top}'`,
    ...PLAIN_FOLDERS.map((path) => `mount --bind '${folders.plain(path)}' .${path}`),
    'mount -t tmpfs -o mode=755,nosuid,nodev run run',
    ...proc(),
    ...sys(hierarchies),
    ...dev(),
    '# The mounts of the machine leave with the old root.',
    'pivot_root . .',
    'umount -l .',
    'cd /',
    '# As on a host: what the kubelet mounts is seen by all.',
    'mount --make-rshared /',
    `exec setpriv --bounding-set=${DROPPED_CAPABILITIES.map((name) => `-${name}`).join(',')} \\`,
    `  env -i PATH="$PATH" container=rehearsal container_uuid="$(cat /etc/machine-id)" ${systemd} </dev/null`,
  ];
}

function proc(): string[] {
  return [
    'mount -t proc -o nosuid,nodev,noexec proc proc',
    '# The settings of the machine, as files of the host: they can be written and read, and the kernel does not hear of it.',
    'for part in kernel vm fs; do',
    '  mount -t tmpfs -o mode=755,nosuid,nodev,noexec sysctl proc/sys/$part',
    '  cp -r /proc/sys/$part/. proc/sys/$part/ 2>/dev/null || :',
    'done',
    'cat /proc/sys/kernel/random/uuid >proc/sys/kernel/random/boot_id',
    `for key in ${NAMESPACED_KEYS.join(' ')}; do`,
    '  [ ! -e /proc/sys/$key ] || mount --bind /proc/sys/$key proc/sys/$key',
    'done',
    `for part in ${[...READ_ONLY_IN_PROC, ...READ_ONLY_IN_PROC_SYS.map((name) => `sys/${name}`)].join(' ')}; do`,
    '  [ ! -e proc/$part ] || { mount --bind proc/$part proc/$part; mount -o remount,bind,ro proc/$part; }',
    'done',
  ];
}

function sys(hierarchies: Hierarchy[]): string[] {
  const folder = 'sys/fs/cgroup';
  const mounted = (one: Hierarchy) => `${folder}${isVersion1(hierarchies) ? one.mountPoint.slice(one.mountPoint.lastIndexOf('/')) : ''}`;
  const options = ({ controllers }: Hierarchy) => (controllers.startsWith('name=') ? `none,${controllers}` : controllers);
  return [
    '# Read-only: then systemd knows that devices are not its own.',
    'mount -t sysfs -o ro,nosuid,nodev,noexec sysfs sys',
    ...(isVersion1(hierarchies) ? [`mount -t tmpfs -o mode=755,nosuid,nodev,noexec cgroup ${folder}`, ...links(hierarchies).map((link) => `ln -s ${link}`)] : []),
    ...hierarchies.map((one) =>
      one.version === 2 ? `mkdir -p ${mounted(one)} && mount -t cgroup2 cgroup2 ${mounted(one)}` : `mkdir ${mounted(one)} && mount -t cgroup -o '${options(one)}' cgroup ${mounted(one)}`,
    ),
    ...(isVersion1(hierarchies) ? [`mount -o remount,bind,ro ${folder}`] : []),
  ];
}

/** Version 1: controllers that are mounted together also have a name each. */
function links(hierarchies: Hierarchy[]): string[] {
  const together = hierarchies.filter(({ controllers }) => controllers.includes(','));
  return together.flatMap(({ mountPoint, controllers }) => {
    const folder = mountPoint.slice(mountPoint.lastIndexOf('/') + 1);
    return controllers.split(',').map((name) => `${folder} sys/fs/cgroup/${name}`);
  });
}

function dev(): string[] {
  return [
    'mount -t tmpfs -o mode=755,nosuid dev dev',
    'for node in null:3 zero:5 full:7 random:8 urandom:9; do mknod -m 666 dev/${node%:*} c 1 ${node#*:}; done',
    'mknod -m 666 dev/tty c 5 0',
    '# The messages of the machine\'s kernel are not the host\'s: nothing to read, and what is written is dropped.',
    'mknod -m 644 dev/kmsg c 1 3',
    'mknod -m 666 dev/fuse c 10 229',
    'mkdir dev/net dev/pts dev/shm',
    'mknod -m 666 dev/net/tun c 10 200',
    'mount -t devpts -o newinstance,ptmxmode=0666,mode=620,gid=5,nosuid,noexec devpts dev/pts',
    'mount -t tmpfs -o mode=1777,nosuid,nodev shm dev/shm',
    'ln -s pts/ptmx dev/ptmx',
    'ln -s /proc/self/fd dev/fd',
    'ln -s /proc/self/fd/0 dev/stdin',
    'ln -s /proc/self/fd/1 dev/stdout',
    'ln -s /proc/self/fd/2 dev/stderr',
  ];
}

function indent(lines: string[]): string[] {
  return lines.map((line) => `  ${line}`);
}
