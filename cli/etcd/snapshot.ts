import { createHash } from 'crypto';
import { createReadStream, existsSync, statSync } from 'fs';
import { open } from 'fs/promises';
import { InputError } from '../command/errors';
import { BoltFile, NoDatabase } from './bolt';
import { refuseStopped } from './stopped';

/** What `etcdctl snapshot save` adds at the end: the SHA-256 of everything before. */
const TRAILER = 32;

/** Databases grow by whole pages, of which this is a divisor: what remains is the trailer. */
const BLOCK = 512;

/** A snapshot that is whole. */
export interface Snapshot {
  readonly file: string;
  readonly bytes: number;
  /** Of the whole file, hexadecimal. */
  readonly sha256: string;
  /** The newest revision in it. */
  readonly revision: number;
  /** Minor of the etcd whose data this is: `3.6`; before 3.6 the data did not say, so `3.5` stands for it and older ones. */
  readonly minor: string;
}

/**
 * Looks whether a snapshot is whole, and what it is of. It needs nothing but the file.
 *
 * @throws InputError where the file is none, is damaged, or was taken in another way; InterruptedError when it was stopped
 */
export async function inspectSnapshot(file: string, signal?: AbortSignal): Promise<Snapshot> {
  if (!existsSync(file) || !statSync(file).isFile()) throw broken(file, 'no such file', 'give the path of a snapshot');
  const bytes = statSync(file).size;
  if (bytes % BLOCK === 0 && bytes > 0)
    throw broken(
      file,
      'a database without the hash that `etcdctl snapshot save` adds, so it was copied from a data directory',
      'take a snapshot from the backups',
    );
  if (bytes % BLOCK !== TRAILER)
    throw broken(file, `${bytes} bytes, which no snapshot has: it was cut off, or is something else`, 'take another one');
  const { content, whole } = await hashes(file, bytes, signal);
  if (!content.equals(await trailerOf(file, bytes)))
    throw broken(file, 'a content that its own hash does not fit: it is damaged', 'take another one, and look at the disk that this one comes from');
  return { file, bytes, sha256: whole.toString('hex'), ...contentOf(file) };
}

function contentOf(file: string): { revision: number; minor: string } {
  try {
    return BoltFile.read(file, (bolt) => {
      const last = bolt.lastKey('key');
      if (last === undefined || last.length < 8) throw new NoDatabase('it holds no keys');
      const version = bolt.value('meta', 'storageVersion')?.toString('latin1');
      return { revision: Number(last.readBigUInt64BE(0)), minor: version === undefined ? '3.5' : version.split('.').slice(0, 2).join('.') };
    });
  } catch (error) {
    if (!(error instanceof NoDatabase)) throw error;
    throw broken(file, `no database of etcd: ${error.message}`, 'take another one');
  }
}

/** Of the content without its trailer, and of the whole file, in one pass. */
async function hashes(file: string, bytes: number, signal?: AbortSignal): Promise<{ content: Buffer; whole: Buffer }> {
  const [content, whole] = [createHash('sha256'), createHash('sha256')];
  let left = bytes - TRAILER;
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    refuseStopped(signal);
    whole.update(chunk);
    if (left > 0) content.update(chunk.subarray(0, left));
    left -= chunk.length;
  }
  return { content: content.digest(), whole: whole.digest() };
}

async function trailerOf(file: string, bytes: number): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    const trailer = Buffer.alloc(TRAILER);
    await handle.read(trailer, 0, TRAILER, bytes - TRAILER);
    return trailer;
  } finally {
    await handle.close();
  }
}

function broken(file: string, got: string, fix: string): InputError {
  return new InputError(`${file}: got ${got}; allowed: a snapshot as \`etcdctl snapshot save\` writes it; fix: ${fix}`);
}
