import { Command, InvalidArgumentError, Option } from 'commander';
import { ExitCode } from '../command/errors';
import { interruptible } from '../command/interruptible';
import { clusterOption, collect, CommonOptions, distArgument, secretsOption } from '../command/options';
import { Output } from '../command/output';
import { run } from '../command/run';
import { readCluster } from '../stream/read';
import { summaryOf } from './summary';
import { TreeForm } from './write';

/** What `ha-cluster bundle` is given. */
export interface BundleCommandOptions extends CommonOptions {
  readonly secrets: string;
  readonly out: string;
  readonly host?: string[];
  readonly form: TreeForm;
  readonly foundedElsewhere?: boolean;
}

const FORMATS = ['folder', 'tar', 'text', 'json'];

const HELP = `
Each tree has the files of its host at their absolute paths, and a script, install, that puts them there.
It holds the keys of that host and of no other: treat it like the secrets folder.
Exit code ${ExitCode.FINDINGS}: secrets are missing or do not fit the plan, or etcd would start in the wrong way.`;

/** Bundles one cluster and says what to do next. */
export async function runBundle(dist: string, options: BundleCommandOptions, output: Output): Promise<void> {
  const cluster = readCluster(dist, options.cluster);
  const { secrets, out, host: hosts, form: format, foundedElsewhere } = options;
  const wanted = { cluster, secrets, out, hosts, format, dist, foundedElsewhere };
  const report = await interruptible(async (signal) => (await import('./bundle')).bundle({ ...wanted, signal }, output));
  output.result(summaryOf(report, options), report);
}

/** Adds `bundle` to the command line. */
export function registerBundle(program: Command): void {
  program
    .command('bundle')
    .description('write the tree of every host: files, secrets, manifests, and a script that installs them')
    .addArgument(distArgument())
    .addOption(clusterOption())
    .addOption(secretsOption())
    .option('--out <folder>', 'the trees go to <folder>/<cluster>/<host>', 'bundle')
    .option('--host <name>', 'only this host; may be given several times', collect)
    .option('--founded-elsewhere', 'the cluster was founded, although the secrets folder has no record of it')
    .addOption(formatsOption())
    .addHelpText('after', HELP)
    .action((dist: string, { format: formats, ...options }: BundleCommandOptions & { format: string[] }, command: Command) => {
      const form: TreeForm = formats.includes('tar') ? 'tar' : 'folder';
      const format = formats.includes('json') ? 'json' : 'text';
      return run((output, folder: string, given: BundleCommandOptions) => runBundle(folder, given, output))(
        dist,
        { ...options, form, format },
        command,
      );
    });
}

/** Of the trees and of the result both, so that `--format tar --format json` is possible. */
function formatsOption(): Option {
  const parse = (value: string, before: string[]): string[] => {
    if (!FORMATS.includes(value)) throw new InvalidArgumentError(`Allowed choices are ${FORMATS.join(', ')}.`);
    return [...before, value];
  };
  return new Option('--format <format>', 'folder or tar: of the trees; text or json: of the result on stdout')
    .default([], 'folder, text')
    .argParser(parse);
}
