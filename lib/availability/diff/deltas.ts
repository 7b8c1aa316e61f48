import { isMap } from '../read/reading';

/** One place at which two documents differ. */
export interface Delta {
  /** As in `spec.containers[etcd].image`. */
  readonly path: string;
  /** What was; undefined where there was nothing. */
  readonly from?: unknown;
  /** What is; undefined where there is nothing any more. */
  readonly to?: unknown;
  /** The same entries stand in another order. */
  readonly reordered?: true;
}

/** Whether the order of a list means nothing; gets its path without indexes, as in `spec.packages`. */
export type Unordered = (path: string) => boolean;

/** A value as text that is the same for values that differ in the order of keys only. */
export function stable(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(stable).join(',')}]`;
  if (!isMap(value)) return JSON.stringify(value) ?? 'undefined';
  const entries = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${stable(value[key])}`);
  return `{${entries.join(',')}}`;
}

/** Every place at which two values differ; none where they mean the same. Keys have no order. */
export function deltas(before: unknown, after: unknown, unordered: Unordered = () => false, path = ''): Delta[] {
  if (before === after) return [];
  if (isMap(before) && isMap(after)) return mapDeltas(before, after, unordered, path);
  if (Array.isArray(before) && Array.isArray(after)) return listDeltas(before, after, unordered, path);
  return stable(before) === stable(after) ? [] : [{ path, from: before, to: after }];
}

function mapDeltas(before: Record<string, unknown>, after: Record<string, unknown>, unordered: Unordered, path: string): Delta[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return keys.flatMap((key) => {
    const at = join(path, key);
    if (!Object.hasOwn(before, key)) return [{ path: at, to: after[key] }];
    if (!Object.hasOwn(after, key)) return [{ path: at, from: before[key] }];
    return deltas(before[key], after[key], unordered, at);
  });
}

/** Lists of named maps are compared by name, others by what is in them; the order is a difference of its own. */
function listDeltas(before: unknown[], after: unknown[], unordered: Unordered, path: string): Delta[] {
  const [old, now] = [namesOf(before), namesOf(after)];
  const byName = old !== undefined && now !== undefined;
  const found = byName ? namedDeltas(before, after, unordered, path) : entryDeltas(before, after, unordered, path);
  const plain = path.replace(/\[[^\]]*\]/g, '');
  if (unordered(plain)) return found;
  const keys: [string[], string[]] = byName ? [old, now] : [before.map(stable), after.map(stable)];
  return inOrder(...keys) ? found : [...found, { path, from: before, to: after, reordered: true }];
}

function namedDeltas(before: unknown[], after: unknown[], unordered: Unordered, path: string): Delta[] {
  const byName = (list: unknown[]) => new Map(list.map((entry) => [String((entry as { name: unknown }).name), entry]));
  const [old, now] = [byName(before), byName(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((name) => {
    const at = `${path}[${name}]`;
    if (!old.has(name)) return [{ path: at, to: now.get(name) }];
    if (!now.has(name)) return [{ path: at, from: old.get(name) }];
    return deltas(old.get(name), now.get(name), unordered, at);
  });
}

function entryDeltas(before: unknown[], after: unknown[], unordered: Unordered, path: string): Delta[] {
  const gone = without(before, after);
  const fresh = without(after, before);
  const [only, other] = [gone[0], fresh[0]];
  if (gone.length === 1 && fresh.length === 1 && isMap(only) && isMap(other)) {
    return deltas(only, other, unordered, `${path}[${before.indexOf(only)}]`);
  }
  if (gone.length === 1 && fresh.length === 1) return [{ path, from: only, to: other }];
  return [...gone.map((from) => ({ path, from })), ...fresh.map((to) => ({ path, to }))];
}

/** The entries of one list that the other has not, as often as it has them less. */
function without(list: unknown[], other: unknown[]): unknown[] {
  const counts = new Map<string, number>();
  for (const entry of other) counts.set(stable(entry), (counts.get(stable(entry)) ?? 0) + 1);
  return list.filter((entry) => {
    const left = counts.get(stable(entry)) ?? 0;
    counts.set(stable(entry), left - 1);
    return left <= 0;
  });
}

/** Whether the entries that both lists have come in the same order. */
function inOrder(before: string[], after: string[]): boolean {
  const [inAfter, inBefore] = [new Set(after), new Set(before)];
  const common = before.filter((key) => inAfter.has(key));
  const others = after.filter((key) => inBefore.has(key));
  return common.length !== others.length || common.every((key, index) => key === others[index]);
}

/** The names of a list of maps that each have one of their own; undefined for any other list. */
function namesOf(list: unknown[]): string[] | undefined {
  const names = list.map((entry) => (isMap(entry) && typeof entry.name === 'string' ? entry.name : undefined));
  return names.every((name) => name !== undefined) && new Set(names).size === names.length ? (names as string[]) : undefined;
}

function join(path: string, key: string): string {
  const shown = /^[\w-]+$/.test(key) ? key : `"${key}"`;
  return path === '' ? shown : `${path}.${shown}`;
}
