import { InputError } from '../command/errors';
import { Output } from '../command/output';
import { SecretStore } from '../secrets/store';
import { PlannedSecret } from '../stream/model';
import { Calendar, calendarOf, Entry } from './calendar';
import { comparePlan, SecretProblem } from './compare';
import { each } from './each';
import { Issued, WriteOptions } from './issue';
import { Maker } from './make';
import { refuseBrokenRoots, refuseUnsigned } from './refuse';
import { idOf } from './roots';
import { withStore } from './session';

/** What to renew. */
export interface RenewOptions extends WriteOptions {
  /** What ends within this time, in milliseconds. */
  readonly within: number;
  /**
   * Only what is for these hosts.
   *
   * @default - all hosts, and the operators' kubeconfigs
   */
  readonly hosts?: string[];
  /**
   * Everything, however long it is valid.
   *
   * @default false
   */
  readonly all?: boolean;
}

/** What was done. */
export interface RenewReport {
  readonly cluster: string;
  /** By kind and name. */
  readonly renewed: Issued[];
  /** CAs that end within the time. They are not renewed. */
  readonly cas: Entry[];
  /** What is not as planned, and not among what was renewed. */
  readonly problems: SecretProblem[];
}

/**
 * Renews certificates and kubeconfigs, each with a new key. CAs and keys stay.
 *
 * @throws CommandErrors as `issuePki` does
 */
export async function renewPki(options: RenewOptions, output: Output): Promise<RenewReport> {
  const { cluster, hosts = [], now = new Date() } = options;
  const known = cluster.hosts.map(({ name }) => name);
  const unknown = hosts.filter((host) => !known.includes(host));
  if (unknown.length > 0) throw new InputError(`--host: got ${unknown.join(', ')}; allowed: ${known.join(', ')}; fix: name a host of ${cluster.name}`);
  return withStore({ ...options, cluster: cluster.name }, output, (store) => renew(options, store, now));
}

async function renew(options: RenewOptions, store: SecretStore, now: Date): Promise<RenewReport> {
  const { cluster, signal } = options;
  const problems = comparePlan(cluster, store, now);
  refuseBrokenRoots(problems, [], store);
  const calendar = calendarOf(cluster, store, now, options.within);
  const due = dueSecrets(options, calendar);
  refuseUnsigned(due, [], cluster, store);
  const maker = new Maker(store, now);
  await each(due, signal, (secret) => maker.make(secret));
  const renewed = new Set(due.map(idOf));
  return {
    cluster: cluster.name,
    renewed: due.map((secret) => renewedFor(secret, calendar)),
    cas: calendar.filter(({ ca, state }) => ca && state !== 'good'),
    problems: problems.filter((problem) => !renewed.has(idOf(problem))),
  };
}

/** What ends, and would end later if it were renewed now: nothing outlives its CA. */
function dueSecrets({ cluster, hosts, all }: RenewOptions, calendar: Calendar): PlannedSecret[] {
  const endOf = (name: string | undefined) => calendar.find((entry) => entry.ca && entry.name === name)?.notAfter;
  const ending = calendar.filter(({ ca, state, issuer, notAfter }) => !ca && (all || (state !== 'good' && notAfter !== endOf(issuer))));
  const ids = new Set(ending.map(idOf));
  return cluster.secrets.filter((secret) => ids.has(idOf(secret)) && (!hosts || (secret.host !== undefined && hosts.includes(secret.host))));
}

function renewedFor(secret: PlannedSecret, calendar: Calendar): Issued {
  const { kind, name, host } = secret;
  const { daysLeft, state } = calendar.find((entry) => idOf(entry) === idOf(secret))!;
  const reason = state === 'expired' ? 'had expired' : `had ${daysLeft} ${daysLeft === 1 ? 'day' : 'days'} left`;
  return { kind, name, ...(host === undefined ? {} : { host }), reason };
}
