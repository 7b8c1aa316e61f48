import { ChildProcess, spawn, spawnSync } from 'child_process';
import { mkdtempSync, openSync, readdirSync, rmdirSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { until } from './boot/until';

/** How long one call may take, in milliseconds. */
const CALL = 60_000;

/** Where a container may write and what it may see, as `ctr run` takes it. */
export type RunOption = '--read-only' | '--net-host' | `--mount=type=bind,src=${string},dst=${string},options=rbind:ro`;

/** What a program printed, both streams, and its exit code. */
export interface Ran {
  readonly output: string;
  readonly status: number | null;
}

/** A containerd with folders, a socket and control groups of its own, beside whatever the machine runs. */
export class PrivateContainerd {
  /** Starts it, and waits until it answers. */
  public static async start(): Promise<PrivateContainerd> {
    const containerd = new PrivateContainerd(mkdtempSync(join(tmpdir(), 'ha-containerd-')));
    try {
      await until('containerd', 30, () => containerd.ctr('version').status === 0);
    } catch (error) {
      await containerd.stop();
      throw error;
    }
    return containerd;
  }

  private readonly daemon: ChildProcess;
  private readonly group: string;
  private count = 0;

  private constructor(private readonly folder: string) {
    this.group = `/${folder.split('/').pop()}`;
    const config = `version = 2
root = "${folder}/root"
state = "${folder}/state"
disabled_plugins = ["io.containerd.grpc.v1.cri"]
[grpc]
  address = "${folder}/socket"
[ttrpc]
  address = "${folder}/socket.ttrpc"
`;
    writeFileSync(join(folder, 'config.toml'), config);
    const log = openSync(join(folder, 'log'), 'w');
    this.daemon = spawn('containerd', ['--config', join(folder, 'config.toml')], { stdio: ['ignore', log, log] });
  }

  /** Runs ctr in the namespace that kubelets use. */
  public ctr(...args: string[]): Ran {
    const { stdout, stderr, status } = spawnSync('ctr', [...this.client(), ...args], { encoding: 'utf8', timeout: CALL });
    return { output: `${stdout}${stderr}`, status };
  }

  /** Runs a command in a container of an image until it ends. */
  public run(image: string, command: string[], ...options: RunOption[]): Ran {
    return this.ctr('run', '--rm', ...this.place(), ...options, image, this.lastName(), ...command);
  }

  /** As `run`, while this process goes on to answer what the container asks. */
  public async runWhileServing(image: string, command: string[], ...options: RunOption[]): Promise<Ran> {
    const child = spawn('ctr', [...this.client(), 'run', '--rm', ...this.place(), ...options, image, this.lastName(), ...command], { timeout: CALL });
    let output = '';
    child.stdout.on('data', (data) => (output += data));
    child.stderr.on('data', (data) => (output += data));
    const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
    return { output, status };
  }

  /** Starts what the image starts by itself; returns the process id that the machine sees, and what ends it. */
  public startDetached(image: string): { readonly pid: number; readonly name: string } {
    const { output, status } = this.ctr('run', '--detach', ...this.place(), image, this.lastName());
    if (status !== 0) throw new Error(output);
    const line = this.ctr('tasks', 'list')
      .output.split('\n')
      .find((task) => task.startsWith(`${this.lastName()} `));
    return { pid: Number(line?.split(/\s+/)[1]), name: this.lastName() };
  }

  /** Ends it and every container, and removes what it had. */
  public async stop(): Promise<void> {
    for (const name of this.ctr('tasks', 'list', '--quiet')
      .output.split('\n')
      .filter((task) => /^c\d+$/.test(task)))
      this.ctr('tasks', 'delete', '--force', name);
    const ended = new Promise((resolve) => this.daemon.once('exit', resolve));
    if (this.daemon.exitCode === null && this.daemon.kill()) await ended;
    rmSync(this.folder, { recursive: true, force: true });
    for (const controller of readdirSync('/sys/fs/cgroup')) removeGroup(`/sys/fs/cgroup/${controller}${this.group}`);
    removeGroup(`/sys/fs/cgroup${this.group}`);
  }

  private client(): string[] {
    return [`--address=${this.folder}/socket`, '--namespace=k8s.io'];
  }

  private place(): string[] {
    this.count += 1;
    return [`--cgroup=${this.group}/${this.lastName()}`];
  }

  private lastName(): string {
    return `c${this.count}`;
  }
}

function removeGroup(path: string): void {
  try {
    rmdirSync(path);
  } catch {
    // Not every controller has one.
  }
}
