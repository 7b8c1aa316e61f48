import { spawnSync } from 'child_process';
import { existsSync, readdirSync } from 'fs';
import { homedir } from 'os';
import { join } from 'path';

/** One installed or fetched version of a program. */
export interface RealProgram {
  readonly path: string;
  /** Like `2.6.12`. */
  readonly version: string;
}

/** Where fetch-parsers.sh puts other versions. */
const FETCHED = join(process.env.HA_PARSERS ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'cdk8s-ha-cluster', 'parsers'), 'bin');

/** Where daemons live that a user's PATH often does not name. */
const FOLDERS = [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/sbin'];

/**
 * The installed version of a program, then those that fetch-parsers.sh brought, oldest first.
 *
 * Fails where none is installed, so that a machine without it does not look as if everything had passed; HA_SYSTEM_OPTIONAL=1 allows it.
 */
export function realPrograms(name: string): RealProgram[] {
  const installed = FOLDERS.map((folder) => join(folder, name)).find(existsSync);
  const fetched = existsSync(FETCHED) ? readdirSync(FETCHED).filter((file) => file.startsWith(`${name}-`) && !file.endsWith('.config-opts')) : [];
  const programs = [
    ...(installed ? [{ path: installed, version: versionOf(installed) }] : []),
    ...fetched.map((file) => ({ path: join(FETCHED, file), version: file.slice(name.length + 1) })),
  ];
  if (programs.length === 0 && process.env.HA_SYSTEM_OPTIONAL !== '1') {
    throw new Error(`${name} is not installed; run scripts/setup-system.sh, or allow that it is missing with HA_SYSTEM_OPTIONAL=1`);
  }
  const seen = new Set<string>();
  const distinct = programs.filter(({ version }) => !seen.has(version) && seen.add(version));
  return distinct.sort((a, b) => compareVersions(a.version, b.version));
}

/** Negative where `a` is older than `b`. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a.split('.').map(Number), b.split('.').map(Number)];
  return [0, 1, 2].map((index) => (left[index] ?? 0) - (right[index] ?? 0)).find((difference) => difference !== 0) ?? 0;
}

/** `test.each`, or one skipped test where there is nothing to test with. */
export function testEach(programs: RealProgram[]): (name: string, body: (program: RealProgram) => unknown, limit?: number) => void {
  return (name, body, limit) => {
    if (programs.length === 0) test.skip(`${name}: nothing is installed`, () => {});
    for (const program of programs) test(name.replace('%s', program.version), () => body(program) as Promise<void>, limit);
  };
}

function versionOf(path: string): string {
  const run = spawnSync(path, [path.endsWith('keepalived') ? '--version' : '-v'], { encoding: 'utf8' });
  return /(\d+\.\d+\.\d+)/.exec(`${run.stdout}${run.stderr}`)?.[1] ?? '0.0.0';
}
