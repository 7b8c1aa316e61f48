import { Command } from 'commander';
import { interruptible } from '../command/interruptible';
import { clusterOption, CommonOptions, distArgument, formatOption, secretsOption } from '../command/options';
import { Output } from '../command/output';
import { run } from '../command/run';
import { readFounded } from '../secrets/founded';
import { readCluster } from '../stream/read';
import { RestorePlan, writeRestorePlan } from './restore';

/** What `ha-cluster etcd restore` is given. */
export interface RestoreCommandOptions extends CommonOptions {
  readonly secrets: string;
  readonly out: string;
}

const HELP = `
Writes <out>/<cluster>/README.md, the numbered steps, and a folder for each host with a script and the snapshot. Nothing is done to any host.
A snapshot that is damaged, or of another minor of etcd than the YAML names, is refused.`;

/** Writes the plan and says where to begin. */
export async function runRestore(snapshot: string, dist: string, options: RestoreCommandOptions, output: Output): Promise<void> {
  const cluster = readCluster(dist, options.cluster);
  const { secrets, out } = options;
  if (!readFounded(secrets, cluster.name))
    output.progress(`${secrets}/${cluster.name}: no record that the cluster was founded; is it the folder of its secrets?`);
  const plan = await interruptible((signal) => writeRestorePlan({ cluster, snapshot, out, dist, secrets, signal }, output));
  output.result(summaryOf(plan), plan);
}

function summaryOf({ folder, snapshot, steps, hosts }: RestorePlan): string {
  return [
    `${folder}: ${snapshot.bytes} bytes, revision ${snapshot.revision}, etcd ${snapshot.minor}`,
    '',
    `  1. copy the folders of ${hosts.join(', ')} to these hosts`,
    ...steps.map(({ hosts: on, command }, index) => `  ${index + 2}. ${command.join(' ')}  (${on.join(', ')})`),
    '',
    `Next: read ${folder}/README.md, which says what must be seen after each step.`,
  ].join('\n');
}

/** Adds `etcd` and its commands to the command line. */
export function registerEtcd(program: Command): void {
  const etcd = program.command('etcd').description('look after the etcd of a cluster');
  etcd
    .command('restore')
    .description('write the steps that bring etcd back from a snapshot')
    .argument('<snapshot>', 'file that a backup made')
    .addArgument(distArgument())
    .addOption(clusterOption())
    .addOption(secretsOption())
    .option('--out <folder>', 'the plan goes to <folder>/<cluster>', 'restore')
    .addOption(formatOption())
    .addHelpText('after', HELP)
    .action(run((output, snapshot: string, dist: string, options: RestoreCommandOptions) => runRestore(snapshot, dist, options, output)));
}
