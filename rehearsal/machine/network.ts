import { spawn } from 'child_process';
import { createHash } from 'crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync } from 'fs';
import { join } from 'path';
import { PrerequisiteError } from '../../cli/command/errors';
import { hierarchies } from './cgroups';
import { freshGroup, removeGroupsOf } from './groups';
import { Layout, readRecord, writeAtomically } from './layout';
import { isAlive, kill, ProcessRecord, waitSync } from './process-record';
import { ExecOptions, ExecResult, runAsync, runSync } from './run';

/** Name of the bridge; its network namespace holds nothing else. */
const BRIDGE = 'rehearsal';

/** What its control group is named after; no host can have this name. */
const NETWORK = 'NETWORK';

/** How long making the network may take, in milliseconds. */
const UP_LIMIT_MS = 20_000;

/**
 * The segment that connects the hosts: a bridge in a network namespace of its own, so that the machine's own network is untouched.
 *
 * A process that only sleeps holds the namespace; it is recorded in the state folder, and it outlives the command that started it.
 */
export class Network {
  /** Name of the bridge in the namespace. */
  public readonly bridge = BRIDGE;

  private constructor(
    private readonly layout: Layout,
    private readonly holder: ProcessRecord,
  ) {}

  /**
   * Makes the network; one that is there already is taken.
   *
   * @param state folder of the rehearsal
   * @throws PrerequisiteError where this machine refuses, with what was said
   */
  public static up(state: string): Network {
    const layout = new Layout(state);
    const found = Network.find(state);
    if (found) return found;
    mkdirSync(layout.network, { recursive: true, mode: 0o700 });
    rmSync(join(layout.network, 'process.json'), { force: true });
    const group = freshGroup(layout, NETWORK);
    writeAtomically(join(layout.network, 'network.sh'), renderScript(layout, group));
    const log = openSync(join(layout.network, 'network.log'), 'w', 0o600);
    spawn('unshare', ['--net', 'bash', join(layout.network, 'network.sh')], { detached: true, stdio: ['ignore', log, log] }).unref();
    closeSync(log);
    if (!waitSync(() => Network.find(state) !== undefined, UP_LIMIT_MS)) {
      throw new PrerequisiteError(`no network for the hosts: ${readFileSync(join(layout.network, 'network.log'), 'utf8').trim() || `not up after ${UP_LIMIT_MS} ms`}`);
    }
    return Network.find(state)!;
  }

  /** The network of a rehearsal, unless there is none or its holder is gone. */
  public static find(state: string): Network | undefined {
    const layout = new Layout(state);
    const holder = readRecord<ProcessRecord>(join(layout.network, 'process.json'));
    return isAlive(holder) ? new Network(layout, holder) : undefined;
  }

  /** The process that holds the namespace. */
  public get pid(): number {
    return this.holder.pid;
  }

  /** Name of a host's port of the bridge: short enough for the kernel, whatever the host's name is. */
  public portOf(host: string): string {
    return `port-${createHash('sha256').update(host).digest('hex').slice(0, 8)}`;
  }

  /**
   * Gives the network's own namespace an address, so that programs that run in it reach the hosts as a client outside the cluster does.
   *
   * @param address IPv4 or IPv6
   * @param prefix length in bits
   */
  public attachClient(address: string, prefix: number): void {
    const ran = this.exec(['ip', 'address', 'replace', `${address}/${prefix}`, 'dev', BRIDGE, ...(address.includes(':') ? ['nodad'] : [])]);
    if (ran.status !== 0) throw new Error(`client address ${address}/${prefix}: ${ran.stderr.trim()}`);
  }

  /** The command line that runs a program of this machine in the network of the hosts. */
  public command(argv: string[]): string[] {
    return ['nsenter', `--net=/proc/${this.pid}/ns/net`, '--', ...argv];
  }

  /** Runs a program of this machine in the network of the hosts. */
  public exec(argv: string[], options?: ExecOptions): ExecResult {
    return runSync(this.command(this.limited(argv, options)), options);
  }

  /** As exec, while others go on. */
  public execAsync(argv: string[], options?: ExecOptions): Promise<ExecResult> {
    return runAsync(this.command(this.limited(argv, options)), options);
  }

  /** Ends it; the hosts keep what they have and reach nobody. */
  public down(): void {
    kill(this.holder);
    removeGroupsOf(this.layout, NETWORK);
    if (existsSync(this.layout.network)) rmSync(this.layout.network, { recursive: true, force: true });
  }

  private limited(argv: string[], options?: ExecOptions): string[] {
    return options?.timeoutMs === undefined ? argv : ['timeout', '--signal=KILL', String(options.timeoutMs / 1000), ...argv];
  }
}

function renderScript(layout: Layout, group: string): string {
  const record = join(layout.network, 'process.json');
  return [
    '#!/bin/bash',
    '# Makes the network of the hosts and holds it. Made by ha-cluster rehearse; do not run it by hand.',
    'set -eu',
    'export PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C',
    ...hierarchies().map(({ mountPoint }) => `echo $$ >'${mountPoint}/${group}/cgroup.procs'`),
    'ip link set lo up',
    `ip link add ${BRIDGE} type bridge stp_state 0 forward_delay 0 mcast_snooping 0`,
    `ip link set ${BRIDGE} up`,
    'read -r -a stat </proc/self/stat',
    'read -r boot </proc/sys/kernel/random/boot_id',
    `printf '{"pid":%s,"startTime":"%s","bootId":"%s"}\\n' "\${stat[0]}" "\${stat[21]}" "$boot" >'${record}.new'`,
    `mv '${record}.new' '${record}'`,
    `exec -a ha-rehearsal-network sleep infinity`,
    '',
  ].join('\n');
}
