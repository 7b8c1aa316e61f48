import { FindingsError } from '../../cli/command/errors';
import { Output } from '../../cli/command/output';
import { PlannedCluster } from '../../cli/stream/model';
import { Ground } from '../ground';
import { openRehearsal } from '../open';
import { collectHost } from './collect';
import { CheckLine, CisResult, evaluate } from './evaluate';
import { reportOf, textOf } from './report';
import { RunningHost } from './running-host';

/**
 * The checks of the CIS benchmark on the hosts of the rehearsal that a folder holds, as a table.
 *
 * @param folder absolute path of its state
 * @throws FindingsError when an automated check fails that the description does not accept
 * @throws InputError when nothing was started there, or a host has no power
 */
export async function rehearseCis(folder: string, output: Output): Promise<void> {
  const rehearsal = openRehearsal(folder);
  await checkCis(rehearsal.cluster, rehearsal, output);
}

/**
 * The same, wherever the hosts of a cluster run.
 *
 * @throws FindingsError when an automated check fails that the description does not accept
 */
export async function checkCis(cluster: PlannedCluster, ground: Ground, output: Output): Promise<void> {
  const hosts = await Promise.all(
    cluster.hosts.map(async (planned) => {
      const facts = await collectHost(ground, planned.name);
      output.progress(
        `${planned.name}: looked at ${countOf(facts.processes.length, 'process', 'processes')} and ${countOf(facts.files.size, 'file', 'files')}`,
      );
      return new RunningHost(planned, facts);
    }),
  );
  const checks = evaluate(hosts, cluster.spec.acknowledgements ?? []);
  const report = reportOf(cluster, checks);
  output.result(textOf(report), report);
  const failed = checks.filter(({ result }) => result === CisResult.FAIL);
  if (failed.length > 0) throw new FindingsError(messageOf(cluster.name, failed));
}

function countOf(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

function messageOf(cluster: string, failed: CheckLine[]): string {
  const where = ({ outcomes }: CheckLine) => outcomes.filter(({ result }) => result === CisResult.FAIL).flatMap(({ hosts }) => hosts);
  const lines = failed.map((check) => `  ${check.id} on ${where(check).join(', ')}`);
  const fix = 'change what the table says, or acknowledge the rule CIS-NUMBER with a reason in the description';
  return [`${cluster}: automated checks of the benchmark fail:`, ...lines, `fix: ${fix}`].join('\n');
}
