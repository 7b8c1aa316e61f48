import { Assessment, Client, decidingTerms, Failure, millisOf, NO_TIME, Recovery, Service, Survey, survives, Time } from '../model';
import { showMillis } from '../read/durations';
import { Change } from './change';
import { counted } from './show';

/** Other bounds than the slowest, for each kind of client: more of them help nobody, the rest is counted. */
const OTHERS_AT_MOST = 4;

/** Less than this is the skew of another priority, and no news where it is not about the slowest recovery. */
const NOTICEABLE_MS = 10;

/**
 * Which recoveries take another time, or as long for another reason.
 *
 * For each service and kind of client the slowest is compared, and then each kind of failure, whichever host it hits.
 */
export function recoveryChanges(before: Survey, after: Survey): Change[] {
  const [old, now] = [slowestBy(before, clientKey), slowestBy(after, clientKey)];
  const lost = new Set([...before.losses, ...after.losses].filter((loss) => !loss.ownHostOnly).map(({ failure }) => kindOf(failure)));
  const rows = keysOf(old, now)
    .flatMap((key) => changeOf('recovery', old.get(key), now.get(key)))
    .filter((change) => !isToldAsLoss(change, lost));
  const told = new Set(rows.flatMap(({ is }) => (is ? [failureKey(is)] : [])));
  return [...rows, ...otherChanges(before, after, told, lost)];
}

/** What became slower because more is survived, or faster because less is, is no news beside that. */
function isToldAsLoss({ was, is }: Change, lost: ReadonlySet<string>): boolean {
  const [from, to] = [millisOf(timeOf(was)), millisOf(timeOf(is))];
  if (to < from) return was !== undefined && lost.has(kindOf(was.failure));
  return to > from && is !== undefined && lost.has(kindOf(is.failure));
}

/** Kinds of failures that are not the slowest, those with the largest difference first. */
function otherChanges(before: Survey, after: Survey, told: ReadonlySet<string>, lost: ReadonlySet<string>): Change[] {
  const [old, now] = [slowestBy(before, failureKey), slowestBy(after, failureKey)];
  // A failure that one side alone knows, or survives, is no slower or faster one.
  const both = keysOf(old, now).filter((key) => old.has(key) && now.has(key) && !told.has(key) && !lost.has(kindOf(now.get(key)!.failure)));
  const changes = both.flatMap((key) => changeOf('interruption', old.get(key), now.get(key))).filter((change) => difference(change) >= NOTICEABLE_MS);
  return [...groupsOf(changes, ({ was, is }) => clientKey((is ?? was)!)).values()].flatMap((group) => {
    const sorted = [...group].sort((a, b) => difference(b) - difference(a));
    const rest = sorted.slice(OTHERS_AT_MOST);
    const [first] = rest;
    if (!first) return sorted;
    const whose = first.is?.client === undefined ? first.subject : `${first.subject} for ${first.is.client}`;
    const text = `${whose}: smaller differences after ${counted(rest.length, 'more kind')} of failures`;
    const { was: _, is: __, from: ___, to: ____, ...base } = first;
    return [...sorted.slice(0, OTHERS_AT_MOST), { ...base, kind: 'interruptions', text }];
  });
}

function changeOf(kind: string, was: Recovery | undefined, is: Recovery | undefined): Change[] {
  if (composition(was) === composition(is)) return [];
  const subject = is?.service ?? was?.service ?? '';
  const [from, to] = [timeOf(was), timeOf(is)].map(millisOf) as [number, number];
  const client = is?.client ?? was?.client;
  const text = `${subject}${client ? ` for ${client}` : ''}: ${bound(from)} -> ${bound(to)}`;
  const worse = to === Infinity && from !== Infinity;
  const base = { section: 'availability' as const, kind, severity: worse ? ('danger' as const) : ('note' as const), subject, text };
  return [{ ...base, from: bound(from), to: bound(to), ...(was ? { was } : {}), ...(is ? { is } : {}), ...(worse ? { worse } : {}) }];
}

/** The slowest recovery of each key, of the single failures that are survived. */
function slowestBy(survey: Survey, keyOf: (recovery: Recovery) => string): Map<string, Recovery> {
  const found = new Map<string, Recovery>();
  for (const assessment of survey.singles) {
    for (const recovery of recoveriesOf(assessment)) {
      const key = keyOf(recovery);
      const other = found.get(key);
      if (!other || millisOf(recovery.time) > millisOf(other.time)) found.set(key, recovery);
    }
  }
  return found;
}

function recoveriesOf(assessment: Assessment): Recovery[] {
  const [failure] = assessment.failures;
  if (!failure || !survives(assessment)) return [];
  const acting = (['controllers', 'scheduler'] as const).map((service) => ({ service, failure, time: assessment[service].interruption }));
  const clients = assessment.clients
    .filter(({ client }) => client !== 'components')
    .flatMap(({ client, interruption, openConnections }) => [
      recoveryAs(client === 'pods' ? 'pods' : 'api', client, failure, interruption),
      ...(client === 'pods' ? [] : [recoveryAs('connections', client, failure, openConnections)]),
    ]);
  return [...clients, ...acting];
}

function recoveryAs(service: Service, client: Client, failure: Failure, time: Time): Recovery {
  return { service, client, failure, time };
}

function clientKey({ service, client }: Recovery): string {
  return `${service} ${client ?? ''}`;
}

/** Whichever host or zone it hits. */
function failureKey(one: Recovery): string {
  return `${clientKey(one)} ${kindOf(one.failure)}`;
}

function kindOf(failure: Failure): string {
  return JSON.stringify({ ...failure, host: undefined, zone: undefined });
}

/** What a recovery consists of; the host alone is no difference. */
function composition(one: Recovery | undefined): string {
  return decidingTerms(timeOf(one))
    .map(({ name, formula, millis }) => `${name} ${formula} ${millis}`)
    .join('; ');
}

function timeOf(one: Recovery | undefined): Time {
  return one?.time ?? NO_TIME;
}

function difference({ was, is }: Change): number {
  return Math.abs(millisOf(timeOf(is)) - millisOf(timeOf(was)));
}

function bound(millis: number): string {
  return millis === Infinity ? 'no bound' : millis === 0 ? 'no interruption' : showMillis(millis);
}

function keysOf(...maps: ReadonlyMap<string, unknown>[]): string[] {
  return [...new Set(maps.flatMap((map) => [...map.keys()]))].sort();
}

function groupsOf<T>(values: T[], keyOf: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) groups.set(keyOf(value), [...(groups.get(keyOf(value)) ?? []), value]);
  return groups;
}
