import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'fs';
import { join } from 'path';
import { InputError } from '../cli/command/errors';

/** What a rehearsal remembers between commands. */
export interface Remembered {
  /** Name of the cluster. */
  readonly cluster: string;
  /** Folder of image archives. */
  readonly images?: string;
  /** Whether images are pulled where they are not in a folder, instead of built. */
  readonly pull?: boolean;
  /** Folder of kubelet and kubectl. */
  readonly programs?: string;
  /** Images that every host gets beside those of the YAML. */
  readonly also?: string[];
  /** Whether everything was installed once. */
  readonly installed: boolean;
}

const RECORD = 'rehearsal.json';

/** Says that a folder is ours: written before anything else, removed after everything else. */
const MARKER = '.ha-cluster-rehearsal';

/** All that a rehearsal writes into its folder beside the marker; the hosts' disks are `machines`. */
const OWN = ['machines', 'bundle', 'cache', 'dist', 'dist.new', 'dist.old', 'secrets', RECORD, `${RECORD}.new`];

/** The folder in which one rehearsal keeps everything: secrets, bundles, the YAML that is installed, the disks of its hosts. */
export class RehearsalState {
  /** @param folder absolute path */
  constructor(public readonly folder: string) {}

  /** Whether a rehearsal made the folder. */
  public get isOurs(): boolean {
    return existsSync(join(this.folder, MARKER));
  }

  /**
   * Makes the folder, or takes an empty one.
   *
   * @throws InputError for a folder that holds something else
   */
  public claim(): void {
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    if (this.isOurs) return;
    if (readdirSync(this.folder).length > 0) {
      throw new InputError(`--state: ${this.folder} holds something, but no rehearsal; allowed: an empty folder, or none; fix: give another one`);
    }
    writeFileSync(join(this.folder, MARKER), 'made by ha-cluster rehearse; removed by ha-cluster rehearse down\n', { mode: 0o600 });
  }

  /** Removes what a rehearsal wrote, the marker last, so that a removal that is killed can be repeated; what else is there stays. */
  public remove(): void {
    for (const name of OWN) rmSync(join(this.folder, name), { recursive: true, force: true });
    rmSync(join(this.folder, MARKER), { force: true });
    if (existsSync(this.folder) && readdirSync(this.folder).length === 0) rmdirSync(this.folder);
  }

  /** Folder of the secrets, the founded record among them. */
  public get secrets(): string {
    return join(this.folder, 'secrets');
  }

  /** Folder of the hosts' trees. */
  public get bundle(): string {
    return join(this.folder, 'bundle');
  }

  /** The YAML that was installed last, or is being installed. */
  public get dist(): string {
    return join(this.folder, 'dist');
  }

  /** Folder for what the client's programs keep. */
  public get cache(): string {
    return join(this.folder, 'cache');
  }

  /** What is remembered, unless nothing was started here. */
  public find(): Remembered | undefined {
    this.finishDist();
    const file = join(this.folder, RECORD);
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Remembered) : undefined;
  }

  /**
   * What is remembered.
   *
   * @throws InputError when nothing was started here
   */
  public get(): Remembered {
    const remembered = this.find();
    if (!remembered)
      throw new InputError(`${this.folder}: no rehearsal is here; fix: \`ha-cluster rehearse up\` first, or --state FOLDER of one that is up`);
    return remembered;
  }

  /** Remembers, in one step. */
  public save(remembered: Remembered): void {
    const file = join(this.folder, RECORD);
    writeFileSync(`${file}.new`, `${JSON.stringify(remembered, undefined, 2)}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }

  /** Takes a copy of the YAML, so that later commands talk about what is installed and not about what was edited since. */
  public takeDist(dist: string): void {
    const [next, old] = [`${this.dist}.new`, `${this.dist}.old`];
    rmSync(next, { recursive: true, force: true });
    cpSync(dist, next, { recursive: true });
    rmSync(old, { recursive: true, force: true });
    if (existsSync(this.dist)) renameSync(this.dist, old);
    renameSync(next, this.dist);
    rmSync(old, { recursive: true, force: true });
  }

  /** Finishes an exchange that was killed between its two moves: the new copy is complete as soon as the old one was moved away. */
  private finishDist(): void {
    const [next, old] = [`${this.dist}.new`, `${this.dist}.old`];
    if (!this.isOurs || existsSync(this.dist) || !existsSync(old)) return;
    renameSync(existsSync(next) ? next : old, this.dist);
  }
}
