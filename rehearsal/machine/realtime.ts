import { existsSync, writeFileSync } from 'fs';
import { join } from 'path';

/** What the hosts of a rehearsal may use together in real time of each second, in microseconds; the kernel hands out 950,000 by default. */
const ALL_HOSTS_REALTIME_US = 400_000;

/** What one host may use in real time of each second, in microseconds: keepalived needs a few thousand. */
export const HOST_REALTIME_US = 40_000;

/**
 * Lets processes of a group be real-time ones, where the kernel hands that out by group; without a share they cannot be.
 *
 * @param folder of the group in the hierarchy of the `cpu` controller
 * @param depth of the group: 1 for the rehearsal's, 2 for a host's
 */
export function shareRealtime(folder: string, depth: number): void {
  const file = join(folder, 'cpu.rt_runtime_us');
  if (!existsSync(file)) return;
  try {
    writeFileSync(file, String(depth === 1 ? ALL_HOSTS_REALTIME_US : HOST_REALTIME_US));
  } catch {
    // Others have all of it: the hosts' real-time processes become ordinary ones, as they would without a share.
  }
}
