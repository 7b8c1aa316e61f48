import { spawnSync } from 'child_process';
import { join } from 'path';

/** The repository. */
export const ROOT = join(__dirname, '..');

/** Compiles the package into build/, as it is published. */
export function compile(): void {
  succeed(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json', '--outDir', join(ROOT, 'build')]);
}

/**
 * What a program prints on stdout.
 *
 * @throws Error with everything that it said when it fails
 */
export function succeed(command: string, args: string[]): string {
  const run = spawnSync(command, args, { cwd: ROOT, encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${run.stdout}${run.stderr}`);
  return run.stdout;
}
