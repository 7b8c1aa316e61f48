import { readFileSync, statSync } from 'fs';
import { InputError } from '../command/errors';

/** No file of a description is larger; what is, is data. */
export const MOST_MIB = 16;

/**
 * The text of a file that somebody else put there: a pipe would wait for ever, a device never ends, a link may lead nowhere.
 *
 * @param name as it is shown
 * @throws InputError where it is no ordinary file, is larger than 16 MiB, or cannot be read
 */
export function readText(file: string, name: string): string {
  try {
    const found = statSync(file);
    if (!found.isFile()) throw new InputError(`${name}: got ${found.isDirectory() ? 'a folder' : 'a pipe, socket or device'}; ${FILE}; fix: remove it`);
    if (found.size > MOST_MIB * 1024 * 1024) {
      throw new InputError(`${name}: got ${Math.ceil(found.size / 1024 / 1024)} MiB; allowed: at most ${MOST_MIB} MiB; fix: move it elsewhere, or split it`);
    }
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw error instanceof InputError ? error : new InputError(`${name}: ${whyUnreadable(error)}`);
  }
}

const FILE = 'allowed: an ordinary file, or a link to one';

/** Why something cannot be read, what is allowed, and the fix. */
export function whyUnreadable(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? 'error';
  if (code === 'ENOENT') return `is a link that leads nowhere (${code}); ${FILE}; fix: remove it, or put back what it leads to`;
  if (code === 'ELOOP') return `is a link that leads in a circle (${code}); ${FILE}; fix: remove it`;
  return `cannot be read (${code}); allowed: what you may read; fix: change its owner or mode`;
}
