import { existsSync, readFileSync, statfsSync } from 'fs';
import { release } from 'os';
import { hierarchies, isVersion1 } from '../machine/cgroups';

/** What this machine is, as far as hosts on it differ from hosts of their own for it. */
export interface MachineFacts {
  /** Version of the control groups that limit resources. */
  readonly cgroupVersion: 1 | 2;
  /** Whether a process may be protected from the kernel's memory killer, and limits raised: CAP_SYS_RESOURCE. */
  readonly mayProtect: boolean;
  /** Whether memory is swapped to disk. */
  readonly swap: boolean;
  /** Free part of the disk that holds the hosts' disks, 0 to 1. */
  readonly freeDisk: number;
  /** Whether modprobe can know which modules are part of the kernel. */
  readonly moduleIndex: boolean;
  /** Whether a control group needs a share of its own for real-time processes: CONFIG_RT_GROUP_SCHED with version 1. */
  readonly realtimeShares: boolean;
}

/** Number of CAP_SYS_RESOURCE (capabilities(7), linux/capability.h). */
const CAP_SYS_RESOURCE = 24n;

/**
 * Looks at this machine.
 *
 * @param disk a folder on the disk that holds the hosts' disks
 */
export function machineFacts(disk: string): MachineFacts {
  const all = hierarchies();
  const cpu = all.find(({ version, controllers }) => version === 1 && controllers.split(',').includes('cpu'));
  const { bavail, blocks } = statfsSync(disk);
  return {
    cgroupVersion: isVersion1(all) ? 1 : 2,
    mayProtect: hasCapability(readFileSync('/proc/self/status', 'utf8'), CAP_SYS_RESOURCE),
    swap: readFileSync('/proc/swaps', 'utf8').trim().split('\n').length > 1,
    freeDisk: bavail / blocks,
    moduleIndex: existsSync(`/lib/modules/${release()}/modules.builtin`),
    realtimeShares: cpu !== undefined && existsSync(`${cpu.mountPoint}/cpu.rt_runtime_us`),
  };
}

/**
 * Whether a capability is among the effective ones.
 *
 * @param status text of /proc/PID/status
 * @param capability its number
 */
export function hasCapability(status: string, capability: bigint): boolean {
  const mask = BigInt(`0x${/^CapEff:\s*([0-9a-f]+)$/m.exec(status)?.[1] ?? '0'}`);
  return ((mask >> capability) & 1n) === 1n;
}
