import { ChildProcess, spawn, spawnSync } from 'child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { delimiter, join } from 'path';

const BUILD = join(__dirname, '..', '..', 'rehearsal', 'images', 'build.sh');

/** Where Go keeps what it has compiled; the cache of the images moves, this one does not. */
const compiled = pathOf('go') ? spawnSync('go', ['env', 'GOCACHE'], { encoding: 'utf8' }).stdout.trim() : '';

/** Where a program is. */
export function pathOf(program: string): string | undefined {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, program))
    .find(existsSync);
}

/** How a run of the script ended. */
export interface Finished {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A run of the script. */
export interface Run {
  readonly child: ChildProcess;
  /** What it has said so far. */
  readonly said: { readonly stderr: string };
  readonly done: Promise<Finished>;
}

/** `rehearsal/images/build.sh` with a cache of its own. */
export class ImageBuild {
  /** All of it. */
  public readonly folder = mkdtempSync(join(tmpdir(), 'ha-image-build-'));
  /** For the archives; not made yet. */
  public readonly out = join(this.folder, 'out');
  /** Of the script. */
  public readonly cache = join(this.folder, 'cdk8s-ha-cluster', 'images');

  /** Starts the script; what Go has compiled before is used unless the environment says otherwise. */
  public start(args: string[], environment: NodeJS.ProcessEnv = {}): Run {
    const env = { ...process.env, XDG_CACHE_HOME: this.folder, GOCACHE: compiled, ...environment };
    const child = spawn(BUILD, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const said = { stdout: '', stderr: '' };
    child.stdout.on('data', (data) => (said.stdout += data));
    child.stderr.on('data', (data) => (said.stderr += data));
    return { child, said, done: new Promise<Finished>((resolve) => child.once('close', (status) => resolve({ status, ...said }))) };
  }

  /** Runs the script to its end. */
  public run(args: string[], environment: NodeJS.ProcessEnv = {}): Promise<Finished> {
    return this.start(args, environment).done;
  }

  /** What is in the cache and in the folder of the archives, hidden files included. */
  public left(): string[] {
    return [this.cache, this.out].flatMap((directory) => (existsSync(directory) ? readdirSync(directory) : [])).sort();
  }

  /** Command lines of processes that work in the folder. */
  public processes(): string[] {
    const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    return pids.map(commandLineOf).filter((line) => line.includes(this.folder));
  }

  /** Removes the folder. */
  public remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function commandLineOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replace(/\0/g, ' ');
  } catch {
    // It has ended.
    return '';
  }
}
