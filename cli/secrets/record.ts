import { existsSync, readFileSync } from 'fs';
import { join } from 'path';
import { InputError } from '../command/errors';
import { replaceFile } from './write';

/** Of each secret that must not be made twice: when it was made, and by what it is recognised. */
export interface Made {
  /** ISO 8601, UTC. */
  readonly madeAt: string;
  /** SHA-256 of the public key, hexadecimal; none of random bytes. */
  readonly publicKey?: string;
  /** Of random bytes, a digest with the bytes as key, hexadecimal. */
  readonly digest?: string;
  /** Whether it came from elsewhere: then its subject and its algorithm are not the plan's. */
  readonly given?: boolean;
}

/** By `Kind/name`. */
export type MadeRecord = Record<string, Made>;

const FILE = 'made.json';

/**
 * What was made here that a running cluster cannot do without: CAs and keys. It holds nothing secret.
 *
 * Without it a lost CA would look like one that was never made, and a new one in its place breaks every host.
 *
 * @param folder `<secrets>/<cluster>`
 * @throws InputError where the file is broken
 */
export function readMade(folder: string): MadeRecord {
  const file = join(folder, FILE);
  if (!existsSync(file)) return {};
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as MadeRecord;
  } catch {
    throw new InputError(`${file}: got no JSON; allowed: what ha-cluster wrote; fix: take it from a backup, or remove it if every CA and key is still here`);
  }
}

/** Writes the record, sorted, if it changed. */
export async function writeMade(folder: string, made: MadeRecord): Promise<void> {
  const sorted = Object.fromEntries(Object.entries(made).sort(([a], [b]) => (a < b ? -1 : 1)));
  const text = `${JSON.stringify(sorted, undefined, 2)}\n`;
  const file = join(folder, FILE);
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return;
  await replaceFile(file, text);
}
