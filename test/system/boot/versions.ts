import { spawnSync } from 'child_process';
import { KUBERNETES_ROWS } from '../../../lib/versions/table';
import { Binaries, binariesOf, builtVersions } from './binaries';

/** What can be run on this machine, and why the rest cannot. */
export interface Runnable {
  /** Newest minor first. */
  readonly versions: Binaries[];
  /** One line for every minor that is left out. */
  readonly reasons: string[];
}

/** Looks for the binaries of every minor that can be rendered: at the patch of the table, or at another one that was built. */
export function runnable(): Runnable {
  const refusal = namespacesRefused();
  const built = builtVersions();
  const found = [...KUBERNETES_ROWS].reverse().map((row) => {
    const patch = built.includes(row.patch) ? row.patch : built.find((version) => version.startsWith(`1.${row.minor}.`));
    return binariesOf(patch ?? row.patch, row.etcd.replace(/-\d+$/, ''));
  });
  const missing = found.filter((entry): entry is string => typeof entry === 'string');
  if (refusal) return { versions: [], reasons: [refusal, ...missing] };
  return { versions: found.filter((entry): entry is Binaries => typeof entry !== 'string'), reasons: missing };
}

/** Why this machine cannot make hosts, if it cannot. */
function namespacesRefused(): string | undefined {
  const tried = spawnSync('unshare', ['--net', '--mount', '--uts', '--pid', '--fork', 'ip', 'link', 'set', 'lo', 'up'], { encoding: 'utf8', timeout: 10_000 });
  const missing = ['nsenter', 'setpriv', 'chroot', 'openssl'].filter((name) => spawnSync(name, ['--version'], { timeout: 10_000 }).error);
  if (missing.length > 0) return `not to be run on this machine: ${missing.join(', ')} missing`;
  if (tried.error) return `not to be run on this machine: ${tried.error.message}`;
  return tried.status === 0 ? undefined : `not to be run on this machine: needs root to make network and mount namespaces: ${tried.stderr.trim()}`;
}
