import { spawn } from 'child_process';
import { readFileSync } from 'fs';
import fc from 'fast-check';
import { bootId, isAlive, kill, parseStat, ProcessRecord, waitFor, waitSync } from '../../rehearsal/machine/process-record';

const onLinux = process.platform === 'linux' ? describe : describe.skip;

test('state and start time are found whatever a process calls itself', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 15 }), (name) => {
      const rest = Array.from({ length: 48 }, (_, index) => `${index + 5}`);
      expect(parseStat(`4711 (${name}) S 1 ${rest.join(' ')}`)).toEqual({ state: 'S', startTime: '22' });
    }),
  );
});

test('waiting ends with the condition, or with the limit', async () => {
  let looks = 0;
  expect(waitSync(() => ++looks > 3, 5_000)).toBe(true);
  expect(waitSync(() => false, 10)).toBe(false);
  expect([await waitFor(() => true, 5_000), await waitFor(() => false, 10)]).toEqual([true, false]);
});

onLinux('a record', () => {
  const recordOf = (pid: number): ProcessRecord => ({ pid, bootId: bootId(), startTime: parseStat(readFileSync(`/proc/${pid}/stat`, 'utf8')).startTime });

  test('is of a process that is there', () => {
    expect(isAlive(recordOf(process.pid))).toBe(true);
  });

  test('is not of a process that has its number after another start, or after a restart of the machine', () => {
    expect(isAlive({ ...recordOf(process.pid), startTime: '1' })).toBe(false);
    expect(isAlive({ ...recordOf(process.pid), bootId: 'another' })).toBe(false);
    expect(isAlive(undefined)).toBe(false);
  });

  test('ends its process, and no other of that number', async () => {
    const child = spawn('sleep', ['60'], { stdio: 'ignore' });
    const record = recordOf(child.pid!);
    kill({ ...record, startTime: '1' });
    expect(isAlive(record)).toBe(true);
    kill(record);
    await new Promise((resolve) => child.once('exit', resolve));
    expect([child.signalCode, isAlive(record)]).toEqual(['SIGKILL', false]);
  });
});
