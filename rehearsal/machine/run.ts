import { spawn, spawnSync } from 'child_process';

/** What a program that ran to its end said. */
export interface ExecResult {
  /** Exit code; 128 and the signal's number for one that was ended by a signal; 124 when time was up. */
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a program is run. */
export interface ExecOptions {
  /** What it reads on standard input; nothing by default. */
  readonly input?: string | Buffer;
  /** Milliseconds, after which it is ended. @default no limit */
  readonly timeoutMs?: number;
}

/** Bytes of output that are kept. */
const MAX_OUTPUT = 256 * 1024 * 1024;

/** What a program has time for after its limit, until its forerunner outside the host is given up, in milliseconds. */
const GRACE_MS = 5_000;

/** Numbers of the signals that end programs (signal(7)). */
const SIGNALS: Record<string, number> = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 };

/** Of timeout(1), when time was up: it ends the program with SIGKILL, and so itself. */
const KILLED = 128 + 9;

/** Of a program whose time was up (timeout(1)). */
const TIMED_OUT = 124;

/** Runs a command line to its end. */
export function runSync(argv: string[], options: ExecOptions = {}): ExecResult {
  const started = Date.now();
  const ran = spawnSync(argv[0]!, argv.slice(1), {
    input: options.input ?? '',
    maxBuffer: MAX_OUTPUT,
    timeout: options.timeoutMs === undefined ? undefined : options.timeoutMs + GRACE_MS,
    killSignal: 'SIGKILL',
  });
  if (ran.error && ran.status === null && ran.signal === null) throw ran.error;
  return result(ran.status, ran.signal, ran.stdout, ran.stderr, options, started);
}

/** Runs a command line to its end while others go on. */
export function runAsync(argv: string[], options: ExecOptions = {}): Promise<ExecResult> {
  const started = Date.now();
  return new Promise((resolve, reject) => {
    const child = spawn(argv[0]!, argv.slice(1), { stdio: 'pipe' });
    const [out, err]: Buffer[][] = [[], []];
    const limit = options.timeoutMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), options.timeoutMs + GRACE_MS);
    child.stdout.on('data', (chunk: Buffer) => out!.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err!.push(chunk));
    // A program that ends before it has read everything is no error.
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
    child.on('error', reject);
    child.on('close', (status, signal) => {
      clearTimeout(limit);
      resolve(result(status, signal, Buffer.concat(out!), Buffer.concat(err!), options, started));
    });
  });
}

function result(status: number | null, signal: string | null, out: Buffer, err: Buffer, { timeoutMs }: ExecOptions, started: number): ExecResult {
  const code = status ?? 128 + (SIGNALS[signal ?? ''] ?? 0);
  const timedOut = timeoutMs !== undefined && code === KILLED && Date.now() - started >= timeoutMs;
  const said = err.toString('utf8');
  return { status: timedOut ? TIMED_OUT : code, stdout: out.toString('utf8'), stderr: timedOut ? `${said}ended after ${timeoutMs} ms, which is its limit\n` : said };
}
