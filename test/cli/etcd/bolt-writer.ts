import { createHash } from 'crypto';
import { fnv1a } from '../../../cli/etcd/bolt';

const PAGE = 4096;

/** An entry of a leaf page: a value, or a bucket that begins at a page. */
export interface Leaf {
  readonly key: Buffer;
  readonly value: Buffer;
  readonly bucket?: boolean;
}

/** A page with its header and its entries; as many pages as they need. */
export function leaf(id: number, entries: Leaf[]): Buffer {
  return page(
    id,
    2,
    entries.length,
    elements(
      entries.map(({ key, value, bucket }) => ({ head: [bucket ? 1 : 0], sizes: [key.length, value.length], body: Buffer.concat([key, value]) })),
    ),
  );
}

/** A page that leads to others. */
export function branch(id: number, entries: { key: Buffer; page: number }[]): Buffer {
  const heads = Buffer.alloc(entries.length * 16);
  const bodies: Buffer[] = [];
  entries.forEach(({ key, page: below }, index) => {
    heads.writeUInt32LE(heads.length - index * 16 + Buffer.concat(bodies).length, index * 16);
    heads.writeUInt32LE(key.length, index * 16 + 4);
    heads.writeBigUInt64LE(BigInt(below), index * 16 + 8);
    bodies.push(key);
  });
  return page(id, 1, entries.length, Buffer.concat([heads, ...bodies]));
}

/** The value of a bucket that has a page of its own. */
export function bucketAt(id: number): Buffer {
  const value = Buffer.alloc(16);
  value.writeBigUInt64LE(BigInt(id));
  return value;
}

/** The value of a bucket whose only page is within its parent's. */
export function inlineBucket(entries: Leaf[]): Buffer {
  const used = 16 + entries.reduce((sum, { key, value }) => sum + 16 + key.length + value.length, 0);
  return Buffer.concat([Buffer.alloc(16), leaf(0, entries).subarray(0, used)]);
}

/** A whole file: two metas, of which the one with the higher transaction counts, no free pages, and then the pages, from number 3 on. */
export function database(root: number, pages: Buffer[], transactions: [number, number] = [1, 2]): Buffer {
  return Buffer.concat([meta(0, root, transactions[0]), meta(1, root, transactions[1]), page(2, 0x10, 0, Buffer.alloc(0)), ...pages]);
}

/** What `etcdctl snapshot save` makes of a database. */
export function withHash(content: Buffer): Buffer {
  return Buffer.concat([content, createHash('sha256').update(content).digest()]);
}

/** A small snapshot of etcd. */
export function snapshotOf(revision: number, storageVersion?: string): Buffer {
  const key = Buffer.alloc(17);
  key.writeBigUInt64BE(BigInt(revision));
  const version = storageVersion === undefined ? [] : [{ key: Buffer.from('storageVersion'), value: Buffer.from(storageVersion) }];
  const first = Buffer.alloc(17);
  return withHash(
    database(3, [
      leaf(3, [
        { key: Buffer.from('key'), value: bucketAt(4), bucket: true },
        { key: Buffer.from('meta'), value: inlineBucket([{ key: Buffer.from('confState'), value: Buffer.from('{}') }, ...version]), bucket: true },
      ]),
      branch(4, [
        { key: first, page: 5 },
        { key, page: 6 },
      ]),
      leaf(5, [{ key: first, value: Buffer.from('a') }]),
      leaf(6, [{ key, value: Buffer.from('b') }]),
    ]),
  );
}

function meta(id: number, root: number, transaction: number): Buffer {
  const body = Buffer.alloc(64);
  body.writeUInt32LE(0xed0cdaed, 0);
  body.writeUInt32LE(2, 4);
  body.writeUInt32LE(PAGE, 8);
  body.writeBigUInt64LE(BigInt(root), 16);
  body.writeBigUInt64LE(2n, 32);
  body.writeBigUInt64LE(BigInt(transaction), 48);
  body.writeBigUInt64LE(fnv1a(body.subarray(0, 56)), 56);
  return page(id, 4, 0, body);
}

function elements(entries: { head: number[]; sizes: number[]; body: Buffer }[]): Buffer {
  const heads = Buffer.alloc(entries.length * 16);
  const bodies: Buffer[] = [];
  entries.forEach(({ head, sizes, body }, index) => {
    const position = heads.length - index * 16 + Buffer.concat(bodies).length;
    [...head, position, ...sizes].forEach((number, field) => heads.writeUInt32LE(number, index * 16 + field * 4));
    bodies.push(body);
  });
  return Buffer.concat([heads, ...bodies]);
}

function page(id: number, flags: number, count: number, body: Buffer): Buffer {
  const size = Math.max(1, Math.ceil((16 + body.length) / PAGE));
  const buffer = Buffer.alloc(size * PAGE);
  buffer.writeBigUInt64LE(BigInt(id), 0);
  buffer.writeUInt16LE(flags, 8);
  buffer.writeUInt16LE(count, 10);
  buffer.writeUInt32LE(size - 1, 12);
  body.copy(buffer, 16);
  return buffer;
}
