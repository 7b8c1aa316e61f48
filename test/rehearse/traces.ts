import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';

/** Where hierarchies of control groups are mounted. */
const CGROUPS = '/sys/fs/cgroup';

/** What a rehearsal left on this machine: mounts below its folder, processes and control groups that were not there before. */
export class Traces {
  private readonly before = groups();

  /** @param folder of the rehearsal */
  constructor(private readonly folder: string) {}

  /** One line for each trace; none is as it should be. */
  public left(): string[] {
    const mounts = readFileSync('/proc/self/mountinfo', 'utf8')
      .split('\n')
      .filter((line) => line.includes(this.folder));
    const made = groups().filter((group) => !this.before.includes(group));
    return [...mounts, ...made, ...processesIn(made), ...processesWith(this.folder)];
  }
}

function groups(): string[] {
  const roots = [
    '',
    ...readdirSync(CGROUPS, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name),
  ];
  return roots.flatMap((root) =>
    foldersOf(join(CGROUPS, root))
      .filter((name) => name.startsWith('ha-rehearsal-'))
      .map((name) => join(CGROUPS, root, name)),
  );
}

function foldersOf(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

function processesIn(made: string[]): string[] {
  const names = made.map((group) => group.slice(group.lastIndexOf('/')));
  return processes()
    .filter((pid) => names.some((name) => textOf(`/proc/${pid}/cgroup`).includes(name)))
    .map((pid) => `process ${pid} in a group of the rehearsal`);
}

function processesWith(folder: string): string[] {
  const mine = String(process.pid);
  return processes()
    .filter((pid) => pid !== mine && textOf(`/proc/${pid}/cmdline`).includes(folder))
    .map((pid) => `process ${pid}: ${textOf(`/proc/${pid}/cmdline`).replace(/\0/g, ' ')}`);
}

function processes(): string[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name));
}

/** A process may end while it is looked at. */
function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
