import { existsSync } from 'fs';
import { join } from 'path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/** A browser of this machine, or the one that CHROME names; undefined where there is none. */
export function findChromium(): string | undefined {
  const named = process.env.CHROME;
  if (named !== undefined && named !== '') return existsSync(named) ? named : undefined;
  const folders = (process.env.PATH ?? '').split(':');
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(existsSync);
}
