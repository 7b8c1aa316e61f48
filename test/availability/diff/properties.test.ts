import * as fc from 'fast-check';
import { diffClusters } from '../../../lib/availability/diff';
import { stable } from '../../../lib/availability/diff/deltas';
import { UNORDERED } from '../../../lib/availability/diff/objects';
import { clusterOf, NO_SURVEY, referenceObjects } from './given';

const OBJECTS = referenceObjects();
const REFERENCE = clusterOf(OBJECTS);

/** Something that no rendered file has. */
const MARK = 'zq7';

/** Where a scalar is in the objects: the index of its object, then keys. */
type Path = (string | number)[];

/** What objects are found by; another value there makes another object. */
const IDENTITY = /^\d+\.(kind|apiVersion|metadata\.(name|namespace|labels\.ha-cluster\.local\/(cluster|host))|spec\.path)$/;

const SCALARS = OBJECTS.flatMap((object, index) => scalarsOf(object, [index])).filter((path) => !IDENTITY.test(path.join('.')));

function scalarsOf(value: unknown, path: Path): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, inner]) => scalarsOf(inner, [...path, Array.isArray(value) ? Number(key) : key]));
}

/** Another scalar of the same type, and what tells it apart in a text. */
function changed(value: unknown): { readonly value: unknown; readonly sign: string } {
  if (typeof value === 'number') return { value: value + 7777, sign: String(value + 7777) };
  if (typeof value === 'boolean') return { value: !value, sign: String(!value) };
  const text = String(value);
  return { value: text.includes('\n') ? `${text}${MARK} = 1\n` : `${text}${MARK}`, sign: MARK };
}

function withScalar(path: Path): { readonly objects: any[]; readonly sign: string } {
  const objects = [...OBJECTS];
  const [index, ...keys] = path as [number, ...Path];
  objects[index] = structuredClone(objects[index]);
  const last = keys.pop()!;
  const parent = keys.reduce((at: any, key) => at[key], objects[index]);
  const { value, sign } = changed(parent[last]);
  parent[last] = value;
  return { objects, sign };
}

const changesBetween = (before: any[], after: any[]) => diffClusters(clusterOf(before), clusterOf(after), NO_SURVEY).changes;

/** The same objects with keys, objects and entries of unordered lists in another order. */
function shuffled(value: any, random: () => number, path = ''): any {
  if (Array.isArray(value)) {
    const entries = value.map((entry) => shuffled(entry, random, path));
    return path === '' || UNORDERED(path) ? inAnyOrder(entries, random) : entries;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    inAnyOrder(Object.keys(value), random).map((key) => [key, shuffled(value[key], random, path === '' ? key : `${path}.${key}`)]),
  );
}

/** Park and Miller's generator: the same numbers for the same seed. */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48271) % (2 ** 31 - 1)) / 2 ** 31;
}

function inAnyOrder<T>(values: T[], random: () => number): T[] {
  return values
    .map((value) => ({ value, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value);
}

test('the order of objects, keys, and lists whose order means nothing is no difference', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 31 - 2 }), (seed) => {
      expect(changesBetween(OBJECTS, shuffled(OBJECTS, numbersFrom(seed)))).toEqual([]);
    }),
    { numRuns: 4 },
  );
});

test('every scalar that changed is mentioned, and so is every scalar that changes back', () => {
  fc.assert(
    fc.property(fc.constantFrom(...SCALARS), (path) => {
      const { objects, sign } = withScalar(path);
      const mentions = (changes: ReturnType<typeof changesBetween>) =>
        changes.some(({ text, from, to }) => [text, from, to].join(' ').includes(sign));
      expect({ path, mentioned: mentions(changesBetween(OBJECTS, objects)) }).toEqual({ path, mentioned: true });
      expect({ path, mentioned: mentions(changesBetween(objects, OBJECTS)) }).toEqual({ path, mentioned: true });
    }),
    { numRuns: 30 },
  );
});

test('several changes at once are each mentioned', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.constantFrom(...SCALARS), { minLength: 2, maxLength: 4, selector: (path) => path.slice(0, 2).join('.') }),
      (paths) => {
        const objects = [...OBJECTS];
        for (const path of paths) objects[path[0] as number] = withScalar(path).objects[path[0] as number];
        const concerned = new Set(changesBetween(OBJECTS, objects).map(({ host }) => host));
        const hosts = paths.map((path) => OBJECTS[path[0] as number].metadata.labels['ha-cluster.local/host'] as string | undefined);
        for (const host of hosts) expect([...concerned]).toContain(host);
      },
    ),
    { numRuns: 10 },
  );
});

test('two texts of objects are the same if, and only if, the objects are', () => {
  const json = fc.jsonValue({ maxDepth: 3 });
  fc.assert(fc.property(json, json, (a, b) => (stable(a) === stable(b)) === isDeepEqual(a, b)));
});

function isDeepEqual(a: unknown, b: unknown): boolean {
  try {
    expect(JSON.parse(JSON.stringify(a))).toEqual(JSON.parse(JSON.stringify(b)));
    return true;
  } catch {
    return false;
  }
}

test('the reference is a difference to nothing', () => {
  expect(diffClusters(REFERENCE, REFERENCE, NO_SURVEY).changes).toEqual([]);
  expect(SCALARS.length).toBeGreaterThan(1000);
});
