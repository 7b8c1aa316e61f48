import { readFileSync } from 'fs';
import { join } from 'path';
import { packageRoot } from '../../cli/command/package-root';
import { demand, Ground } from '../ground';
import { HostFacts, readFacts } from './facts';

/** Limit for looking at one host, in milliseconds: about a hundred files and a few processes take less than a second. */
const LIMIT = 60_000;

/** Path of the script that looks at a host. */
export const COLLECT_SCRIPT = join(packageRoot(), 'rehearsal', 'cis', 'collect.sh');

/**
 * Looks at a running host: its processes, files, modes and owners. Keys are not read.
 *
 * @throws Error when the host cannot be looked at
 */
export async function collectHost(ground: Ground, host: string): Promise<HostFacts> {
  const ran = await ground.on(host, ['bash', '-s'], { input: readFileSync(COLLECT_SCRIPT, 'utf8'), timeoutMs: LIMIT });
  return readFacts(host, demand({ ...ran, stdout: ran.status === 0 ? ran.stdout : '' }, `${host}: the look at processes and files`));
}
