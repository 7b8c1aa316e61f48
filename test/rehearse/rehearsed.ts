import { spawn } from 'child_process';
import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App } from 'cdk8s';
import { openRehearsal } from '../../rehearsal/open';
import { Rehearsal } from '../../rehearsal/rehearsal';
import { until } from '../../rehearsal/until';

const ROOT = join(__dirname, '../..');
const MAIN = join(ROOT, 'build/cli/main.js');

/** What a command said. */
export interface Said {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a command is run. */
export interface HaOptions {
  /** Milliseconds after which it is killed hard. */
  readonly killAfter?: number;
  readonly input?: string;
}

/** Runs `ha-cluster` as its user does, in a process of its own. */
export function haCluster(args: string[], { killAfter, input = '' }: HaOptions = {}): Promise<Said> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [MAIN, ...args], { cwd: ROOT, stdio: ['pipe', 'pipe', 'pipe'] });
    const timer = killAfter === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfter);
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk) => (stdout += chunk));
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
      if (process.env.REHEARSE_VERBOSE) process.stderr.write(chunk);
    });
    child.on('error', reject);
    child.on('close', (status) => {
      clearTimeout(timer);
      resolve({ status, stdout, stderr });
    });
    child.stdin.end(input);
  });
}

/** A rehearsal in a folder of its own, for one test file. */
export class Rehearsed {
  /** Its state folder. */
  public readonly state: string;

  private readonly folder = mkdtempSync(join(tmpdir(), 'ha-cluster-rehearse-'));

  constructor() {
    this.state = join(this.folder, 'state');
  }

  /** A folder for the YAML of a description. */
  public dist(name: string, build: (app: App) => void): string {
    const folder = join(this.folder, name);
    const app = new App({ outdir: folder });
    build(app);
    app.synth();
    return folder;
  }

  /** A folder beside the state. */
  public aside(name: string): string {
    return join(this.folder, name);
  }

  /** Runs `ha-cluster rehearse COMMAND`; the state folder is added. */
  public rehearse(args: string[], options?: HaOptions): Promise<Said> {
    const words = args[0] === 'power' ? 2 : 1;
    return haCluster(['rehearse', ...args.slice(0, words), '--state', this.state, ...args.slice(words)], options);
  }

  /** The same, which must be good; returns its result. */
  public async good(args: string[], options?: HaOptions): Promise<string> {
    const said = await this.rehearse(args, options);
    if (said.status !== 0)
      throw new Error(`rehearse ${args.join(' ')}: exit ${said.status}\n${said.stderr.slice(-4000)}\n${said.stdout.slice(-2000)}`);
    return said.stdout;
  }

  /** `rehearse kubectl`, which must be good. */
  public kubectl(args: string[], input?: string): Promise<string> {
    return this.good(['kubectl', ...args], { input });
  }

  /** A shell line on a host, which must be good. */
  public on(host: string, line: string): Promise<string> {
    return this.good(['exec', host, '--', 'bash', '-euc', line]);
  }

  /** The rehearsal, for what no command offers. */
  public open(): Rehearsal {
    return openRehearsal(this.state);
  }

  /** Waits for something with a limit; what is missing at the end fails the test. */
  public async holds(name: string, missing: () => Promise<string | undefined>, seconds = 120): Promise<void> {
    const unmet = await until([{ name, missing }], seconds * 1000);
    if (unmet.length > 0) throw new Error(`${name}: not within ${seconds} s: ${unmet[0]!.missing}`);
  }

  /** Takes everything down. */
  public async end(): Promise<void> {
    await this.rehearse(['down']);
    rmSync(this.folder, { recursive: true, force: true });
  }
}
