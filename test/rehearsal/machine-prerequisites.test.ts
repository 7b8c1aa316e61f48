import { mkdirSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { MachineSpec, checkSpec } from '../../rehearsal/machine/machine-spec';
import { fileSystemOf, missingPrerequisites, requirePrerequisites, requireUsableState } from '../../rehearsal/machine/prerequisites';
import { temporaryFolder } from '../temporary-folder';

const SPEC: MachineSpec = { name: 'cp-1', addresses: ['10.0.0.11'], prefixes: [24], networkInterface: 'eth0' };

function machineWith(...files: string[]): string {
  const root = temporaryFolder();
  for (const file of files) {
    mkdirSync(join(root, dirname(file)), { recursive: true });
    writeFileSync(join(root, file), '');
  }
  return root;
}

test('every package that is not there is named as Debian names it', () => {
  expect(missingPrerequisites(undefined, machineWith('/usr/bin/nsenter', '/usr/sbin/haproxy', '/usr/bin/ip')).join(' ')).toBe(
    'conntrack containerd coreutils curl dbus ethtool iptables keepalived kmod mount procps runc socat systemd tar',
  );
});

test('only what is wanted is asked for', () => {
  expect(missingPrerequisites(['keepalived', 'systemd'], machineWith('/usr/lib/systemd/systemd'))).toEqual(['keepalived']);
});

test('another user than root is told at once what to do', () => {
  const uid = jest.spyOn(process as { getuid(): number }, 'getuid').mockReturnValue(1000);
  const platform = Object.getOwnPropertyDescriptor(process, 'platform')!;
  Object.defineProperty(process, 'platform', { value: 'linux' });
  try {
    expect(() => requirePrerequisites()).toThrow('user 1000 may not make hosts; allowed: root; fix: run it again with sudo');
  } finally {
    Object.defineProperty(process, 'platform', platform);
    uid.mockRestore();
  }
});

const MOUNTS = `1 0 254:0 / / rw - ext4 /dev/vda rw
2 1 0:2 / /tmp rw - tmpfs tmpfs rw
3 1 0:3 / /var rw - overlay overlay rw
4 1 0:4 / /var rw - xfs /dev/vdb rw
`;

test.each([
  ['/root/state', 'ext4'],
  ['/tmp', 'tmpfs'],
  ['/tmporary', 'ext4'],
  ['/var/tmp/state', 'xfs'],
])('%s lies on %s', (path, type) => {
  expect(fileSystemOf(path, MOUNTS)).toBe(type);
});

test('a state folder that an overlay cannot name is refused', () => {
  expect(() => requireUsableState('/tmp/a:b')).toThrow('--state: got /tmp/a:b; allowed: letters, digits and / . _ @ + -; fix: choose another folder');
});

test.each<[Partial<MachineSpec>, string]>([
  [{ name: 'cp_1' }, 'cp_1: name: got "cp_1"; allowed: a host name of at most 63 lower-case letters, digits and dashes; fix: change it in the description'],
  [{ networkInterface: "eth0'" }, `cp-1: networkInterface: got "eth0'"; allowed: a name of at most 15 characters; fix: change it in the description`],
  [{ addresses: ['10.0.0.11/24'] }, 'cp-1: addresses: got "10.0.0.11/24"; allowed: IPv4 or IPv6 addresses; fix: change it in the description'],
  [{ prefixes: [] }, 'cp-1: prefixes: got []; allowed: one length an address; fix: change it in the description'],
  [{ prefixes: [0] }, 'cp-1: prefixes: got 0; allowed: whole numbers from 1 to 128; fix: change it in the description'],
])('%j is no host', (change, message) => {
  expect(() => checkSpec({ ...SPEC, ...change })).toThrow(message);
});

test('a host of a description is one', () => {
  expect(() => checkSpec({ ...SPEC, addresses: ['10.0.0.11', 'fd00::11'], prefixes: [24, 64], networkInterface: 'enp0s31f6.100' })).not.toThrow();
});
