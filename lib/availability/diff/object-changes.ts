import { PLAN_GROUP } from '../../cluster/labels';
import { text } from '../read/reading';
import { Change } from './change';
import { deltas } from './deltas';
import { specDeltas, UNORDERED, withoutIdentity } from './objects';
import { ClusterPair, identity, paired } from './pairs';
import { deltaText, ends } from './show';

/** What differs in the objects that `apply` sends to the API. */
export function apiObjectChanges(pair: ClusterPair): Change[] {
  const plain = (objects: any[]) => objects.map(withoutIdentity);
  return paired(plain(pair.before.apiObjects), plain(pair.after.apiObjects), groupedIdentity).flatMap(({ before, after }) => {
    const subject = identity(after ?? before);
    if (!before) return [apiObject(subject, 'added', 'is applied')];
    if (!after) return [apiObject(subject, 'no longer described', 'stays in the API: apply deletes nothing; `kubectl delete` it')];
    return deltas(before, after, UNORDERED).map((delta) => ({
      ...apiObject(subject, deltaText(delta), 'is applied'),
      ...ends(delta.path, delta.from, delta.to),
    }));
  });
}

/** What differs in the `Cluster` object, beside what other sections have said already. */
export function clusterObjectChanges({ before, after }: ClusterPair): Change[] {
  return specDeltas(before.object, after.object).map((delta) => ({
    section: 'cluster',
    kind: 'cluster-object',
    severity: 'note',
    subject: 'description',
    text: deltaText(delta, delta.path || 'Cluster object'),
    ...ends(delta.path, delta.from, delta.to),
  }));
}

/** Kinds whose specifications other comparisons look at; of these, only what is around the specification is compared here. */
const KNOWN = ['Cluster', 'Host', 'HostFile', 'HostDirectory', 'Certificate', 'Kubeconfig', 'SecretKey'];

/** What differs in labels, annotations and versions of the plan, and in objects of hosts that nothing else looks at. */
export function planObjectChanges(pair: ClusterPair): Change[] {
  const hosts = new Set(pair.hosts.map((host) => host.name));
  const around = (objects: any[]) => objects.filter((each) => isRest(each, hosts)).map(restOf);
  return paired(around(pair.before.objects), around(pair.after.objects), (each) => each.key).flatMap(({ before, after }) => {
    const { host, subject, known } = (after ?? before)!;
    const base = { section: 'objects' as const, kind: 'plan', severity: 'note' as const, subject, ...(host === undefined ? {} : { host }) };
    if (!before || !after) return known ? [] : [{ ...base, text: after ? 'added; no command looks at it' : 'no longer described' }];
    return deltas(before.rest, after.rest, UNORDERED).map((delta) => ({
      ...base,
      text: deltaText(delta),
      ...ends(delta.path, delta.from, delta.to),
    }));
  });
}

interface Rest {
  readonly key: string;
  readonly host?: string;
  readonly subject: string;
  /** Whether other comparisons say that it was added or removed. */
  readonly known: boolean;
  readonly rest: unknown;
}

function isPlan(object: any): boolean {
  return text(object?.apiVersion)?.startsWith(`${PLAN_GROUP}/`) ?? false;
}

function hostOf(object: any): string | undefined {
  return text(object?.metadata?.labels?.['ha-cluster.local/host']);
}

/** Pods of hosts are compared as a whole, API objects too, and hosts that only one side has not at all. */
function isRest(object: any, hosts: ReadonlySet<string>): boolean {
  const host = hostOf(object);
  if (host === undefined) return isPlan(object);
  return hosts.has(host) && object.kind !== 'Pod';
}

function restOf(object: any): Rest {
  const host = hostOf(object);
  const known = KNOWN.includes(String(object.kind));
  const file = object.kind === 'HostFile' || object.kind === 'HostDirectory';
  const { spec, ...others } = withoutIdentity(object);
  const path = file ? text(spec?.path) : undefined;
  const named = path === undefined ? others : { ...others, metadata: { ...others.metadata, name: undefined } };
  const subject = path === undefined ? identity(object) : `${object.kind} ${path}`;
  const lone = object.kind === 'Cluster' ? 'Cluster' : subject;
  const clusterName = object.kind === 'Cluster' ? { ...named, metadata: { ...named.metadata, name: undefined } } : named;
  return { key: `${host ?? ''} ${lone}`, ...(host === undefined ? {} : { host }), subject, known, rest: known ? clusterName : { ...others, spec } };
}

function groupedIdentity(each: any): string {
  const version = text(each?.apiVersion) ?? '';
  return `${version.includes('/') ? version.split('/')[0] : ''} ${identity(each)}`;
}

function apiObject(subject: string, what: string, effect: string): Change {
  return { section: 'objects', kind: 'api-object', severity: 'note', subject, effect, text: what };
}
