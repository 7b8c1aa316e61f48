import { spawnSync } from 'child_process';
import { existsSync, readlinkSync, rmSync } from 'fs';
import { join } from 'path';
import { FindingsError } from '../../cli/command/errors';
import { wipe } from './disk';
import { enterCommand } from './enter';
import { removeGroupsOf } from './groups';
import { HostFolders, Layout, readRecord } from './layout';
import { checkSpec, MachineSpec } from './machine-spec';
import { Network } from './network';
import { requirePrerequisites, requireUsableState, BARE_PACKAGES } from './prerequisites';
import { isAlive, kill, ProcessRecord, waitFor, waitSync } from './process-record';
import { ExecOptions, ExecResult, runAsync, runSync } from './run';
import { saidAtStart, startHost } from './start';

/** How long a host may take from power on until its units have been started, in milliseconds; many boot at once on few cores. */
const BOOT_LIMIT_MS = 180_000;

/** How long the processes of a host may take to be gone after its first one was ended, in milliseconds. */
const OFF_LIMIT_MS = 30_000;

/** States of systemd in which it has started what it was told to (systemctl(1), is-system-running). */
const BOOTED = ['running', 'degraded'];

/** How a host is started. */
export interface PowerOnOptions {
  /** Milliseconds until its units must have been started. @default 180,000 */
  readonly bootLimitMs?: number;
}

/**
 * One host of a rehearsal: a whole machine with a root, a network interface, processes and a systemd of its own, in namespaces.
 *
 * Everything about it is in the state folder: a later command finds it there, and it runs on when the command that started it has ended.
 */
export class Machine {
  private constructor(
    /** What it is. */
    public readonly spec: MachineSpec,
    private readonly folders: HostFolders,
    private readonly layout: Layout,
    private readonly state: string,
  ) {}

  /**
   * Gives a host power and waits until systemd has started its units.
   *
   * The first time makes its disk; later it boots from what is on it. A host that runs already is taken as it is.
   *
   * @param spec the host
   * @param network the segment that it is connected to
   * @param state folder of the rehearsal
   * @throws PrerequisiteError where this machine cannot boot hosts; FindingsError with what the host said when it does not boot
   */
  public static async powerOn(spec: MachineSpec, network: Network, state: string, options: PowerOnOptions = {}): Promise<Machine> {
    requirePrerequisites(BARE_PACKAGES);
    checkSpec(spec);
    const layout = new Layout(state);
    requireUsableState(layout.folder);
    const machine = new Machine(spec, layout.host(spec.name), layout, state);
    if (!machine.running) {
      machine.gone();
      startHost(spec, machine.folders, layout, network);
    }
    await machine.booted(options.bootLimitMs ?? BOOT_LIMIT_MS);
    return machine;
  }

  /** A host that was started in this state folder, whether it has power or not. */
  public static find(name: string, state: string): Machine | undefined {
    const layout = new Layout(state);
    const spec = readRecord<MachineSpec>(layout.host(name).spec);
    return spec && new Machine(spec, layout.host(name), layout, state);
  }

  /** Its host name. */
  public get name(): string {
    return this.spec.name;
  }

  /** Whether it has power. */
  public get running(): boolean {
    return isAlive(this.record);
  }

  /**
   * The number, on this machine, of the host's first process.
   *
   * @throws FindingsError when it has no power, or has just got it
   */
  public get pid(): number {
    const { record } = this;
    if (!isAlive(record)) throw new FindingsError(`${this.name} is off; fix: power it on first`);
    if (!isSystemd(record.pid)) throw new FindingsError(`${this.name} has no root yet; fix: wait until it has booted`);
    return record.pid;
  }

  /** The command line that runs a program on it as root, for callers that want to follow it. */
  public command(argv: string[], timeoutMs?: number): string[] {
    return enterCommand(this.pid, argv, timeoutMs);
  }

  /**
   * Runs a program on it as root, as a login over the network would.
   *
   * @throws FindingsError when it is off
   */
  public exec(argv: string[], options: ExecOptions = {}): ExecResult {
    return runSync(this.command(argv, options.timeoutMs), options);
  }

  /** As exec, while others go on. */
  public async execAsync(argv: string[], options: ExecOptions = {}): Promise<ExecResult> {
    return runAsync(this.command(argv, options.timeoutMs), options);
  }

