import { closeSync, fstatSync, openSync, readSync } from 'fs';

/** What a file is not, in words. */
export class NoDatabase extends Error {}

/** Sizes and constants of bbolt's file format, version 2. */
const HEADER = 16;
const ELEMENT = 16;
const MAGIC = 0xed0cdaed;
const VERSION = 2;
const BRANCH = 0x01;
const LEAF = 0x02;
const IS_BUCKET = 0x01;

/** Offsets below the header of a meta page. */
const META = { pageSize: 8, root: 16, transaction: 48, checksum: 56, length: 64 };

/** Deeper trees do not exist: a page of 4 KiB has a hundred branches and more. */
const DEEPEST = 32;

interface Entry {
  readonly key: Buffer;
  readonly isBucket: boolean;
  /** Of a leaf. */
  readonly value?: Buffer;
  /** Of a branch: the page below. */
  readonly page?: number;
}

/** Where a bucket's entries begin: a page of the file, or one that is part of another page. */
type Root = number | Buffer;

/** Reads a database file of bbolt, which etcd keeps its data in, without ever holding more than a few pages. */
export class BoltFile {
  /**
   * Opens a file and calls a function with it.
   *
   * @throws NoDatabase where it is none, or is damaged at a place that was read
   */
  public static read<T>(file: string, body: (bolt: BoltFile) => T): T {
    const descriptor = openSync(file, 'r');
    try {
      return body(new BoltFile(descriptor, fstatSync(descriptor).size));
    } catch (error) {
      // Of damaged numbers some lead beyond the page that they stand in.
      throw error instanceof RangeError ? new NoDatabase('a page in its tree is shorter than it says') : error;
    } finally {
      closeSync(descriptor);
    }
  }

  private readonly pageSize: number;
  private readonly root: number;

  private constructor(
    private readonly descriptor: number,
    private readonly size: number,
  ) {
    const meta = this.newestMeta();
    this.pageSize = meta.readUInt32LE(META.pageSize);
    this.root = this.pageNumber(meta, META.root);
  }

  /** The value of a key in a bucket at the top; undefined where either is not there. */
  public value(bucket: string, key: string): Buffer | undefined {
    const root = this.bucket(bucket);
    return root === undefined ? undefined : this.find(root, Buffer.from(key))?.value;
  }

  /** The last key of a bucket at the top, in the order of bytes; undefined where it is empty or not there. */
  public lastKey(bucket: string): Buffer | undefined {
    let root = this.bucket(bucket);
    for (let depth = 0; root !== undefined && depth < DEEPEST; depth++) {
      const last: Entry | undefined = this.entries(root).at(-1);
      if (last?.page === undefined) return last?.key;
      root = last.page;
    }
    return undefined;
  }

  private bucket(name: string): Root | undefined {
    const entry = this.find(this.root, Buffer.from(name));
    if (!entry?.isBucket || !entry.value || entry.value.length < HEADER) return undefined;
    const page = this.pageNumber(entry.value, 0);
    return page === 0 ? entry.value.subarray(HEADER) : page;
  }

  private find(start: Root, key: Buffer): Entry | undefined {
    let root = start;
    for (let depth = 0; depth < DEEPEST; depth++) {
      const entries = this.entries(root);
      const below = entries.filter((entry) => entry.key.compare(key) <= 0).at(-1);
      if (below?.page === undefined) return below?.key.equals(key) ? below : undefined;
      root = below.page;
    }
    throw new NoDatabase('its tree has no end');
  }

  private entries(root: Root): Entry[] {
    const page = typeof root === 'number' ? this.page(root) : root;
    const flags = page.readUInt16LE(8);
    const count = page.readUInt16LE(10);
    if (flags !== LEAF && flags !== BRANCH) throw new NoDatabase(`a page in its tree has the flags ${flags}`);
    return Array.from({ length: count }, (_, index) => this.entry(page, HEADER + index * ELEMENT, flags));
  }

  private entry(page: Buffer, at: number, flags: number): Entry {
    const leaf = flags === LEAF;
    const [position, keySize, valueSize] = leaf
      ? [page.readUInt32LE(at + 4), page.readUInt32LE(at + 8), page.readUInt32LE(at + 12)]
      : [page.readUInt32LE(at), page.readUInt32LE(at + 4), 0];
    const start = at + position;
    if (start + keySize + valueSize > page.length) throw new NoDatabase('an entry in its tree reaches beyond its page');
    const key = page.subarray(start, start + keySize);
    if (!leaf) return { key, isBucket: false, page: this.pageNumber(page, at + 8) };
    return { key, isBucket: (page.readUInt32LE(at) & IS_BUCKET) !== 0, value: page.subarray(start + keySize, start + keySize + valueSize) };
  }

  private page(number: number): Buffer {
    const overflow = this.bytes(number * this.pageSize, HEADER).readUInt32LE(12);
    return this.bytes(number * this.pageSize, this.pageSize * (1 + overflow));
  }

  private bytes(position: number, length: number): Buffer {
    if (position < 0 || position + length > this.size) throw new NoDatabase('it ends in the middle of a page');
    const buffer = Buffer.alloc(length);
    readSync(this.descriptor, buffer, 0, length, position);
    return buffer;
  }

  private pageNumber(buffer: Buffer, at: number): number {
    return Number(buffer.readBigUInt64LE(at));
  }

  /** There are two, written in turn, so that one is whole after a crash. The second begins at the page size, which only the first tells for sure. */
  private newestMeta(): Buffer {
    const first = this.metaAt(0);
    const sizes = first ? [first.readUInt32LE(META.pageSize)] : [4096, 8192, 16_384, 65_536];
    const metas = [first, ...sizes.map((size) => this.metaAt(size))].filter((meta) => meta !== undefined);
    if (metas.length === 0) throw new NoDatabase('it does not begin as a database of etcd does');
    return metas.reduce((newest, meta) => (meta.readBigUInt64LE(META.transaction) > newest.readBigUInt64LE(META.transaction) ? meta : newest));
  }

  private metaAt(position: number): Buffer | undefined {
    if (position + HEADER + META.length > this.size) return undefined;
    const meta = this.bytes(position + HEADER, META.length);
    const whole =
      meta.readUInt32LE(0) === MAGIC &&
      meta.readUInt32LE(4) === VERSION &&
      meta.readBigUInt64LE(META.checksum) === fnv1a(meta.subarray(0, META.checksum));
    return whole ? meta : undefined;
  }
}

/** The 64-bit hash FNV-1a, by which bbolt recognises a whole meta page. */
export function fnv1a(bytes: Buffer): bigint {
  let hash = 0xcbf29ce484222325n;
  for (const byte of bytes) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return hash;
}
