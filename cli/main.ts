#!/usr/bin/env node
import { readFileSync } from 'fs';
import { join } from 'path';
import { Command, CommanderError } from 'commander';
import { registerApply } from './apply/register';
import { registerBundle } from './bundle/register';
import { registerCheck } from './check/register';
import { CommandError, ExitCode } from './command/errors';
import { packageRoot } from './command/package-root';
import { crash } from './command/run';
import { registerDiff } from './diff/register';
import { registerEtcd } from './etcd/register';
import { registerPki } from './pki/register';
import { registerRehearse } from './rehearse/register';
import { registerReport } from './report/register';

/** The rooms whose commands there are; each has a `register` that adds its own. */
type Register = (program: Command) => void;

const EXIT_CODES = `
Exit codes: 0 good; 1 findings, or something expected did not happen; 2 wrong usage or unreadable input; 3 a prerequisite is missing; 4 interrupted.
The result is on stdout, progress on stderr.`;

/** The command line of `ha-cluster`. */
export function program(registers: Register[]): Command {
  const { version } = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as { version: string };
  const root = new Command('ha-cluster')
    .description('Takes the YAML of a highly available Kubernetes cluster to its hosts.')
    .version(version)
    .addHelpText('after', EXIT_CODES)
    .exitOverride();
  for (const register of registers) register(root);
  return root;
}

/** Runs one command line; wrong usage is exit code 2. */
export async function main(argv: string[], registers: Register[]): Promise<void> {
  try {
    await program(registers).parseAsync(argv, { from: 'user' });
  } catch (error) {
    if (error instanceof CommandError) {
      process.stderr.write(`${error.message}\n`);
      process.exitCode = error.exitCode;
      return;
    }
    if (!(error instanceof CommanderError)) return crash(error);
    process.exitCode = error.exitCode === 0 ? ExitCode.GOOD : ExitCode.USAGE;
  }
}

const COMMANDS: Register[] = [
  ...[registerCheck, registerDiff, registerReport],
  ...[registerPki, registerBundle, registerApply, registerEtcd, registerRehearse],
];

if (require.main === module) void main(process.argv.slice(2), COMMANDS);
