import { readdirSync, readFileSync, readlinkSync, statSync } from 'fs';
import { PrerequisiteError } from '../../cli/command/errors';

/** inotify instances of a host with an apiserver: 7 of it, 7 of the kubelet, 3 of systemd and 5 of others (counted with 1.36.3 and systemd 252). */
const CONTROL_PLANE = 22;

/** The same of a host without an apiserver and a controller-manager. */
const OTHER = 13;

/** How many hosts shall be started. */
export interface StartedHosts {
  readonly controlPlanes: number;
  readonly others: number;
}

/**
 * Refuses to start hosts that would find no inotify instances left: their programs would fail one by one, with "too many open files".
 *
 * Root has one number of them for the whole machine, and it is the machine's own setting.
 *
 * @throws PrerequisiteError with what there is, what is needed, and how to raise it
 */
export function requireWatches(hosts: StartedHosts): void {
  const limit = Number(readFileSync('/proc/sys/fs/inotify/max_user_instances', 'utf8'));
  const used = usedWatches();
  const needed = hosts.controlPlanes * CONTROL_PLANE + hosts.others * OTHER;
  if (used + needed <= limit) return;
  throw new PrerequisiteError(
    `fs.inotify.max_user_instances: got ${limit}, of which ${used} are in use; allowed: at least ${used + needed} for ${hosts.controlPlanes + hosts.others} hosts; ` +
      'fix: sysctl -w fs.inotify.max_user_instances=1024, or end other rehearsals',
  );
}

/** inotify instances that root's processes hold on this machine. */
export function usedWatches(): number {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.reduce((sum, pid) => sum + watchesOf(pid), 0);
}

function watchesOf(pid: string): number {
  try {
    if (statSync(`/proc/${pid}`).uid !== 0) return 0;
    return readdirSync(`/proc/${pid}/fd`).filter((fd) => isWatch(`/proc/${pid}/fd/${fd}`)).length;
  } catch {
    return 0;
  }
}

function isWatch(link: string): boolean {
  try {
    return readlinkSync(link) === 'anon_inode:inotify';
  } catch {
    return false;
  }
}
