import { Argument, Command, Option } from 'commander';
import { ExitCode, FindingsError, InputError } from '../command/errors';
import { clusterOption, CommonOptions, formatOption } from '../command/options';
import { Output } from '../command/output';
import { run } from '../command/run';

/** What `diff` is given. */
export interface DiffCommandOptions extends CommonOptions {
  /** The arguments are folders of host trees. */
  readonly hosts?: boolean;
  readonly exitCode?: boolean;
  readonly failOnWorse?: boolean;
}

const HELP = `
OLD and NEW are folders, or revisions of git: main, HEAD~1, v1.2:clusters/prod. A folder of that name that exists wins.
A revision alone is its folder dist, seen from where you are; a path behind the colon is from the top of the repository, with ./ from where you are.
Exit code 0, also when something differs, as for a report. ${ExitCode.FINDINGS} with --exit-code: something differs; with --fail-on-worse: less is
tolerated or survived than before, or a recovery has no bound any more. Nothing on stdout: both mean the same.`;

/**
 * Says what differs in the meaning of two descriptions.
 *
 * @throws FindingsError after the result, where an option asks for it
 */
export async function runDiff(before: string, after: string | undefined, options: DiffCommandOptions, output: Output): Promise<void> {
  if (after === undefined && options.hosts)
    throw new InputError('NEW: got nothing; allowed with --hosts: a folder of host trees, or REVISION:PATH; fix: name it');
  // Other commands do not pay for the model.
  const [{ compare }, { diffText }, { diffMarkdown }, { diffData }] = await Promise.all([
    import('./compare'),
    import('./text'),
    import('./markdown'),
    import('./data'),
  ]);
  const { cluster, hosts = false } = options;
  const diffs = compare({ before, after: after ?? 'dist', hosts, ...(cluster === undefined ? {} : { cluster }) });
  if (diffs.length === 0) output.progress('no difference');
  output.result(diffText(diffs), diffData(diffs), diffMarkdown(diffs));
  const worse = diffs.filter((diff) => diff.worse).map((diff) => diff.cluster);
  if (options.failOnWorse && worse.length > 0) throw new FindingsError(`${worse.join(', ')}: less is tolerated or survived than before`);
  if (options.exitCode && diffs.length > 0) throw new FindingsError(`${diffs.map((diff) => diff.cluster).join(', ')}: something differs`);
}

/** Adds `diff` to the command line. */
export function registerDiff(program: Command): void {
  program
    .command('diff')
    .description('what a change means: failures that are survived, failover times, restarts, dangers, and the order of the roll')
    .addArgument(new Argument('<old>', 'folder of the rendered YAML, or a revision of git, before the change'))
    .addArgument(new Argument('[new]', 'the same after the change (default: "dist")'))
    .addOption(new Option('--hosts', 'OLD and NEW hold trees of hosts, <folder>/<host>/etc/…, instead of YAML'))
    .addOption(clusterOption())
    .option('--exit-code', `exit code ${ExitCode.FINDINGS} when something differs`)
    .option('--fail-on-worse', `exit code ${ExitCode.FINDINGS} when less is tolerated or survived than before`)
    .addOption(formatOption({ markdown: true }))
    .addHelpText('after', HELP)
    .action(run((output, before: string, after: string | undefined, options: DiffCommandOptions) => runDiff(before, after, options, output)));
}
