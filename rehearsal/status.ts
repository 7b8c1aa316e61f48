import { CommandError, ExitCode } from '../cli/command/errors';
import { Output } from '../cli/command/output';
import { openRehearsal } from './open';
import { readinessOf } from './readiness';
import { look } from './until';

/**
 * Says what of a cluster is ready.
 *
 * @throws CommandError with exit code 1 when anything is not
 */
export async function rehearseStatus(folder: string, output: Output): Promise<void> {
  const rehearsal = openRehearsal(folder);
  const off = rehearsal.cluster.hosts.map(({ name }) => name).filter((name) => !rehearsal.powered(name));
  const conditions = readinessOf(rehearsal.cluster, rehearsal, rehearsal.kube);
  const unmet = await look(conditions);
  const lines = conditions.map(({ name }) => {
    const missing = unmet.find((one) => one.name === name)?.missing;
    return missing === undefined ? `ok       ${name}` : `MISSING  ${name}: ${missing}`;
  });
  const ready = unmet.length === 0 && off.length === 0;
  output.result([...off.map((name) => `OFF      ${name}`), ...lines].join('\n'), { cluster: rehearsal.cluster.name, ready, off, unmet });
  if (!ready) throw new CommandError(`${rehearsal.cluster.name}: not ready`, ExitCode.FINDINGS);
}
