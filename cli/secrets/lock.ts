import { randomInt } from 'crypto';
import { readdirSync, rmSync, writeFileSync } from 'fs';
import { hostname } from 'os';
import { join } from 'path';
import { setTimeout as pause } from 'timers/promises';
import { PrerequisiteError } from '../command/errors';
import { processStart } from './process-start';
import { FILE_MODE } from './write';

const PREFIX = '.lock~';

/** Two that begin in the same moment see each other and both step back; so each tries again, a little later. */
const ATTEMPTS = 5;

/** Milliseconds between attempts, at most. */
const PAUSE = 100;

/** Whether a file is a lock: it is empty, and may be gone in the next moment. */
export function isLock(name: string): boolean {
  return name.startsWith(PREFIX);
}

/** A holder of the lock, as the name of its file says. */
interface Holder {
  readonly host: string;
  readonly pid: number;
  readonly start: string;
}

/**
 * Does something while no other process changes these secrets.
 *
 * Every process puts up a file of its own, named after its host, its number and when it began, and then looks for others: of two that begin at once
 * at least one sees the other. A file whose process is gone counts for nothing and is removed, so a killed run locks nobody out.
 *
 * @param folder `<secrets>/<cluster>`, which exists
 * @throws PrerequisiteError that names the holder
 */
export async function withLock<T>(folder: string, body: () => Promise<T>): Promise<T> {
  const release = await acquire(folder);
  try {
    return await body();
  } finally {
    release();
  }
}

async function acquire(folder: string): Promise<() => void> {
  const own = `${PREFIX}${hostname()}~${process.pid}~${processStart(process.pid)}~${randomInt(1e9)}`;
  for (let attempt = 1; ; attempt++) {
    writeFileSync(join(folder, own), '', { mode: FILE_MODE, flag: 'wx' });
    const other = otherHolder(folder, own);
    if (!other) return () => rmSync(join(folder, own), { force: true });
    rmSync(join(folder, own), { force: true });
    if (attempt === ATTEMPTS) throw new PrerequisiteError(inUse(folder, other));
    await pause(randomInt(PAUSE));
  }
}

function otherHolder(folder: string, own: string): string | undefined {
  const others = readdirSync(folder).filter((name) => isLock(name) && name !== own);
  return others.find((name) => {
    if (isAlive(holderOf(name))) return true;
    rmSync(join(folder, name), { force: true });
    return false;
  });
}

/** A process of another machine cannot be asked, so it counts as alive. */
function isAlive({ host, pid, start }: Holder): boolean {
  return host !== hostname() || processStart(pid) === start;
}

function holderOf(name: string): Holder {
  const [host = '', pid = '', start = ''] = name.slice(PREFIX.length).split('~');
  return { host, pid: Number(pid), start };
}

function inUse(folder: string, name: string): string {
  const { host, pid } = holderOf(name);
  const who = host === hostname() ? `process ${pid}` : `process ${pid} of host ${host}`;
  const fix = host === hostname() ? 'wait until it is done' : `wait until it is done; if that host is gone, remove ${join(folder, name)}`;
  return `${folder}: got a lock of ${who}; allowed: one command at a time; fix: ${fix}`;
}
