import { readFileSync } from 'fs';

/** A process that a later command can recognise: its number alone may long belong to another. */
export interface ProcessRecord {
  readonly pid: number;
  /** Ticks since boot, the 22nd field of /proc/PID/stat (proc(5)). */
  readonly startTime: string;
  /** Of the machine, from /proc/sys/kernel/random/boot_id. */
  readonly bootId: string;
}

/** Between two looks at whether something is gone, in milliseconds. */
const LOOK_MS = 5;

/** This boot of the machine. */
export function bootId(): string {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
}

/**
 * State and start time of a process, as /proc/PID/stat says them.
 *
 * @param stat the file's text; the name in brackets may hold blanks and brackets of its own
 */
export function parseStat(stat: string): { readonly state: string; readonly startTime: string } {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  // The state is the third field of the whole line, and the first one here.
  return { state: fields[0]!, startTime: fields[19]! };
}

/** Whether the process of a record is there: the same process of the same boot, and not just waiting to be reaped. */
export function isAlive(record: ProcessRecord | undefined): record is ProcessRecord {
  if (!record || record.bootId !== bootId()) return false;
  try {
    const { state, startTime } = parseStat(readFileSync(`/proc/${record.pid}/stat`, 'utf8'));
    return startTime === record.startTime && state !== 'Z' && state !== 'X';
  } catch {
    return false;
  }
}

/** Ends the process of a record at once; none, or another of the same number, is left alone. */
export function kill(record: ProcessRecord | undefined): void {
  if (!isAlive(record)) return;
  try {
    process.kill(record.pid, 'SIGKILL');
  } catch {
    // It ended by itself in between.
  }
}

/** Waits without giving way to anything else in this process. */
export function pauseSync(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

/**
 * Waits until a condition holds.
 *
 * @param holds looked at every few milliseconds
 * @param limit milliseconds
 * @returns whether it held in time
 */
export function waitSync(holds: () => boolean, limit: number): boolean {
  const end = Date.now() + limit;
  while (!holds()) {
    if (Date.now() > end) return false;
    pauseSync(LOOK_MS);
  }
  return true;
}

/** As waitSync, while others go on. */
export async function waitFor(holds: () => boolean, limit: number): Promise<boolean> {
  const end = Date.now() + limit;
  while (!holds()) {
    if (Date.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, 2 * LOOK_MS));
  }
  return true;
}
