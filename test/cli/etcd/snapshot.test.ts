import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import * as fc from 'fast-check';
import { BoltFile, fnv1a } from '../../../cli/etcd/bolt';
import { inspectSnapshot } from '../../../cli/etcd/snapshot';
import { branch, bucketAt, database, leaf, snapshotOf, withHash } from './bolt-writer';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'ha-cluster-snapshot-test-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function file(content: Buffer): string {
  const path = join(folder, 'snapshot.db');
  writeFileSync(path, content);
  return path;
}

const ALLOWED = 'allowed: a snapshot as `etcdctl snapshot save` writes it';
const errorOf = (content: Buffer) =>
  inspectSnapshot(file(content)).then(
    () => 'no error',
    (error) => `${error.exitCode} ${error.message.replace(`${folder}/`, '')}`,
  );

test('a snapshot of 3.6 says its revision and its version', async () => {
  const content = snapshotOf(123_456_789_012, '3.6.0');
  expect(await inspectSnapshot(file(content))).toEqual({
    file: join(folder, 'snapshot.db'),
    bytes: content.length,
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    revision: 123_456_789_012,
    minor: '3.6',
  });
});

test('one that says no version is of 3.5', async () => {
  expect(await inspectSnapshot(file(snapshotOf(5)))).toMatchObject({ minor: '3.5', revision: 5 });
});

test('a copied database has no hash', async () => {
  expect(await errorOf(snapshotOf(5).subarray(0, -32))).toBe(
    `2 snapshot.db: got a database without the hash that \`etcdctl snapshot save\` adds, so it was copied from a data directory; ${ALLOWED}; fix: take a snapshot from the backups`,
  );
});

test('a file that was cut off has a size that none has', async () => {
  expect(await errorOf(snapshotOf(5).subarray(0, 9000))).toBe(
    `2 snapshot.db: got 9000 bytes, which no snapshot has: it was cut off, or is something else; ${ALLOWED}; fix: take another one`,
  );
  expect(await errorOf(Buffer.alloc(0))).toContain('got 0 bytes');
});

test('one changed bit is noticed, wherever it is', async () => {
  const content = snapshotOf(5, '3.6.0');
  await fc.assert(
    fc.asyncProperty(fc.nat(content.length * 8 - 1), async (bit) => {
      const damaged = Buffer.from(content);
      damaged[bit >> 3]! ^= 1 << (bit & 7);
      expect(await errorOf(damaged)).toContain('got a content that its own hash does not fit: it is damaged');
    }),
    { numRuns: 50 },
  );
});

test('text with a hash that fits is still no database', async () => {
  expect(await errorOf(withHash(Buffer.alloc(8192, 'a')))).toContain('got no database of etcd: it does not begin as a database of etcd does');
  expect(await errorOf(withHash(Buffer.alloc(512, 'a')))).toContain('got no database of etcd');
});

test('an empty database holds no keys', async () => {
  expect(await errorOf(withHash(database(3, [leaf(3, [])])))).toContain('got no database of etcd: it holds no keys');
});

test('pages that lead nowhere, or in a circle, end in an error', async () => {
  const key = Buffer.from('key');
  const toKey = leaf(3, [{ key, value: bucketAt(4), bucket: true }]);
  expect(await errorOf(withHash(database(3, [toKey])))).toContain('it ends in the middle of a page');
  expect(await errorOf(withHash(database(3, [toKey, branch(4, [{ key, page: 4 }])])))).toContain('it holds no keys');
  expect(await errorOf(withHash(database(3, [branch(3, [{ key: Buffer.from('a'), page: 3 }])])))).toContain('its tree has no end');
  expect(await errorOf(withHash(database(2, [])))).toContain('a page in its tree has the flags 16');
});

test('whatever the bytes are, there is an answer', async () => {
  const content = snapshotOf(5, '3.6.0').subarray(0, -32);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.nat(content.length - 1), fc.nat(255)), { maxLength: 20 }), async (changes) => {
      const damaged = Buffer.from(content);
      for (const [at, byte] of changes) damaged[at] = byte;
      expect(await errorOf(withHash(damaged))).toMatch(/^(no error|2 snapshot\.db: got no database of etcd: )/);
    }),
    { numRuns: 200 },
  );
});

test('the meta page with the later transaction counts, and a damaged one does not', () => {
  const old = leaf(3, [{ key: Buffer.from('b'), value: bucketAt(5), bucket: true }]);
  const first = database(
    4,
    [old, leaf(4, [{ key: Buffer.from('b'), value: bucketAt(5), bucket: true }]), leaf(5, [{ key: Buffer.from('k'), value: Buffer.from('v') }])],
    [3, 2],
  );
  const second = database(3, [], [1, 2]).subarray(4096, 8192);
  second.copy(first, 4096);
  expect(BoltFile.read(file(first), (bolt) => String(bolt.value('b', 'k')))).toBe('v');
  first[4096 + 20] = 9;
  expect(BoltFile.read(file(first), (bolt) => String(bolt.value('b', 'k')))).toBe('v');
});

test('values larger than a page, and keys that are not there', () => {
  const value = Buffer.alloc(10_000, 'x');
  const content = database(3, [leaf(3, [{ key: Buffer.from('b'), value: bucketAt(4), bucket: true }]), leaf(4, [{ key: Buffer.from('k'), value }])]);
  BoltFile.read(file(content), (bolt) => {
    expect(bolt.value('b', 'k')).toEqual(value);
    expect([bolt.value('b', 'j'), bolt.value('b', 'l'), bolt.value('a', 'k'), bolt.lastKey('a')]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(String(bolt.lastKey('b'))).toBe('k');
  });
});

test("the hash is FNV-1a's, by its published vectors", () => {
  expect(['', 'a', 'foobar'].map((text) => fnv1a(Buffer.from(text)).toString(16))).toEqual([
    'cbf29ce484222325',
    'af63dc4c8601ec8c',
    '85944171f73967e8',
  ]);
});
