import { spawn } from 'child_process';

/** What a program answered. */
export interface ProgramAnswer {
  /** Its exit code; undefined where it was ended. */
  readonly status?: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end; one that cannot be started, or was ended, has no status. */
export function runProgram(program: string, args: string[], input: string, signal?: AbortSignal): Promise<ProgramAnswer> {
  return new Promise((done) => {
    // A kubeconfig of the environment is for other clusters; the one that counts is an argument.
    const { KUBECONFIG: _, ...env } = process.env;
    const child = spawn(program, args, { env, signal, killSignal: 'SIGKILL' });
    const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
    let failure = '';
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    // A program that ends before it read everything is judged by its exit code.
    child.stdin.on('error', () => undefined);
    child.on('error', (error) => (failure = error.name === 'AbortError' ? 'no answer in time' : error.message));
    child.on('close', (status) =>
      done({ status: failure || status === null ? undefined : status, stdout: text(stdout), stderr: failure || text(stderr) }),
    );
    child.stdin.end(input);
  });
}

function text(chunks: Buffer[]): string {
  return Buffer.concat(chunks).toString('utf8');
}
