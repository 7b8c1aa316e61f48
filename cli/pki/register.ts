import { Command, Option } from 'commander';
import { ExitCode, FindingsError } from '../command/errors';
import { interruptible } from '../command/interruptible';
import { clusterOption, collect, CommonOptions, distArgument, formatOption, secretsOption } from '../command/options';
import { Output } from '../command/output';
import { run } from '../command/run';
import { readCluster } from '../stream/read';
import { parseDuration } from './duration';

/** What all three commands are given. */
interface PkiOptions extends CommonOptions {
  readonly secrets: string;
}

/** What `pki issue` is given. */
export interface IssueCommandOptions extends PkiOptions {
  readonly ca?: string[];
  readonly prune?: boolean;
}

/** What `pki check` is given. */
export interface CheckCommandOptions extends PkiOptions {
  /** Milliseconds. */
  readonly within: number;
}

/** What `pki renew` is given. */
export interface RenewCommandOptions extends PkiOptions {
  /** Milliseconds. */
  readonly within: number;
  readonly host?: string[];
  readonly all?: boolean;
}

/** A month: monitoring that looks once a day has time to be heard. */
const CHECK_WITHIN = '30d';

/** Two months of the year that a certificate is valid: a monthly round finds each of them twice. */
const RENEW_WITHIN = '60d';

/** Issues what the plan asks for. What makes certificates is loaded by those commands alone that need it: it takes longer than they do. */
export async function runIssue(dist: string, options: IssueCommandOptions, output: Output): Promise<void> {
  const cluster = readCluster(dist, options.cluster);
  const { secrets, ca, prune } = options;
  const report = await interruptible(async (signal) => (await import('./issue')).issuePki({ cluster, secrets, dist, ca, prune, signal }, output));
  output.result((await import('./text')).issueText(report), report);
}

/**
 * Says what ends when, and whether all is as planned.
 *
 * @throws FindingsError after the result, unless all is good
 */
export async function runCheck(dist: string, { cluster: name, secrets, within }: CheckCommandOptions, output: Output): Promise<void> {
  const [{ checkPki }, { checkText, verdict }] = await Promise.all([import('./check'), import('./text')]);
  const report = await checkPki({ cluster: readCluster(dist, name), secrets, within });
  output.result(checkText(report), report);
  const wrong = verdict(report);
  if (wrong !== undefined) throw new FindingsError(wrong);
}

/** Renews what ends soon. */
export async function runRenew(dist: string, options: RenewCommandOptions, output: Output): Promise<void> {
  const cluster = readCluster(dist, options.cluster);
  const { secrets, within, host: hosts, all } = options;
  const question = { cluster, secrets, dist, within, hosts, all };
  const report = await interruptible(async (signal) => (await import('./renew')).renewPki({ ...question, signal }, output));
  output.result((await import('./text')).renewText(report), report);
}

/** Adds `pki` to the command line. */
export function registerPki(program: Command): void {
  const pki = program.command('pki').description('make, check and renew certificates, kubeconfigs and keys');
  command(pki, 'issue', 'make what the plan asks for and is not there; what is there as planned stays')
    .option('--ca <name=crt,key>', 'a CA that was made elsewhere; without a key where nothing has to be signed; may be given several times', collect)
    .option('--prune', 'remove certificates and kubeconfigs that are no longer planned')
    .action(run((output, dist: string, options: IssueCommandOptions) => runIssue(dist, options, output)));
  command(pki, 'check', 'what ends when and who uses it, and whether all is as planned')
    .addOption(withinOption('what ends within this time is due: 30d, 12h', CHECK_WITHIN))
    .addHelpText('after', `\nExit code ${ExitCode.FINDINGS}: something has expired, is due, or is not as planned.`)
    .action(run((output, dist: string, options: CheckCommandOptions) => runCheck(dist, options, output)));
  command(pki, 'renew', 'issue anew, each with a new key, what ends soon; CAs and keys stay')
    .addOption(withinOption('what ends within this time: 60d, 12h', RENEW_WITHIN))
    .option('--host <name>', 'only what is for this host; may be given several times', collect)
    .option('--all', 'everything, however long it is valid')
    .action(run((output, dist: string, options: RenewCommandOptions) => runRenew(dist, options, output)));
}

function withinOption(description: string, value: string): Option {
  return new Option('--within <time>', description).argParser(parseDuration).default(parseDuration(value), value);
}

function command(pki: Command, name: string, description: string): Command {
  const options = [clusterOption(), secretsOption(), formatOption()];
  return options.reduce((built, option) => built.addOption(option), pki.command(name).description(description).addArgument(distArgument()));
}
