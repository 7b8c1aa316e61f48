import { spawn, spawnSync } from 'child_process';
import { closeSync, openSync } from 'fs';
import { Ran, RunOptions } from './ground';

/** Limit for a program that was given none, in milliseconds. */
const DEFAULT_LIMIT = 120_000;

/** What a shell says of a program that a signal ended. */
const ENDED_BY_SIGNAL = 137;

/** Runs a program to its end, beside others. */
export function runProgram([program, ...args]: string[], { input, inputFile, timeoutMs = DEFAULT_LIMIT }: RunOptions = {}): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const source = inputFile === undefined ? 'pipe' : openSync(inputFile, 'r');
    const child = spawn(program!, args, { stdio: [source, 'pipe', 'pipe'] });
    if (typeof source === 'number') closeSync(source);
    const [stdout, stderr]: Buffer[][] = [[], []];
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      child.kill('SIGKILL');
    }, timeoutMs);
    child.stdout!.on('data', (chunk: Buffer) => stdout!.push(chunk));
    child.stderr!.on('data', (chunk: Buffer) => stderr!.push(chunk));
    // A program that does not read its input to the end closes the pipe; its exit code says what that means.
    child.stdin?.on('error', () => undefined);
    child.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.on('close', (status) => {
      clearTimeout(timer);
      const note = late ? `no end within ${timeoutMs / 1000} s\n` : '';
      resolve({ status: status ?? ENDED_BY_SIGNAL, stdout: Buffer.concat(stdout!).toString(), stderr: note + Buffer.concat(stderr!).toString() });
    });
    child.stdin?.end(input);
  });
}

/** Runs a program with this process's terminal; returns its exit code. */
export function runInteractive([program, ...args]: string[]): number {
  const done = spawnSync(program!, args, { stdio: 'inherit' });
  if (done.error) throw done.error;
  return done.status ?? ENDED_BY_SIGNAL;
}
