import { InputError, PrerequisiteError } from '../command/errors';
import { runProgram } from './run-program';

/** Kubernetes supports a kubectl that is one minor older or newer than the API server (version skew policy). */
const SKEW = 1;

/** A kubectl that fits the cluster. */
export interface FoundKubectl {
  readonly program: string;
  /** As in `1.36.3`. */
  readonly version: string;
  /** What is worth knowing about it, if anything. */
  readonly warning?: string;
}

/**
 * Looks whether kubectl is there and can talk to a cluster of that version.
 *
 * @param program name or path
 * @param kubernetes version of the cluster, as in `1.36.3`
 * @throws PrerequisiteError where it is missing or too old
 */
export async function findKubectl(program: string, kubernetes: string): Promise<FoundKubectl> {
  const wanted = minorOf(kubernetes);
  if (wanted === undefined) throw new InputError(`Cluster version: got ${kubernetes}; allowed: a version like 1.36.3; fix: synthesise again`);
  const least = `1.${wanted - SKEW}`;
  const answer = await runProgram(program, ['version', '--client', '--output=json'], '', AbortSignal.timeout(30_000));
  if (answer.status !== 0) {
    throw new PrerequisiteError(
      `${program}: cannot be run (${answer.stderr.trim().split('\n')[0]}); needed: kubectl ${least} or later; fix: install it (https://kubernetes.io/docs/tasks/tools/), or name it with --kubectl PATH`,
    );
  }
  const version = versionIn(answer.stdout);
  const minor = version === undefined ? undefined : minorOf(version);
  if (version === undefined || minor === undefined || minor < wanted - SKEW) {
    throw new PrerequisiteError(
      `${program}: got version ${version ?? 'that it does not tell'}; needed: kubectl ${least} or later for Kubernetes ${kubernetes}; fix: install a newer one, or name it with --kubectl PATH`,
    );
  }
  const newer =
    minor > wanted + SKEW
      ? { warning: `kubectl ${version} is more than one minor newer than Kubernetes ${kubernetes}: not supported, mostly works` }
      : {};
  return { program, version, ...newer };
}

function versionIn(json: string): string | undefined {
  try {
    const { clientVersion } = JSON.parse(json) as { clientVersion?: { gitVersion?: string } };
    return clientVersion?.gitVersion?.replace(/^v/, '');
  } catch {
    return undefined;
  }
}

function minorOf(version: string): number | undefined {
  const match = /^v?1\.(\d+)\./.exec(version);
  return match ? Number(match[1]) : undefined;
}
