import { chmodSync, chownSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { Namespaces, Segment } from './namespaces';
import { PlannedHost, PlannedPath } from './stream';

/** Stands for every user that is not root: what matters is that root without capabilities cannot read its files. */
const SOMEBODY = 61_234;

/** A process inside a host. */
export interface Running {
  /** Whose output this is. */
  readonly name: string;
  /** Everything it wrote so far. */
  output(): string;
  /** Its exit code, or undefined while it runs. */
  exit(): number | undefined;
}

/** One host of the rendered cluster: its addresses on a segment and its files in a folder, with the paths, modes and contents of the stream. */
export class Host {
  /**
   * @param plan what the stream says about the host
   * @param segment where its network interface is plugged in
   * @param directory an existing folder, private to the host
   * @param material the value of a `${secret:…}`, given what stands between the braces
   */
  public static async start(plan: PlannedHost, segment: Segment, directory: string, material: (secret: string) => string): Promise<Host> {
    const host = new Host(plan, await Namespaces.start(), directory);
    try {
      host.namespaces.run(['hostname', plan.name]);
      segment.plug(host.namespaces, 'eth0', plan.addresses);
      host.place(material);
      return host;
    } catch (error) {
      await host.stop();
      throw error;
    }
  }

  private constructor(
    public readonly plan: PlannedHost,
    public readonly namespaces: Namespaces,
    public readonly directory: string,
  ) {}

  /** Where a path of the host is on this machine. */
  public path(path: string): string {
    return join(this.directory, 'tree', path);
  }

  /** The same, made as a directory where it is not there yet. */
  public directoryAt(path: string): string {
    mkdirSync(this.path(path), { recursive: true });
    return this.path(path);
  }

  /** A folder that belongs to the machinery around the host. */
  public aside(...parts: string[]): string {
    const path = join(this.directory, ...parts);
    mkdirSync(path, { recursive: true });
    return path;
  }

  /** Starts a shell script inside. */
  public start(name: string, script: string): Running {
    const log = join(this.aside('log'), `${name}.log`);
    const child = this.namespaces.spawn(['unshare', '--mount', '--propagation', 'private', 'sh', '-euc', script], openSync(log, 'w'));
    return { name: `${name} on ${this.plan.name}`, output: () => readFileSync(log, 'utf8'), exit: () => child.exitCode ?? undefined };
  }

  /** Ends everything on the host, as a power cut would. */
  public async stop(): Promise<void> {
    await this.namespaces.stop();
  }

  private place(material: (secret: string) => string): void {
    for (const made of this.plan.directories) this.own(this.directoryAt(made.path), made);
    for (const file of this.plan.files) {
      this.directoryAt(dirname(file.path));
      writeFileSync(this.path(file.path), file.content.replace(/\$\{secret:([^}]+)\}/g, (_, secret) => material(secret)));
      this.own(this.path(file.path), file);
    }
  }

  private own(path: string, planned: PlannedPath): void {
    const id = (name: string) => (name === 'root' ? 0 : SOMEBODY);
    chmodSync(path, parseInt(planned.mode, 8));
    chownSync(path, id(planned.owner), id(planned.group));
  }
}
