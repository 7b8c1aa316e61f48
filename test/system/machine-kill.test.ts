import { spawn } from 'child_process';
import { existsSync, mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Machine, Network, removeEverything } from '../../rehearsal/machine';
import { BOOT_MS, HOSTS, LIMIT_MS, noTraces, onRoot } from './machine-helpers';

/** How often a starter is killed. */
const KILLS = 20;

/** Each time at another moment of the time that three hosts take, in milliseconds. */
const KILL_WITHIN_MS = 3_000;

onRoot()('taking everything down', () => {
  test('leaves nothing, whenever the command that started hosts was killed', async () => {
    for (let round = 0; round < KILLS; round++) {
      const state = mkdtempSync(join(tmpdir(), 'machine-'));
      try {
        await startAndKill(state, (round / KILLS) * KILL_WITHIN_MS);
        removeEverything(state);
        await noTraces(state);
      } finally {
        removeEverything(state);
        rmSync(state, { recursive: true, force: true });
      }
    }
  }, 600_000);

  test('is not needed before hosts are started again', async () => {
    const state = mkdtempSync(join(tmpdir(), 'machine-'));
    try {
      for (const after of [0, 100, 300, 900]) await startAndKill(state, after);
      const network = Network.up(state);
      const hosts = await Promise.all(HOSTS.map((spec) => Machine.powerOn(spec, network, state, { bootLimitMs: BOOT_MS })));
      const addressOf = (host: Machine) => host.exec(['ip', '-o', '-4', 'address', 'show', 'dev', 'eth0']).stdout.split(/ +/)[3];
      expect(hosts.map(addressOf)).toEqual(HOSTS.map(({ addresses }) => `${addresses[0]}/24`));
      expect(hosts.map((host) => host.exec(['systemctl', 'is-system-running']).stdout)).toEqual(['running\n', 'running\n', 'running\n']);
    } finally {
      removeEverything(state);
    }
  }, LIMIT_MS);

  test('is no error where there is nothing', () => {
    const state = join(tmpdir(), 'machine-that-never-was');
    removeEverything(state);
    expect(existsSync(state)).toBe(false);
  });
});

/** Kills a starter some milliseconds after it has begun. */
async function startAndKill(state: string, after: number): Promise<void> {
  const starter = spawn(process.execPath, ['--import', 'tsx', join(__dirname, 'machine-starter.ts'), state, '3'], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve) => starter.stdout.once('data', resolve));
  await new Promise((resolve) => setTimeout(resolve, after));
  starter.kill('SIGKILL');
  if (starter.exitCode === null && starter.signalCode === null) await new Promise((resolve) => starter.once('exit', resolve));
}
