import { describeFailure, Loss, Survey } from '../model';
import { Change } from './change';
import { recoveryChanges } from './recovery-changes';

/** What one survey of a cluster says less, more, faster or slower than another. */
export function availabilityChanges(before: Survey, after: Survey): Change[] {
  return [...toleranceChanges(before, after), ...lossChanges(before, after), ...recoveryChanges(before, after)];
}

const TOLERATED = [
  { field: 'hosts', one: 'lost host', many: 'lost hosts' },
  { field: 'zones', one: 'lost zone', many: 'lost zones' },
  { field: 'members', one: 'lost etcd member', many: 'lost etcd members' },
  { field: 'apiServers', one: 'lost apiserver host', many: 'lost apiserver hosts' },
] as const;

function toleranceChanges({ tolerance: before }: Survey, { tolerance: after }: Survey): Change[] {
  return TOLERATED.flatMap(({ field, one, many }): Change[] => {
    const [from, to] = [before[field], after[field]];
    if (from === to) return [];
    const now = to === undefined ? `not known how many ${many} it tolerates` : `tolerates ${to} ${to === 1 ? one : many}`;
    const text = `${now} (was ${from ?? 'not known'})`;
    const worse = from !== undefined && to !== undefined && to < from;
    return [
      {
        ...change('tolerance', 'cluster', text, worse),
        ...(from === undefined ? {} : { from: String(from) }),
        ...(to === undefined ? {} : { to: String(to) }),
      },
    ];
  });
}

/** What became of a failure. */
type Fate = 'no longer survived' | 'survived even less than before' | 'not survived, as on the other hosts' | 'survived now, and was not';

function lossChanges({ losses: before }: Survey, { losses: after }: Survey): Change[] {
  const kinds = new Set(before.map(kindOfLoss));
  const [was, is] = [byFailure(before), byFailure(after)];
  const fresh = after.flatMap((loss): [Fate, Loss][] => {
    const old = was.get(describeFailure(loss.failure));
    if (old && missingOf(old) === missingOf(loss)) return [];
    if (kinds.has(kindOfLoss(loss))) return old ? [] : [['not survived, as on the other hosts', loss]];
    return [[old ? 'survived even less than before' : 'no longer survived', loss]];
  });
  const gone = before.filter((loss) => !is.has(describeFailure(loss.failure))).map((loss): [Fate, Loss] => ['survived now, and was not', loss]);
  const fates = new Map<string, { readonly fate: Fate; readonly losses: Loss[] }>();
  for (const [fate, loss] of [...fresh, ...gone]) {
    const key = `${fate} ${loss.ownHostOnly} ${nameless(missingOf(loss), loss)}`;
    fates.set(key, { fate, losses: [...(fates.get(key)?.losses ?? []), loss] });
  }
  return [...fates.values()].map(lossChange);
}

function lossChange({ fate, losses }: { readonly fate: Fate; readonly losses: Loss[] }): Change {
  const [first] = losses;
  const worse = (fate === 'no longer survived' || fate === 'survived even less than before') && !first!.ownHostOnly;
  const missing = losses.length === 1 ? missingOf(first!) : nameless(missingOf(first!), first!, 'the failing host');
  return change(
    'loss',
    'failures',
    `${fate}: ${inWords(losses)}; missing${fate === 'survived now, and was not' ? ' before' : ''}: ${missing}`,
    worse,
  );
}

/** Failures of one kind said once: `etcd on cp-1, cp-2 crashes`. */
function inWords(losses: Loss[]): string {
  const kinds = new Map<string, string[]>();
  for (const loss of losses)
    kinds.set(nameless(describeFailure(loss.failure), loss), [...(kinds.get(nameless(describeFailure(loss.failure), loss)) ?? []), nameOf(loss)]);
  return [...kinds].map(([text, names]) => text.replace(ANYWHERE, names.join(' or '))).join('; ');
}

/** Stands for the name of the host or zone that fails. */
const ANYWHERE = '*';

function nameOf({ failure }: Loss): string {
  return 'host' in failure ? failure.host : failure.kind === 'zone' ? failure.zone : '';
}

function nameless(text: string, loss: Loss, anywhere = ANYWHERE): string {
  const name = nameOf(loss);
  return name === '' ? text : text.split(new RegExp(`(?<![\\w.-])${name.replace(/[.*+?^$()|[\]{}\\]/g, '\\$&')}(?![\\w.-])`)).join(anywhere);
}

/** What is lost, whichever host it hits: a new host that is like the others brings no new failure. */
function kindOfLoss(loss: Loss): string {
  return nameless(`${describeFailure(loss.failure)}; ${loss.ownHostOnly ? 'for itself' : missingOf(loss)}`, loss);
}

function missingOf({ missing }: Loss): string {
  return missing.join('; ');
}

function byFailure(losses: Loss[]): Map<string, Loss> {
  return new Map(losses.map((loss) => [describeFailure(loss.failure), loss]));
}

function change(kind: string, subject: string, text: string, worse = false): Change {
  return { section: 'availability', kind, severity: worse ? 'danger' : 'note', subject, text, ...(worse ? { worse: true as const } : {}) };
}
