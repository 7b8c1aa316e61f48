import { Argument, Command, Option } from 'commander';
import { ExitCode, FindingsError, InputError } from '../command/errors';
import { clusterOption, collect, CommonOptions, formatOption } from '../command/options';
import { Output } from '../command/output';
import { run } from '../command/run';
import type { Source } from '../stream/observed';

/** What `check` is given. */
export interface CheckCommandOptions extends CommonOptions {
  /** Folder of host trees. */
  readonly hosts?: string;
  readonly secrets?: string;
  /** As in `api=2s,controllers=20s`. */
  readonly budget?: string[];
}

const HELP = `
Services of --budget: api (new connections), connections (open ones), pods (by the kubernetes Service), controllers, scheduler.
Exit code ${ExitCode.FINDINGS}: an error that the description does not accept, a bound over its budget, a certificate that has ended, or (with
--hosts) a tree, manifest or configuration that decides the answers and could not be read. Warnings alone are good.`;

/**
 * Says what the rules find, and what the failure model says about failures and recoveries.
 *
 * @param now the time to judge certificates by
 * @throws FindingsError after the result, unless all is good
 */
export async function runCheck(dist: string | undefined, options: CheckCommandOptions, output: Output, now = new Date()): Promise<void> {
  // Other commands do not pay for the model.
  const [{ parseBudget }, { checkClusters }, { checkResult }] = await Promise.all([import('./budget'), import('./check'), import('./result')]);
  const question = { source: sourceOf(dist, options), secrets: options.secrets, budget: parseBudget(options.budget ?? []), now };
  const result = checkResult(await checkClusters(question));
  output.result(result.text, result.data, result.markdown);
  if (result.wrong !== undefined) throw new FindingsError(result.wrong);
}

/** Adds `check` to the command line. */
export function registerCheck(program: Command): void {
  program
    .command('check')
    .description('what rules find, which failures the cluster survives, and how fast it recovers: from the rendered files alone')
    .addArgument(new Argument('[dist]', 'folder of the rendered YAML (default: "dist")'))
    .addOption(
      new Option('--hosts <folder>', 'instead of [dist]: a folder with one tree of files for each host, <folder>/<host>/etc/…').conflicts('secrets'),
    )
    .addOption(clusterOption())
    .option('--secrets <folder>', 'folder of the keys and certificates: says when each certificate ends')
    .addOption(new Option('--budget <list>', 'how long services may be away after a single failure, as in api=2s,controllers=20s').argParser(collect))
    .addOption(formatOption({ markdown: true }))
    .addHelpText('after', HELP)
    .action(run((output, dist: string | undefined, options: CheckCommandOptions) => runCheck(dist, options, output)));
}

function sourceOf(dist: string | undefined, { hosts, cluster }: CheckCommandOptions): Source {
  if (dist !== undefined && hosts !== undefined) {
    throw new InputError(`got the folder ${dist} and --hosts ${hosts}; allowed: one of them; fix: leave out the one that is not meant`);
  }
  return { dist, hosts, cluster };
}
