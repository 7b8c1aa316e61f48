import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join, resolve } from 'path';
import { InterruptedError } from '../command/errors';
import { ProgramAnswer, runProgram } from './run-program';

/** One call of kubectl. */
export interface KubectlCall {
  /** The API server to ask instead of the one in the kubeconfig: `https://10.0.0.11:6443`. */
  readonly server?: string;
  /** Its standard input. */
  readonly input?: string;
  /**
   * After this it is ended, in milliseconds.
   *
   * @default 60000
   */
  readonly limit?: number;
}

/** How long a call may take, in milliseconds. */
const LIMIT = 60_000;

/**
 * Runs kubectl as the holder of a kubeconfig, of which only the path is given to it. What kubectl remembers between calls goes to a folder of its
 * own: the next cluster at the same address may be another one.
 */
export class Kubectl {
  private readonly cache = mkdtempSync(join(tmpdir(), 'ha-cluster-kubectl-'));

  /**
   * @param program name or path
   * @param kubeconfig path
   * @param signal ends what runs
   */
  constructor(
    private readonly program: string,
    private readonly kubeconfig: string,
    private readonly signal?: AbortSignal,
  ) {}

  /** Runs it; an answer that is an error is no exception. Throws InterruptedError once it was told to stop. */
  public async run(args: string[], { server, input, limit = LIMIT }: KubectlCall = {}): Promise<ProgramAnswer> {
    const own = [`--kubeconfig=${resolve(this.kubeconfig)}`, `--cache-dir=${this.cache}`, ...(server ? [`--server=${server}`] : [])];
    const answer = await runProgram(
      this.program,
      [...own, ...args],
      input ?? '',
      AbortSignal.any([AbortSignal.timeout(limit), ...(this.signal ? [this.signal] : [])]),
    );
    if (this.signal?.aborted)
      throw new InterruptedError('stopped while kubectl ran; what was applied stays, and the same command goes on from there');
    return answer;
  }

  /** Forgets what was remembered. */
  public close(): void {
    rmSync(this.cache, { recursive: true, force: true });
  }
}

/** The last line of what kubectl complained about, without its prefix. */
export function reasonOf({ stderr, status }: ProgramAnswer): string {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '' && !/^[EWI]\d{4} /.test(line));
  return (lines.at(-1) ?? `exit ${status}`).replace(/^(error|Error): /, '').trim();
}
