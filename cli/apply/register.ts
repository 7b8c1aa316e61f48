import { Command, InvalidArgumentError, Option } from 'commander';
import { interruptible } from '../command/interruptible';
import { clusterOption, CommonOptions, distArgument, formatOption, secretsOption } from '../command/options';
import { Output } from '../command/output';
import { run } from '../command/run';
import { readCluster } from '../stream/read';
import { summaryOf } from './summary';

/** What `ha-cluster apply` is given. */
export interface ApplyCommandOptions extends CommonOptions {
  readonly secrets: string;
  readonly kubectl: string;
  /** Milliseconds. */
  readonly timeout: number;
}

const HELP = `
Waits for the API at the control planes' own addresses, applies the objects of <cluster>-api on the server's side (what was changed by hand becomes
what the YAML says again), sets labels and taints of Nodes, and records in <secrets>/<cluster>/founded.json that the cluster was founded.
Run it again whenever the YAML changed; what is as described stays as it is.`;

/** Applies one cluster, and fails when something is missing in the end. */
export async function runApply(dist: string, options: ApplyCommandOptions, output: Output): Promise<void> {
  const cluster = readCluster(dist, options.cluster);
  const { secrets, kubectl, timeout } = options;
  // Other commands do not pay for it.
  const { refuseMissing, tryToApply } = await import('./apply');
  const report = await interruptible((signal) => tryToApply({ cluster, secrets, kubectl, timeout, signal }, output));
  output.result(summaryOf(report, cluster), report);
  refuseMissing(report);
}

/** Adds `apply` to the command line. */
export function registerApply(program: Command): void {
  program
    .command('apply')
    .description('apply the API objects, complete the Nodes, and record that the cluster was founded')
    .addArgument(distArgument())
    .addOption(clusterOption())
    .addOption(secretsOption())
    .option('--kubectl <path>', 'name or path of kubectl', 'kubectl')
    .addOption(new Option('--timeout <time>', 'how long to wait for everything, as in 90s or 5m').default(300_000, '5m').argParser(milliseconds))
    .addOption(formatOption())
    .addHelpText('after', HELP)
    .action(run((output, dist: string, options: ApplyCommandOptions) => runApply(dist, options, output)));
}

const UNITS: Record<string, number> = { s: 1000, m: 60_000, h: 3_600_000 };

/** `90s`, `5m`, `1h` as milliseconds. */
export function milliseconds(text: string): number {
  const match = /^(\d{1,5})([smh])$/.exec(text);
  if (!match || Number(match[1]) === 0) throw new InvalidArgumentError('Allowed: a whole number and s, m or h, like 90s or 5m.');
  return Number(match[1]) * UNITS[match[2]!]!;
}
