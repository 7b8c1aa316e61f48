import { ChildProcess, spawn } from 'child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readlinkSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Finished } from './image-build';

const PULL = join(__dirname, '..', '..', 'rehearsal', 'images', 'pull.sh');

/** `rehearsal/images/pull.sh` with a folder of its own for archives and mirrors. */
export class ImagePull {
  /** All of it. */
  public readonly folder = mkdtempSync(join(tmpdir(), 'ha-image-pull-'));
  /** For the archives; not made yet. */
  public readonly out = join(this.folder, 'out');
  private readonly hosts = join(this.folder, 'hosts');

  constructor() {
    mkdirSync(this.hosts);
  }

  /** Sends everything that asks for a registry to an address without TLS. */
  public mirror(registry: string, address: string): void {
    mkdirSync(join(this.hosts, registry), { recursive: true });
    const capabilities = 'capabilities = ["pull", "resolve"]';
    writeFileSync(join(this.hosts, registry, 'hosts.toml'), `server = "http://${address}"\n[host."http://${address}"]\n${capabilities}\n`);
  }

  /** Starts the script for images. */
  public start(...images: string[]): { readonly child: ChildProcess; readonly done: Promise<Finished> } {
    return this.startWith(['--out', this.out, '--hosts-dir', this.hosts, ...images]);
  }

  /** Pulls images, to the end of the script. */
  public run(...images: string[]): Promise<Finished> {
    return this.start(...images).done;
  }

  /** Runs the script with exactly these arguments. */
  public runWith(args: string[], environment: NodeJS.ProcessEnv = {}): Promise<Finished> {
    return this.startWith(args, environment).done;
  }

  /** What is in the folder of the archives, hidden files included. */
  public left(): string[] {
    return existsSync(this.out) ? readdirSync(this.out).sort() : [];
  }

  /** Process ids of whatever works in the folder. */
  public processes(): string[] {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name) && workingFolderOf(name).startsWith(this.folder));
  }

  /** Removes the folder. */
  public remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private startWith(args: string[], environment: NodeJS.ProcessEnv = {}): { readonly child: ChildProcess; readonly done: Promise<Finished> } {
    const child = spawn(PULL, args, { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
    const said = { stdout: '', stderr: '' };
    child.stdout.on('data', (data) => (said.stdout += data));
    child.stderr.on('data', (data) => (said.stderr += data));
    return { child, done: new Promise<Finished>((resolve) => child.once('close', (status) => resolve({ status, ...said }))) };
  }
}

function workingFolderOf(pid: string): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    // It has ended.
    return '';
  }
}
