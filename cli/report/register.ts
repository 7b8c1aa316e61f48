import { Argument, Command, Option } from 'commander';
import { ExitCode, FindingsError, InputError } from '../command/errors';
import { clusterOption, CommonOptions, formatOption } from '../command/options';
import { Output } from '../command/output';
import { run } from '../command/run';

/** What `report` is given. */
export interface ReportCommandOptions extends CommonOptions {
  /** Where the page is written. */
  readonly output: string;
  /** Where the picture alone is written. */
  readonly svg?: string;
  /** Folder of host trees. */
  readonly hosts?: string;
  readonly secrets?: string;
  /** File with what was measured. */
  readonly rehearsal?: string;
}

const HELP = `
The page needs no network and no other file. --svg writes its picture alone, for a README.
Exit code ${ExitCode.FINDINGS}: with --rehearsal, something took longer than its bound. Findings of rules do not count here: use ha-cluster check.`;

/**
 * Writes the page, and says where it is and what matters most in it.
 *
 * @param now the time to judge certificates by
 * @throws FindingsError after everything was written, where something was measured that took longer than its bound
 */
export async function runReport(dist: string | undefined, options: ReportCommandOptions, output: Output, now = new Date()): Promise<void> {
  const { output: path, svg, hosts, cluster, secrets, rehearsal } = options;
  if (dist !== undefined && hosts !== undefined) {
    throw new InputError(`got the folder ${dist} and --hosts ${hosts}; allowed: one of them; fix: leave out the one that is not meant`);
  }
  if (path === svg) throw new InputError(`--svg: got ${svg}, which is the page's own path; allowed: another file; fix: --svg topology.svg`);
  // Other commands do not pay for the model.
  const { makeReport } = await import('./report');
  const made = await makeReport({ source: { dist, hosts, cluster }, secrets, rehearsal, now }, path, svg);
  output.result(made.text, made.data);
  if (made.wrong !== undefined) throw new FindingsError(made.wrong);
}

/** Adds `report` to the command line. */
export function registerReport(program: Command): void {
  program
    .command('report')
    .description('one HTML page: topology, what each failure does and for how long, rules, versions, certificates')
    .addArgument(new Argument('[dist]', 'folder of the rendered YAML (default: "dist")'))
    .option('-o, --output <file>', 'where to write the page', 'report.html')
    .option('--svg <file>', 'where to write the picture of the topology, too')
    .addOption(
      new Option('--hosts <folder>', 'instead of [dist]: a folder with one tree of files for each host, <folder>/<host>/etc/…').conflicts('secrets'),
    )
    .addOption(clusterOption())
    .option('--secrets <folder>', 'folder of the keys and certificates: says when each certificate ends')
    .option('--rehearsal <file>', 'what was measured, as JSON: stands beside what is computed')
    .addOption(formatOption())
    .addHelpText('after', HELP)
    .action(run((output, dist: string | undefined, options: ReportCommandOptions) => runReport(dist, options, output)));
}
