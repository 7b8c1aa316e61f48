import { existsSync, readFileSync } from 'fs';
import { join } from 'path';
import { InputError, PrerequisiteError } from '../../cli/command/errors';

/** What must be on this machine, because the hosts see its programs: one file of each Debian package. */
const PACKAGES: Record<string, string[]> = {
  'conntrack': ['/usr/sbin/conntrack'],
  'containerd': ['/usr/bin/containerd', '/usr/local/bin/containerd'],
  'coreutils': ['/usr/bin/timeout'],
  'curl': ['/usr/bin/curl'],
  'dbus': ['/usr/bin/dbus-daemon'],
  'ethtool': ['/usr/sbin/ethtool'],
  'haproxy': ['/usr/sbin/haproxy'],
  'iproute2': ['/usr/sbin/ip', '/usr/bin/ip'],
  'iptables': ['/usr/sbin/iptables'],
  'keepalived': ['/usr/sbin/keepalived'],
  'kmod': ['/usr/sbin/modprobe'],
  'mount': ['/usr/bin/mount'],
  'procps': ['/usr/sbin/sysctl', '/usr/bin/sysctl'],
  'runc': ['/usr/sbin/runc', '/usr/bin/runc', '/usr/local/sbin/runc'],
  'socat': ['/usr/bin/socat'],
  'systemd': ['/usr/lib/systemd/systemd'],
  'tar': ['/usr/bin/tar', '/bin/tar'],
  'util-linux': ['/usr/bin/nsenter'],
};

/** What a machine must have to boot hosts at all, whatever runs on them. */
export const BARE_PACKAGES = ['coreutils', 'dbus', 'iproute2', 'mount', 'procps', 'systemd', 'util-linux'];

/** File systems that cannot hold the upper layer of an overlay. */
const NO_UPPER = ['overlay', 'nfs', 'nfs4', 'fuse', '9p', 'virtiofs', 'vfat'];

/**
 * Debian packages that must be installed first.
 *
 * @param wanted those that the hosts need
 * @param root where to look, for tests
 * @default all that a host of a blueprint needs
 */
export function missingPrerequisites(wanted: readonly string[] = Object.keys(PACKAGES), root = '/'): string[] {
  return wanted.filter((name) => PACKAGES[name] && !PACKAGES[name].some((file) => existsSync(join(root, file)))).sort();
}

/**
 * Refuses a machine that cannot boot hosts.
 *
 * @param wanted Debian packages
 * @throws PrerequisiteError that names everything that is missing
 */
export function requirePrerequisites(wanted?: readonly string[]): void {
  if (process.platform !== 'linux') throw new PrerequisiteError(`this machine runs ${process.platform}; allowed: Linux; fix: rehearse on a Linux machine, a virtual one for instance`);
  if (process.getuid?.() !== 0) throw new PrerequisiteError(`user ${process.getuid?.()} may not make hosts; allowed: root; fix: run it again with sudo`);
  const missing = missingPrerequisites(wanted);
  if (missing.length > 0) throw new PrerequisiteError(`missing Debian packages: ${missing.join(' ')}; fix: apt-get install ${missing.join(' ')} (their services need not run)`);
}

/**
 * Refuses a folder that cannot hold the disks of hosts.
 *
 * @param state absolute path
 * @throws InputError for a path that an overlay cannot name, PrerequisiteError for a file system that it cannot use
 */
export function requireUsableState(state: string): void {
  if (!/^[A-Za-z0-9/._@+-]+$/.test(state)) throw new InputError(`--state: got ${state}; allowed: letters, digits and / . _ @ + -; fix: choose another folder`);
  const type = fileSystemOf(state, readFileSync('/proc/self/mountinfo', 'utf8'));
  if (NO_UPPER.some((name) => type === name || type.startsWith(`${name}.`))) {
    throw new PrerequisiteError(`--state: ${state} lies on ${type}; allowed: a file system such as ext4, xfs, btrfs or tmpfs; fix: choose a folder there`);
  }
}

/**
 * Type of the file system that holds a path.
 *
 * @param path absolute, without symbolic links
 * @param mountinfo text of /proc/self/mountinfo
 */
export function fileSystemOf(path: string, mountinfo: string): string {
  const mounts = mountinfo.trim().split('\n').map((line) => ({ point: line.split(' ')[4]!, type: line.split(' - ')[1]!.split(' ')[0]! }));
  const holding = mounts.filter(({ point }) => point === '/' || path === point || path.startsWith(`${point}/`));
  // Of two mounts at one place, the later one is seen.
  return holding.reduce((best, mount) => (mount.point.length >= best.point.length ? mount : best), { point: '', type: '' }).type;
}
