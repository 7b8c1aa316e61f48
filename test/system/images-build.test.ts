import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { until } from './boot/until';
import { ImageBuild, pathOf } from './image-build';

const PAUSE = 'registry.k8s.io/pause:3.10.2';
const FILE = 'registry.k8s.io+pause@3.10.2';

/** The first time, Go compiles its standard library. */
jest.setTimeout(5 * 60_000);

const missing = ['go', 'umoci', 'flock'].filter((name) => !pathOf(name));
if (missing.length > 0) process.stderr.write(`images-build.test.ts: not to be run on this machine: ${missing.join(', ')} missing\n`);
const describeBuilding = missing.length > 0 ? describe.skip : describe;

let build: ImageBuild;

beforeEach(() => {
  build = new ImageBuild();
});
afterEach(() => build.remove());

describeBuilding('building', () => {
  test('names the images of static pods and of the sandbox, from every form of containerd configuration', async () => {
    const file = (name: string, content: string) => ({
      kind: 'HostFile',
      metadata: { labels: { 'ha-cluster.local/host': name } },
      spec: { path: '/etc/containerd/config.toml', content },
    });
    const dist = join(build.folder, 'dist', 'below');
    mkdirSync(dist, { recursive: true });
    writeFileSync(join(dist, 'a.json'), JSON.stringify(file('a', `[x]\n  sandbox_image = "${PAUSE}"\n`)));
    writeFileSync(
      join(dist, 'b.yml'),
      `kind: Namespace\n---\n${JSON.stringify(file('b', "[x.pinned_images]\n  sandbox = 'registry.k8s.io/pause:3.9'\n"))}\n`,
    );
    const { status, stdout } = await build.run(['--out', build.out, '--for', join(build.folder, 'dist')]);
    expect({ status, archives: stdout.split('\n').filter((line) => line.endsWith('.tar')) }).toEqual({
      status: 0,
      archives: [join(build.out, 'registry.k8s.io+pause@3.10.2.tar'), join(build.out, 'registry.k8s.io+pause@3.9.tar')],
    });
  });

  test('a name without a registry becomes the one that a kubelet looks for', async () => {
    const { stdout } = await build.run(['--out', build.out, 'pause:3.9', 'someone/pause:3.9', 'localhost:5000/pause:3.9']);
    expect(
      stdout
        .split('\n')
        .filter((line) => line.endsWith('.tar'))
        .map((line) => JSON.parse(readFileSync(line.replace(/tar$/, 'json'), 'utf8')).name),
    ).toEqual(['docker.io/library/pause:3.9', 'docker.io/someone/pause:3.9', 'localhost:5000/pause:3.9']);
  });

  test('three runs at a time build once, and leave the archive and what it says', async () => {
    const finished = await Promise.all([1, 2, 3].map(() => build.run(['--out', build.out, PAUSE])));
    expect(finished.map(({ status }) => status)).toEqual([0, 0, 0]);
    expect(finished.filter(({ stderr }) => stderr.includes(`${PAUSE}: built in`))).toHaveLength(1);
    expect(build.left()).toEqual(['.lock', `${FILE}.json`, `${FILE}.json`, `${FILE}.tar`, `${FILE}.tar`]);
  });

  test('an archive that was damaged is built anew, to the same bytes', async () => {
    await build.run(['--out', build.out, PAUSE]);
    const whole = readFileSync(join(build.cache, `${FILE}.tar`));
    for (const directory of [build.cache, build.out]) writeFileSync(join(directory, `${FILE}.tar`), 'damaged');
    expect(await build.run(['--out', build.out, PAUSE])).toMatchObject({ status: 0 });
    expect(readFileSync(join(build.cache, `${FILE}.tar`)).equals(whole)).toBe(true);
    expect(readFileSync(join(build.out, `${FILE}.tar`)).equals(whole)).toBe(true);
  });

  test('the cache itself may be the folder for the archives', async () => {
    for (const run of ['first', 'second']) expect([run, (await build.run(['--out', build.cache, PAUSE])).status]).toEqual([run, 0]);
    expect(build.left()).toEqual(['.lock', `${FILE}.json`, `${FILE}.tar`]);
  });

  test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    '%s while Go compiles leaves neither files nor processes, and the next run succeeds',
    async (signal) => {
      const { child, said, done } = build.start(['--out', build.out, PAUSE], { GOCACHE: join(build.folder, 'compiled') });
      await until('compiling', 120, () => existsSync(join(build.folder, 'compiled', '00')) && said.stderr.includes('pause: building'));
      child.kill(signal);
      expect(await done).toMatchObject({ status: 4, stdout: '', stderr: 'build: pause: building\nbuild: interrupted\n' });
      expect(build.left()).toEqual(['.lock']);
      expect(build.processes()).toEqual([]);
      expect(await build.run(['--out', build.out, PAUSE])).toMatchObject({ status: 0 });
    },
  );

  test('what a killed run left behind is removed by the next one', async () => {
    const { child, said, done } = build.start(['--out', build.out, PAUSE], { GOCACHE: join(build.folder, 'compiled') });
    await until('compiling', 120, () => said.stderr.includes('pause: building'));
    child.kill('SIGKILL');
    const next = build.start(['--out', build.out, PAUSE]);
    await done;
    expect(await next.done).toMatchObject({ status: 0 });
    expect(build.left()).toEqual(['.lock', `${FILE}.json`, `${FILE}.json`, `${FILE}.tar`, `${FILE}.tar`]);
  });
});
