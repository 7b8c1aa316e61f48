import { readFileSync } from 'fs';
import { join } from 'path';
import { setTimeout as pause } from 'timers/promises';
import { Output } from '../cli/command/output';
import { Hierarchy, hierarchies } from './machine/cgroups';
import { openRehearsal } from './open';

/** What one host takes of this machine. */
export interface HostUsage {
  readonly host: string;
  /** Memory of its processes, without the kernel's caches of files, in MiB. */
  readonly memoryMib: number;
  /** Processors' time, as a share of one processor. */
  readonly cpus: number;
}

/** Says what each host takes of this machine, its processors' time over some seconds. */
export async function rehearseUsage(folder: string, seconds: number, output: Output): Promise<void> {
  const rehearsal = openRehearsal(folder);
  const hosts = rehearsal.cluster.hosts.map(({ name }) => name).filter((name) => rehearsal.powered(name));
  const groups = hosts.map((host) => new ControlGroup(groupOf(rehearsal.machine(host).pid)));
  const before = groups.map((group) => group.cpuNanoseconds());
  const start = process.hrtime.bigint();
  await pause(seconds * 1000);
  const elapsed = Number(process.hrtime.bigint() - start);
  const usage = hosts.map((host, index): HostUsage => ({
    host,
    memoryMib: Math.round(groups[index]!.memoryBytes() / 2 ** 20),
    cpus: Math.round(((groups[index]!.cpuNanoseconds() - before[index]!) / elapsed) * 1000) / 1000,
  }));
  const total = { memoryMib: sum(usage.map(({ memoryMib }) => memoryMib)), cpus: Math.round(sum(usage.map(({ cpus }) => cpus)) * 1000) / 1000 };
  const line = (name: string, one: { memoryMib: number; cpus: number }) =>
    `${name.padEnd(20)} ${String(one.memoryMib).padStart(6)} MiB  ${one.cpus.toFixed(3)} CPUs`;
  output.result([...usage.map((one) => line(one.host, one)), line('all', total)].join('\n'), { seconds, hosts: usage, total });
}

/** The group that holds all of a host, above those that its systemd makes. */
function groupOf(pid: number): string {
  const [, path] = /^[^:]*:[^:]*:(\/[^/\n]+\/[^/\n]+)/m.exec(readFileSync(`/proc/${pid}/cgroup`, 'utf8'))!;
  return path!;
}

/** Counters of one control group and all below it, whichever version this machine has. */
class ControlGroup {
  private readonly all = hierarchies();

  constructor(private readonly path: string) {}

  /** Anonymous memory. */
  public memoryBytes(): number {
    const second = this.second();
    return second ? this.field(second, 'memory.stat', 'anon') : this.field(this.first('memory'), 'memory.stat', 'total_rss');
  }

  public cpuNanoseconds(): number {
    const second = this.second();
    return second ? this.field(second, 'cpu.stat', 'usage_usec') * 1000 : Number(this.text(this.first('cpuacct'), 'cpuacct.usage'));
  }

  /** Version 2, where it is the one that counts. */
  private second(): Hierarchy | undefined {
    return this.all.every(({ version }) => version === 2) ? this.all[0] : undefined;
  }

  private first(controller: string): Hierarchy {
    return this.all.find(({ version, controllers }) => version === 1 && controllers.split(',').includes(controller))!;
  }

  private field(hierarchy: Hierarchy, file: string, name: string): number {
    return Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(this.text(hierarchy, file))![1]);
  }

  private text(hierarchy: Hierarchy, file: string): string {
    return readFileSync(join(hierarchy.mountPoint, this.path, file), 'utf8');
  }
}

function sum(numbers: number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}
