import { spawn } from 'child_process';
import { createHash } from 'crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { HostManifest } from '../../cli/bundle/manifest';
import { ProcessOutput } from '../../cli/command/output';
import { issuePki } from '../../cli/pki/issue';
import { readCluster } from '../../cli/stream/read';

const KILLS = 20;
const HOSTS = ['cp-1', 'cp-2', 'cp-3', 'worker-1'];
const folder = mkdtempSync(join(tmpdir(), 'ha-bundle-'));
const [secrets, out] = [join(folder, 'secrets'), join(folder, 'bundle')];

beforeAll(() => issuePki({ cluster: readCluster('dist'), secrets }, new ProcessOutput()), 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Run {
  readonly killed: boolean;
  /** From the moment it began to bundle. */
  readonly ms: number;
}

/** Bundles in a process of its own, which is killed some milliseconds after it began. */
function bundled(generation: string, killAfterMs?: number): Promise<Run> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(__dirname, 'bundle-child.ts'), secrets, out, generation], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let began = 0;
  child.stdout.once('data', () => {
    began = Date.now();
    if (killAfterMs !== undefined) setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  });
  return new Promise((resolve, reject) => {
    child.on('exit', (status, signal) => {
      if (status === 0 || signal === 'SIGKILL') resolve({ killed: signal === 'SIGKILL', ms: Date.now() - began });
      else reject(new Error(`bundle ended with ${status ?? signal}`));
    });
  });
}

/** Which of the two descriptions complete trees of all hosts are of; undefined where a file is missing or not as its manifest says. */
function generationOf(trees: string): string | undefined {
  if (!existsSync(trees) || readdirSync(trees).join() !== HOSTS.join()) return undefined;
  const found = HOSTS.map((host) => {
    const { files, staticPods } = JSON.parse(readFileSync(join(trees, host, 'manifest.json'), 'utf8')) as HostManifest;
    const whole = [...files, ...staticPods].every(
      ({ path, sha256 }) =>
        createHash('sha256')
          .update(readFileSync(join(trees, host, path)))
          .digest('hex') === sha256,
    );
    return whole && existsSync(join(trees, host, 'install'))
      ? readFileSync(join(trees, host, 'etc/containerd/config.toml'), 'utf8')
        .split('# ')
        .at(-1)!
        .trim()
      : undefined;
  });
  return new Set(found).size === 1 ? found[0] : undefined;
}

test(`killed ${KILLS} times: the trees are all old or all new, and the next run succeeds and leaves nothing beside them`, async () => {
  const { ms } = await bundled('g0');
  let kills = 0;
  for (let round = 1; kills < KILLS && round < 3 * KILLS; round++) {
    const before = generationOf(join(out, 'prod'));
    if ((await bundled(`g${round}`, Math.random() * ms)).killed) kills++;
    const between = !existsSync(join(out, 'prod'));
    // Between the two moves both are complete, under the names that the next run looks for.
    if (between) expect([generationOf(join(out, 'prod~old')), generationOf(join(out, 'prod~new'))]).toEqual([before, `g${round}`]);
    else expect([before, `g${round}`]).toContain(generationOf(join(out, 'prod')));
    if (round % 5 !== 0) continue;
    await bundled(`g${round}-again`);
    expect([generationOf(join(out, 'prod')), readdirSync(out)]).toEqual([`g${round}-again`, ['.gitignore', 'prod']]);
  }
  expect(kills).toBe(KILLS);
}, 600_000);
