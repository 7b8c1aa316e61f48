import { CommandError, ExitCode } from './errors';
import { Format, Output, ProcessOutput } from './output';

/** An action of commander: arguments, options, and the command itself last. */
export type Action = (...args: unknown[]) => Promise<void>;

/**
 * Turns what a command throws into a message on stderr and an exit code.
 *
 * The process is left to end by itself, so that what was written to a pipe gets there.
 *
 * @param body takes the command's output, then what commander gives: the arguments and the options
 */
export function run<A extends unknown[]>(body: (output: Output, ...args: A) => Promise<void> | void): Action {
  return async (...args) => {
    const options = args.at(-2) as { format?: Format };
    try {
      await body(new ProcessOutput(options.format), ...(args.slice(0, -1) as A));
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      process.stderr.write(`${error.message}\n`);
      process.exitCode = error.exitCode;
    }
  };
}

/** Ends the process for an error that nobody foresaw, with where it came from. */
export function crash(error: unknown): void {
  process.stderr.write(`internal error, please report it: ${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = ExitCode.FINDINGS;
}
