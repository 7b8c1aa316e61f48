import { ChildProcess, spawn, spawnSync } from 'child_process';
import { once } from 'events';

/** Limit for one command inside, in milliseconds. */
const COMMAND_LIMIT = 30_000;

/**
 * Network, mount, host name and process namespaces of their own.
 *
 * Process 1 in there reads a pipe that this process holds: whatever way this process ends, everything inside ends with it.
 */
export class Namespaces {
  /** Makes them; only `lo` exists in the new network, and it is up. */
  public static async start(): Promise<Namespaces> {
    const holder = spawn('unshare', ['--net', '--mount', '--uts', '--pid', '--fork', '--kill-child', '--mount-proc', 'sh', '-c', 'ip link set lo up && echo up && exec cat >/dev/null'], {
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const refusal: Buffer[] = [];
    holder.stderr!.on('data', (chunk) => refusal.push(chunk));
    const [answer] = await Promise.race([once(holder.stdout!, 'data'), once(holder, 'close').then(() => ['']), once(holder, 'error')]);
    if (!String(answer).startsWith('up')) throw new Error(`no namespaces on this machine: ${Buffer.concat(refusal).toString().trim() || String(answer)}`);
    return new Namespaces(holder);
  }

  private readonly inside: ChildProcess[] = [];

  private constructor(private readonly holder: ChildProcess) {}

  /** The process that others name as these namespaces. */
  public get pid(): number {
    return this.holder.pid!;
  }

  /** Runs a command inside and returns its output; its error output is the error. */
  public run(command: string[]): string {
    return output(this.entered(command));
  }

  /** Runs a command in the network alone, with this machine's view of processes: only there does a pid name other namespaces. */
  public runInNetwork(command: string[]): string {
    return output(['nsenter', `--net=/proc/${this.pid}/ns/net`, '--', ...command]);
  }

  /** Starts a command inside, with its output in a file. */
  public spawn(command: string[], log: number): ChildProcess {
    const [program, ...rest] = this.entered(command);
    const child = spawn(program, rest, { stdio: ['ignore', log, log] });
    this.inside.push(child);
    return child;
  }

  /** Ends everything inside. */
  public async stop(): Promise<void> {
    const ends = [this.holder, ...this.inside].filter((child) => child.exitCode === null && child.signalCode === null).map((child) => once(child, 'exit'));
    this.holder.kill('SIGKILL');
    await Promise.all(ends);
  }

  private entered(command: string[]): string[] {
    const of = (name: string) => `/proc/${this.pid}/ns/${name}`;
    return ['nsenter', `--net=${of('net')}`, `--mount=${of('mnt')}`, `--uts=${of('uts')}`, `--pid=${of('pid_for_children')}`, '--', ...command];
  }
}

function output([program, ...rest]: string[]): string {
  const done = spawnSync(program!, rest, { encoding: 'utf8', timeout: COMMAND_LIMIT, maxBuffer: 64 << 20 });
  if (done.error) throw done.error;
  const command = rest[rest.indexOf('--') + 1];
  if (done.status !== 0) throw new Error(`${command}: exit ${done.status ?? done.signal}: ${(done.stderr || done.stdout).trim()}`);
  return done.stdout;
}

/** A layer-2 segment in namespaces of its own. */
export class Segment {
  /** Makes an empty segment. */
  public static async start(): Promise<Segment> {
    const namespaces = await Namespaces.start();
    namespaces.run(['ip', 'link', 'add', 'segment', 'type', 'bridge']);
    namespaces.run(['ip', 'link', 'set', 'segment', 'up']);
    return new Segment(namespaces);
  }

  private ports = 0;

  private constructor(private readonly namespaces: Namespaces) {}

  /** Gives a host an interface on this segment, with addresses, and a route to everywhere. */
  public plug(host: Namespaces, networkInterface: string, addresses: string[]): void {
    const port = `port${++this.ports}`;
    this.namespaces.runInNetwork(['ip', 'link', 'add', port, 'type', 'veth', 'peer', 'name', networkInterface, 'netns', String(host.pid)]);
    this.namespaces.runInNetwork(['ip', 'link', 'set', port, 'master', 'segment', 'up']);
    host.run(['ip', 'link', 'set', networkInterface, 'up']);
    for (const address of addresses) {
      const family = address.includes(':') ? '-6' : '-4';
      host.run(['ip', family, 'address', 'add', address, 'dev', networkInterface, ...(family === '-6' ? ['nodad'] : [])]);
      // Components look for a default route to find their own address; here it is also how neighbours reach each other.
      host.run(['ip', family, 'route', 'replace', 'default', 'dev', networkInterface]);
    }
  }

  /** Removes it. */
  public async stop(): Promise<void> {
    await this.namespaces.stop();
  }
}
