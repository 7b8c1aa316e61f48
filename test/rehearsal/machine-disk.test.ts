import { existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, statSync, writeFileSync } from 'fs';
import { join } from 'path';
import fc from 'fast-check';
import { createDisk, macAddress, machineId, wipe } from '../../rehearsal/machine/disk';
import { HostFolders } from '../../rehearsal/machine/layout';
import { MachineSpec } from '../../rehearsal/machine/machine-spec';
import { temporaryFolder } from '../temporary-folder';

const SPEC: MachineSpec = { name: 'cp-1', addresses: ['10.0.0.11'], prefixes: [24], networkInterface: 'eth0' };

function newDisk(): HostFolders {
  const folders = new HostFolders(join(temporaryFolder(), 'cp-1'));
  mkdirSync(folders.folder);
  createDisk(folders, SPEC, '01234567');
  return folders;
}

const mode = (path: string) => (statSync(path).mode & 0o7777).toString(8);

test('a new disk says who the host is', () => {
  const { upper } = newDisk();
  expect(readFileSync(join(upper, 'etc/hostname'), 'utf8')).toBe('cp-1\n');
  expect(readFileSync(join(upper, 'etc/hosts'), 'utf8')).toBe('127.0.0.1 localhost\n::1 localhost ip6-localhost ip6-loopback\n10.0.0.11 cp-1\n');
  expect(readFileSync(join(upper, 'etc/machine-id'), 'utf8')).toMatch(/^[0-9a-f]{32}\n$/);
});

test('a new disk has the folders and modes of a new host, whatever the mask of this process is', () => {
  const before = process.umask(0o077);
  try {
    const folders = newDisk();
    const paths = ['', 'etc/systemd/system', 'tmp', 'root'];
    expect(paths.map((path) => mode(join(folders.upper, path)))).toEqual(['755', '755', '1777', '700']);
    expect(readdirSync(join(folders.disk, 'plain')).sort()).toEqual(['var-lib-containerd', 'var-lib-etcd', 'var-lib-kubelet']);
  } finally {
    process.umask(before);
  }
});

test('units that reach into the machine are masked', () => {
  const { upper } = newDisk();
  expect(readlinkSync(join(upper, 'etc/systemd/system/sys-kernel-debug.mount'))).toBe('/dev/null');
});

test('a disk that is there is kept', () => {
  const folders = newDisk();
  writeFileSync(join(folders.upper, 'root/kept'), '');
  createDisk(folders, SPEC, '01234567');
  expect(existsSync(join(folders.upper, 'root/kept'))).toBe(true);
});

test('what an interrupted making left is made again', () => {
  const folders = new HostFolders(join(temporaryFolder(), 'cp-1'));
  mkdirSync(join(folders.folder, 'unfinished', 'disk', 'upper', 'half'), { recursive: true });
  createDisk(folders, SPEC, '01234567');
  expect(existsSync(join(folders.upper, 'half'))).toBe(false);
  expect(readdirSync(folders.folder)).toEqual(['disk']);
});

test('what is wiped is gone, what is beside it stays, and the folder of a new host is there', () => {
  const folders = newDisk();
  mkdirSync(join(folders.plain('/var/lib/etcd'), 'member'));
  writeFileSync(join(folders.plain('/var/lib/kubelet'), 'kept'), '');
  writeFileSync(join(folders.upper, 'root/lost'), '');
  writeFileSync(join(folders.upper, 'etc/kept'), '');
  wipe(folders, ['/var/lib/etcd', '/root']);
  expect(readdirSync(folders.plain('/var/lib/etcd'))).toEqual([]);
  expect(readdirSync(folders.plain('/var/lib/kubelet'))).toEqual(['kept']);
  expect(readdirSync(join(folders.upper, 'root'))).toEqual([]);
  expect(mode(join(folders.upper, 'root'))).toBe('700');
  expect(existsSync(join(folders.upper, 'etc/kept'))).toBe(true);
});

test('a part of a folder can be wiped', () => {
  const folders = newDisk();
  for (const name of ['member', 'other']) mkdirSync(join(folders.plain('/var/lib/etcd'), name));
  wipe(folders, ['/var/lib/etcd/member']);
  expect(readdirSync(folders.plain('/var/lib/etcd'))).toEqual(['other']);
});

test('hosts have identities of their own, which stay', () => {
  const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/);
  fc.assert(
    fc.property(name, name, (a, b) => {
      expect(macAddress('01234567', a)).toMatch(/^02(:[0-9a-f]{2}){5}$/);
      expect(machineId('01234567', a) === machineId('01234567', b)).toBe(a === b);
      expect(macAddress('01234567', a) === macAddress('01234567', b)).toBe(a === b);
      expect(machineId('01234567', a)).not.toBe(machineId('89abcdef', a));
    }),
  );
});
