import { spawn, spawnSync } from 'child_process';
import { once } from 'events';
import { readdirSync, writeFileSync } from 'fs';
import { hostname } from 'os';
import { join } from 'path';
import { withLock } from '../../../cli/secrets/lock';
import { processStart } from '../../../cli/secrets/process-start';
import { temporaryFolder } from '../../temporary-folder';

let folder: string;
beforeEach(() => void (folder = temporaryFolder()));

/** A process that does nothing until it is killed. */
async function idle(body: (pid: number) => Promise<void>): Promise<void> {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6); console.log("up")'], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  try {
    await body(child.pid!);
  } finally {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
}

function lockOf(pid: number, start: string | undefined, host = hostname()): string {
  const name = `.lock~${host}~${pid}~${start}~1`;
  writeFileSync(join(folder, name), '');
  return name;
}

const hold = () => withLock(folder, async () => 'held');

test('the lock is there while it is held, and gone afterwards, after a failure as well', async () => {
  await withLock(folder, async () => expect(readdirSync(folder)).toHaveLength(1));
  await expect(withLock(folder, () => Promise.reject(new Error('oops')))).rejects.toThrow('oops');
  expect(readdirSync(folder)).toEqual([]);
});

test('a process that lives keeps others out', async () => {
  await idle(async (pid) => {
    const name = lockOf(pid, processStart(pid));
    await expect(hold()).rejects.toThrow(
      expect.objectContaining({
        exitCode: 3,
        message: `${folder}: got a lock of process ${pid}; allowed: one command at a time; fix: wait until it is done`,
      }),
    );
    expect(readdirSync(folder)).toEqual([name]);
  });
});

test('the lock of a process that is gone counts for nothing', async () => {
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  lockOf(pid, 'whenever');
  expect(await hold()).toBe('held');
  expect(readdirSync(folder)).toEqual([]);
});

test('nor does one whose number another process has now', async () => {
  lockOf(process.pid, 'earlier');
  expect(await hold()).toBe('held');
});

test('a process of another machine cannot be asked, and counts as alive', async () => {
  const name = lockOf(1, 'whenever', 'elsewhere');
  await expect(hold()).rejects.toThrow(`got a lock of process 1 of host elsewhere; allowed: one command at a time; fix: wait until it is done; if that host is gone, remove ${join(folder, name)}`);
});

test('of many that begin at once never two hold it', async () => {
  let holders = 0;
  let most = 0;
  const outcomes = await Promise.allSettled(
    Array.from({ length: 20 }, () =>
      withLock(folder, async () => {
        most = Math.max(most, ++holders);
        await new Promise(setImmediate);
        holders--;
      }),
    ),
  );
  expect(outcomes).toHaveLength(20);
  expect(most).toBeLessThan(2);
  expect(readdirSync(folder)).toEqual([]);
});

test('a start tells a process from the next one of its number', async () => {
  expect(processStart(process.pid)).toMatch(/^[A-Za-z0-9-]+$/);
  expect(processStart(process.pid)).toBe(processStart(process.pid));
  await idle(async (pid) => expect(processStart(pid)).not.toBe(processStart(process.pid)));
  expect(processStart(spawnSync(process.execPath, ['-e', '']).pid)).toBeUndefined();
});
