import { existsSync, writeFileSync } from 'fs';
import { join } from 'path';
import { hierarchies } from './cgroups';

/** In how many microseconds a share is counted: short, so that who has used up its share waits no longer than one advertisement of VRRP takes. */
export const REALTIME_PERIOD_US = 100_000;

/** What one host may use of a period in real time, in microseconds; keepalived needs a tenth of it. */
export const HOST_REALTIME_US = 5_000;

/** What all hosts of a rehearsal may use together of a period, in microseconds: two rehearsals fit into the 95 % that the kernel hands out. */
const ALL_HOSTS_REALTIME_US = 45_000;

/**
 * Lets processes of a host be real-time ones, where the kernel hands that out by control group; without a share they cannot be.
 *
 * @param all path of the group of all hosts
 * @param host path of the host's group
 */
export function shareRealtime(all: string, host: string): void {
  const cpu = hierarchies().find(({ version, controllers }) => version === 1 && controllers.split(',').includes('cpu'));
  if (!cpu || !existsSync(join(cpu.mountPoint, 'cpu.rt_runtime_us'))) return;
  try {
    share(join(cpu.mountPoint, all), ALL_HOSTS_REALTIME_US);
    share(join(cpu.mountPoint, host), HOST_REALTIME_US);
  } catch {
    // Others have all of it: the host's real-time processes become ordinary ones, as they would without a share.
  }
}

function share(folder: string, microseconds: number): void {
  writeFileSync(join(folder, 'cpu.rt_period_us'), String(REALTIME_PERIOD_US));
  writeFileSync(join(folder, 'cpu.rt_runtime_us'), String(microseconds));
}
