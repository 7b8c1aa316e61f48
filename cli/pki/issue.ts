import { Output } from '../command/output';
import { readMade } from '../secrets/record';
import { SecretStore } from '../secrets/store';
import { removeSecret } from '../secrets/write';
import { PlannedCluster, PlannedKubeconfig, PlannedSecret } from '../stream/model';
import { comparePlan, SecretProblem } from './compare';
import { each } from './each';
import { GivenCa, readGivenCa } from './given-ca';
import { Import, importCa, importOf } from './import-ca';
import { Maker } from './make';
import { refuseBrokenRoots, refuseUnsigned } from './refuse';
import { idOf, isRoot, recordRoots } from './roots';
import { withStore } from './session';

/** What every command that writes secrets is given. */
export interface WriteOptions {
  readonly cluster: PlannedCluster;
  /** Folder of all clusters' secrets; made where it is missing. */
  readonly secrets: string;
  /**
   * Folder of the YAML, which must be apart from the secrets.
   *
   * @default - not compared with it
   */
  readonly dist?: string;
  /**
   * The time to issue at.
   *
   * @default - the clock's
   */
  readonly now?: Date;
  /** Asks to stop after what is under way. */
  readonly signal?: AbortSignal;
}

/** What to issue. */
export interface IssueOptions extends WriteOptions {
  /**
   * CAs that were made elsewhere: `NAME=ca.crt,ca.key` each, or `NAME=ca.crt` where nothing has to be signed.
   *
   * @default - CAs are made
   */
  readonly ca?: string[];
  /**
   * Remove certificates and kubeconfigs that are no longer planned.
   *
   * @default false
   */
  readonly prune?: boolean;
}

/** One secret that was written. */
export interface Issued {
  readonly kind: PlannedSecret['kind'];
  readonly name: string;
  readonly host?: string;
  /** Why. */
  readonly reason: string;
}

/** What was done. */
export interface IssueReport {
  readonly cluster: string;
  /** By kind and name. */
  readonly issued: Issued[];
  /** How many were as planned already. */
  readonly kept: number;
  /** `Kind/name` of what was removed. */
  readonly pruned: string[];
  /** What is no longer planned and still there. */
  readonly foreign: SecretProblem[];
}

/**
 * Issues what the plan asks for and is not there as planned.
 *
 * A CA or a key that exists is never made again. Whatever moment it is killed at, the next run goes on from there.
 *
 * @throws FindingsError where a CA or a key is not as planned, InputError for a wrong folder or CA file, PrerequisiteError where another run holds
 *   the lock; nothing is written then. InterruptedError once `signal` says so.
 */
export async function issuePki(options: IssueOptions, output: Output): Promise<IssueReport> {
  const { cluster, now = new Date() } = options;
  const given = (options.ca ?? []).map((ca) => readGivenCa(ca, cluster, now));
  return withStore({ ...options, cluster: cluster.name }, output, (store) => issue(options, given, store, now));
}

async function issue(options: IssueOptions, given: GivenCa[], store: SecretStore, now: Date): Promise<IssueReport> {
  const { cluster } = options;
  const before = comparePlan(cluster, store, now);
  const imports = imported(given, store, before, cluster);
  for (const ca of imports) await importCa(ca, store);
  await recordRoots(cluster, store, given.map(({ name }) => name), now);

  const problems = new Map((imports.length === 0 ? before : comparePlan(cluster, store, now)).map((problem) => [idOf(problem), problem]));
  const due = cluster.secrets.filter((secret) => problems.has(idOf(secret)));
  await write(due, problems, store, options, now);
  const issued = [
    ...imports.map(({ ca, change }): Issued => ({ kind: 'Certificate', name: ca.name, reason: change! })),
    ...due.map((secret) => issuedFor(secret, problems.get(idOf(secret))!)),
  ];
  return {
    cluster: cluster.name,
    issued: issued.sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1)),
    kept: cluster.secrets.length - issued.length,
    ...(await prune([...problems.values()], store, options)),
  };
}

/** The given CAs that change something, once it is sure that everything can go on. */
function imported(given: GivenCa[], store: SecretStore, problems: SecretProblem[], cluster: PlannedCluster): Import[] {
  const made = readMade(store.folder);
  const imports = given.map((ca) => importOf(ca, store, made)).filter(({ change }) => change !== undefined);
  refuseBrokenRoots(problems, given, store);
  const due = new Set(problems.filter(({ remedy }) => remedy === 'issue').map(idOf));
  refuseUnsigned(cluster.secrets.filter((secret) => due.has(idOf(secret))), given, cluster, store);
  return imports;
}

/** What signs is on the disk, and noted, before anything is signed. */
async function write(due: PlannedSecret[], problems: Map<string, SecretProblem>, store: SecretStore, { cluster, signal }: IssueOptions, now: Date) {
  const maker = new Maker(store, now);
  const one = (secret: PlannedSecret) =>
    problems.get(idOf(secret))!.remedy === 'rewrite' ? maker.rewrite(secret as PlannedKubeconfig) : maker.make(secret);
  await each(due.filter(isRoot), signal, one);
  await recordRoots(cluster, store, [], now);
  await each(due.filter((secret) => !isRoot(secret)), signal, one);
}

async function prune(problems: SecretProblem[], store: SecretStore, options: IssueOptions): Promise<Pick<IssueReport, 'pruned' | 'foreign'>> {
  const foreign = problems.filter(({ type }) => type === 'foreign');
  const pruned = foreign.filter(({ remedy }) => options.prune === true && remedy === 'prune');
  for (const { kind, name } of pruned) await removeSecret(store.folder, kind, name);
  return { pruned: pruned.map(idOf), foreign: foreign.filter((problem) => !pruned.includes(problem)) };
}

function issuedFor({ kind, name, host }: PlannedSecret, { text }: SecretProblem): Issued {
  return { kind, name, ...(host === undefined ? {} : { host }), reason: text === 'was never issued' ? 'new' : text };
}
