import { createHash } from 'crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { join } from 'path';
import { MASKED_UNITS } from '../overrides/masked-units';
import { HostFolders, PLAIN_FOLDERS } from './layout';
import { MachineSpec } from './machine-spec';
import { NEW_FOLDERS } from './root-mask';

/** Where resolvers are named; the second one where the first names systemd-resolved on the machine's own loopback, which hosts do not reach. */
const RESOLVERS = ['/run/systemd/resolve/resolv.conf', '/etc/resolv.conf'];

/**
 * Makes the disk of a new host; one that is there is kept.
 *
 * It is made beside its place and moved there in one step, so that an interrupted start leaves a whole disk or none.
 *
 * @param id of the rehearsal
 */
export function createDisk(folders: HostFolders, spec: MachineSpec, id: string): void {
  if (existsSync(folders.disk)) return;
  const unfinished = new HostFolders(`${folders.folder}/unfinished`);
  rmSync(unfinished.folder, { recursive: true, force: true });
  for (const name of ['work', 'root', 'mask', 'plain']) mkdirSync(join(unfinished.disk, name), { recursive: true, mode: 0o700 });
  makeNewFolders(unfinished);
  for (const [path, content] of Object.entries(firstFiles(spec, id))) writeFileSync(join(unfinished.upper, path), content, { mode: 0o644 });
  for (const { unit } of MASKED_UNITS) symlinkSync('/dev/null', join(unfinished.upper, '/etc/systemd/system', unit));
  renameSync(unfinished.disk, folders.disk);
  rmSync(unfinished.folder, { recursive: true, force: true });
}

/**
 * Loses what lies below paths of a host's disk, as if that disk had been replaced: folders of a new host are empty, and what packages have there
 * is seen again.
 *
 * @param paths absolute paths of the host
 */
export function wipe(folders: HostFolders, paths: string[]): void {
  for (const path of paths) {
    const plain = PLAIN_FOLDERS.find((folder) => path === folder || path.startsWith(`${folder}/`));
    rmSync(plain ? join(folders.plain(plain), path.slice(plain.length)) : join(folders.upper, path), { recursive: true, force: true });
  }
  makeNewFolders(folders);
  // The overlay's own notes about files that are gone.
  for (const entry of readdirSync(join(folders.disk, 'work'))) rmSync(join(folders.disk, 'work', entry), { recursive: true, force: true });
}

/** Sixteen bytes as hexadecimal digits, the same for a host of a rehearsal as long as its state folder has that path (machine-id(5)). */
export function machineId(id: string, host: string): string {
  return createHash('sha256').update(`${id} ${host}`).digest('hex').slice(0, 32);
}

/** Ethernet address of a host: locally administered, the same after every boot, as that of a real interface is. */
export function macAddress(id: string, host: string): string {
  const bytes = createHash('sha256').update(`${id} ${host}`).digest().subarray(0, 5);
  return ['02', ...[...bytes].map((byte) => byte.toString(16).padStart(2, '0'))].join(':');
}

function firstFiles(spec: MachineSpec, id: string): Record<string, string> {
  const resolvers = RESOLVERS.find((file) => existsSync(file));
  return {
    '/etc/hostname': `${spec.name}\n`,
    '/etc/hosts': ['127.0.0.1 localhost', '::1 localhost ip6-localhost ip6-loopback', ...spec.addresses.map((address) => `${address} ${spec.name}`), ''].join('\n'),
    '/etc/machine-id': `${machineId(id, spec.name)}\n`,
    '/etc/resolv.conf': resolvers ? readFileSync(resolvers, 'utf8') : '',
  };
}

/** The folders of a newly installed host, where they are missing. */
function makeNewFolders(folders: HostFolders): void {
  for (const { path, mode } of NEW_FOLDERS) if (!existsSync(join(folders.upper, path))) makeFolder(join(folders.upper, path), mode);
  for (const path of PLAIN_FOLDERS) if (!existsSync(folders.plain(path))) makeFolder(folders.plain(path), modeOf(path));
}

function modeOf(path: string): number {
  return NEW_FOLDERS.find((folder) => folder.path === path)?.mode ?? 0o755;
}

/** The mode is exact, whatever the process's mask is. */
function makeFolder(path: string, mode: number): void {
  mkdirSync(path, { recursive: true });
  chmodSync(path, mode);
}
