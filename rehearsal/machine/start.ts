import { spawn } from 'child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'fs';
import { renderBootScript } from './boot-script';
import { createGroup, hierarchies } from './cgroups';
import { createDisk, macAddress } from './disk';
import { freshGroup } from './groups';
import { HostFolders, Layout, writeAtomically } from './layout';
import { MachineSpec } from './machine-spec';
import { Network } from './network';
import { shareRealtime } from './realtime';

/** Debian's systemd, which has its programs there in merged and unmerged file trees. */
const SYSTEMD = '/lib/systemd/systemd';

/** Lines of a log that a message repeats. */
const LAST_LINES = 5;

/**
 * Starts the processes of a host that has no power, and does not wait for them.
 *
 * Whatever has to be removed later is in the host's control group or in its folders from the first moment on.
 */
export function startHost(spec: MachineSpec, folders: HostFolders, layout: Layout, network: Network): void {
  mkdirSync(folders.folder, { recursive: true, mode: 0o700 });
  writeAtomically(folders.spec, `${JSON.stringify(spec, undefined, 2)}\n`);
  createDisk(folders, spec, layout.id);
  const keepers = `${layout.group}/keepers`;
  createGroup(keepers);
  const group = freshGroup(layout, spec.name);
  shareRealtime(layout.group, group);
  const script = renderBootScript({
    spec,
    folders,
    group,
    keepers,
    hierarchies: hierarchies(),
    networkPid: network.pid,
    bridge: network.bridge,
    port: network.portOf(spec.name),
    mac: macAddress(layout.id, spec.name),
    systemd: SYSTEMD,
  });
  writeAtomically(folders.script, script);
  const log = openSync(folders.log, 'w', 0o600);
  spawn('bash', [folders.script, 'start'], { detached: true, stdio: ['ignore', log, log], cwd: '/' }).unref();
  closeSync(log);
}

/** The end of what a host said before its journal ran, in one line. */
export function saidAtStart(folders: HostFolders): string {
  const text = existsSync(folders.log) ? readFileSync(folders.log, 'utf8').trim() : '';
  return text === '' ? 'it said nothing' : text.split('\n').slice(-LAST_LINES).join('; ');
}