  /**
   * Runs a program on it at this terminal.
   *
   * @returns its exit code
   */
  public execInteractive(argv: string[]): number {
    const [program, ...rest] = this.command(argv);
    const ran = spawnSync(program!, rest, { stdio: 'inherit' });
    return ran.status ?? 255;
  }

  /**
   * Where a file of the running host can be read and written from outside.
   *
   * Its absolute symbolic links would lead to files of this machine: give a path without any.
   *
   * @param hostPath absolute
   */
  public path(hostPath: string): string {
    return join(`/proc/${this.pid}/root`, hostPath);
  }

  /** A power cut: everything on it ends at once, and its cable is dead. */
  public powerOff(): void {
    const { record } = this;
    kill(record);
    if (!waitSync(() => !isAlive(record), OFF_LIMIT_MS)) throw new Error(`${this.name}: process ${record?.pid} does not end; look at what it waits for with ps`);
    this.gone();
  }

  /**
   * Shuts it down as `poweroff` does, and waits until it is off.
   *
   * @param timeoutMs milliseconds
   * @throws FindingsError when it is still on after that
   */
  public async shutdown(timeoutMs: number): Promise<void> {
    const { record } = this;
    const ran = await this.execAsync(['systemctl', 'poweroff', '--no-wall'], { timeoutMs });
    // The host may be gone before the command has heard that it was accepted.
    if (!(await waitFor(() => !isAlive(record), timeoutMs))) {
      throw new FindingsError(`${this.name} is still on ${timeoutMs} ms after poweroff${ran.stderr.trim() === '' ? '' : `: ${ran.stderr.trim()}`}`);
    }
    this.gone();
  }

  /**
   * Pulls its network cable, or puts it back; a host that is powered on has it in.
   *
   * @param up whether it is connected
   */
  public setLink(up: boolean): void {
    const network = Network.find(this.state);
    if (!network) throw new FindingsError(`${this.name} has no network; fix: take the rehearsal down and start it again`);
    const ran = network.exec(['ip', 'link', 'set', network.portOf(this.name), up ? 'up' : 'down']);
    if (ran.status !== 0) throw new FindingsError(`${this.name}: its cable: ${ran.stderr.trim()}`);
  }

  /**
   * Loses what is below some paths of its disk, while it is off.
   *
   * @param paths absolute, as in `/var/lib/etcd`
   */
  public wipeDisk(paths: string[]): void {
    if (this.running) throw new FindingsError(`${this.name} is on; fix: power it off before its disk is taken out`);
    wipe(this.folders, paths);
  }

  /** Powers it off and leaves nothing of it. */
  public destroy(): void {
    this.powerOff();
    rmSync(this.folders.folder, { recursive: true, force: true });
  }

  private get record(): ProcessRecord | undefined {
    return readRecord<ProcessRecord>(this.folders.process);
  }

  /** What a host leaves when it ends: groups, its port, its record. */
  private gone(): void {
    removeGroupsOf(this.layout, this.name);
    const network = Network.find(this.state);
    network?.exec(['ip', 'link', 'del', network.portOf(this.name)]);
    rmSync(this.folders.process, { force: true });
  }

  private async booted(limit: number): Promise<void> {
    const end = Date.now() + limit;
    const left = () => Math.max(1_000, end - Date.now());
    const listens = () => this.running && isSystemd(this.record!.pid) && existsSync(`/proc/${this.record!.pid}/root/run/systemd/private`);
    const failed = () => existsSync(this.folders.process) && !this.running;
    await waitFor(() => listens() || failed(), limit);
    if (!listens()) throw new FindingsError(`${this.name} does not boot${failed() ? '' : ` within ${limit / 1000} s`}: ${saidAtStart(this.folders)}`);
    const ran = await this.execAsync(['systemctl', 'is-system-running', '--wait'], { timeoutMs: left() });
    if (BOOTED.includes(ran.stdout.trim())) return;
    const jobs = this.exec(['systemctl', 'list-jobs', '--no-legend'], { timeoutMs: 5_000 });
    throw new FindingsError(`${this.name} has not started everything within ${limit / 1000} s; it is ${ran.stdout.trim() || 'silent'}; waiting: ${jobs.stdout.trim() || jobs.stderr.trim()}`);
  }
}

/** Whether the first process of a host has become systemd, which it does when its root is complete. */
function isSystemd(pid: number): boolean {
  try {
    return readlinkSync(`/proc/${pid}/exe`).endsWith('/systemd/systemd');
  } catch {
    return false;
  }
}
