import { existsSync, readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { MachineSpec, missingPrerequisites } from '../../rehearsal/machine';
import { Layout } from '../../rehearsal/machine/layout';
import { BARE_PACKAGES } from '../../rehearsal/machine/prerequisites';

/** For one boot, in milliseconds, on a machine that is busy with other things. */
export const BOOT_MS = 120_000;

/** For one test that boots hosts, in milliseconds. */
export const LIMIT_MS = 300_000;

/**
 * `describe`, or a skipped one that says what is missing.
 *
 * @param packages Debian packages beside those that every host needs
 */
export function onRoot(packages: string[] = []): typeof describe.skip {
  const root = process.platform === 'linux' && process.getuid?.() === 0;
  const missing = root ? missingPrerequisites([...BARE_PACKAGES, ...packages]) : ['root on Linux'];
  if (missing.length > 0) process.stderr.write(`skipped: hosts as whole machines; missing: ${missing.join(', ')}\n`);
  return missing.length > 0 ? describe.skip : describe;
}

/** Three hosts on one network. */
export const HOSTS: MachineSpec[] = [1, 2, 3].map((n) => ({ name: `host-${n}`, addresses: [`10.9.0.${n}`, `fd09::${n}`], prefixes: [24, 64], networkInterface: 'eth0' }));

/** Prints how long something took. */
export function say(what: string, since: number): void {
  process.stderr.write(`${what}: ${Date.now() - since} ms\n`);
}

/** Waits until a condition holds. */
export async function until(what: string, holds: () => boolean, limit = 30_000): Promise<void> {
  const end = Date.now() + limit;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`not within ${limit} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** What a rehearsal could leave on this machine. */
function traces(state: string): string[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
  const read = (path: string) => (existsSync(path) ? safely(() => readFileSync(path, 'utf8')) : '');
  return [
    ...(existsSync(state) ? [`folder ${state}`] : []),
    ...pids.filter((pid) => [`/proc/${pid}/cmdline`, `/proc/${pid}/mountinfo`].some((file) => read(file).includes(state))).map((pid) => `process ${pid}`),
    ...pids.filter((pid) => read(`/proc/${pid}/cgroup`).includes(new Layout(state).group)).map((pid) => `process ${pid} in a group`),
    ...groupFolders(new Layout(state).group),
    ...(read('/proc/self/mountinfo').includes(state) ? ['mount'] : []),
  ];
}

/** Fails where a rehearsal has left something. Ended processes are still seen until their parent has heard of it. */
export async function noTraces(state: string): Promise<void> {
  await until('nothing is left', () => traces(state).length === 0, 5_000).catch(() => undefined);
  expect(traces(state)).toEqual([]);
}

function groupFolders(group: string): string[] {
  const roots = ['/sys/fs/cgroup', ...readdirSync('/sys/fs/cgroup').map((name) => join('/sys/fs/cgroup', name))];
  return roots.map((root) => join(root, group)).filter((folder) => existsSync(folder));
}

function safely(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}
