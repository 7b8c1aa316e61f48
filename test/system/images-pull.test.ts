import { spawnSync } from 'child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { basename, join } from 'path';
import { CommandError } from '../../cli/command/errors';
import { archivesOf } from '../../rehearsal/images';
import { until } from './boot/until';
import { pathOf } from './image-build';
import { ImagePull } from './image-pull';
import { ImageRegistry } from './image-registry';
import { PrivateContainerd } from './private-containerd';

const BUILD = join(__dirname, '..', '..', 'rehearsal', 'images', 'build.sh');
const BUSYBOX = 'registry.k8s.io/e2e-test-images/busybox:1.36.1-1';
const REPOSITORY = 'e2e-test-images/busybox';
const NAME = `registry.k8s.io/${REPOSITORY}`;
const FILE = `registry.k8s.io+e2e-test-images+busybox@published`;
const ABSENT = `registry.k8s.io/absent:1`;
const REFUSED = '127.0.0.1:1';

/** Building the image that the registry has takes a minute, the first time. */
jest.setTimeout(2 * 60_000);

const missing = ['containerd', 'ctr', 'runc', 'setpriv', 'flock', 'umoci', 'mmdebstrap'].filter((name) => !pathOf(name));
const reason = missing.length > 0 ? `${missing.join(', ')} missing` : process.getuid!() === 0 ? undefined : 'needs root to run containers';
if (reason) process.stderr.write(`images-pull.test.ts: not to be run on this machine: ${reason}\n`);

(reason ? describe.skip : describe)('pulling', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ha-registry-'));
  const built = join(folder, 'archives');
  let registry: ImageRegistry;
  let pull: ImagePull;

  beforeAll(async () => {
    expect(spawnSync(BUILD, ['--out', built, BUSYBOX], { stdio: ['ignore', 'ignore', 'inherit'] }).status).toBe(0);
    const archive = join(built, 'registry.k8s.io+e2e-test-images+busybox@1.36.1-1.tar');
    registry = await ImageRegistry.start(archive, join(folder, 'layout'), REPOSITORY);
  });
  beforeEach(() => {
    registry.requests = [];
    registry.holding = false;
    pull = new ImagePull();
    pull.mirror('registry.k8s.io', registry.address);
  });
  afterEach(() => {
    expect(pull.processes()).toEqual([]);
    pull.remove();
  });
  afterAll(async () => {
    await registry?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('makes an archive that containerd imports under exactly the name that was asked for, and runs', async () => {
    const pinned = `${NAME}@${registry.digest}`;
    const finished = await pull.run(`${NAME}:published`, `${NAME}:published@${registry.digest}`);
    expect(finished).toMatchObject({ status: 0, stdout: expect.stringMatching(/^\/.*@published\.tar\n\/.*@sha256@[0-9a-f]{64}\.tar\n$/) });
    const containerd = await PrivateContainerd.start();
    try {
      for (const archive of finished.stdout.trim().split('\n')) expect(containerd.ctr('images', 'import', archive)).toMatchObject({ status: 0 });
      const names = containerd.ctr('images', 'list', '--quiet').output.split('\n');
      // containerd 2.2 and later also warn, where control groups are of version 1.
      expect(names.filter((line) => line && !line.startsWith('time='))).toEqual([`${NAME}:published`, pinned]);
      for (const name of [`${NAME}:published`, pinned])
        expect(containerd.run(name, ['sh', '-c', 'echo pulled'])).toEqual({ output: expect.stringMatching(/^pulled$/m), status: 0 });
    } finally {
      await containerd.stop();
    }
  });

  test('says beside the archive what it is and where it came from', async () => {
    await pull.run(`${NAME}:published`);
    expect(pull.left()).toEqual([`${FILE}.json`, `${FILE}.tar`]);
    expect(JSON.parse(readFileSync(join(pull.out, `${FILE}.json`), 'utf8'))).toEqual({
      name: `${NAME}:published`,
      wanted: 'published',
      have: 'published',
      differs: false,
      origin: `pulled from registry.k8s.io, ${registry.digest}`,
      sha256: spawnSync('sha256sum', [join(pull.out, `${FILE}.tar`)], { encoding: 'utf8' }).stdout.split(' ')[0],
    });
  });

  test('what is there is not asked for again; what is damaged or was built is', async () => {
    await pull.run(`${NAME}:published`);
    const [tar, json] = ['tar', 'json'].map((ending) => join(pull.out, `${FILE}.${ending}`));
    const whole = readFileSync(tar!);
    registry.requests = [];
    expect(await pull.run(`${NAME}:published`)).toEqual({ status: 0, stdout: `${tar}\n`, stderr: `pull: ${NAME}:published: there already\n` });
    expect(registry.requests).toEqual([]);
    writeFileSync(tar!, 'damaged');
    expect(await pull.run(`${NAME}:published`)).toMatchObject({ status: 0 });
    expect(readFileSync(tar!).equals(whole)).toBe(true);
    for (const [path, ending] of [
      [tar!, 'tar'],
      [json!, 'json'],
    ] as const)
      copyFileSync(join(built, `${basename(FILE, '@published')}@1.36.1-1.${ending}`), path);
    expect(await pull.run(`${NAME}:published`)).toMatchObject({ status: 0 });
    expect(readFileSync(tar!).equals(whole)).toBe(true);
  });

  test('a registry that cannot be reached is exit 3 with the fix, is asked once, and leaves nothing', async () => {
    pull.mirror('registry.k8s.io', REFUSED);
    expect(await pull.run('registry.k8s.io/a:1', 'registry.k8s.io/b:1')).toEqual({
      status: 3,
      stdout: '',
      stderr: [
        'pull: registry.k8s.io/a:1: pulling',
        `pull: registry.k8s.io cannot be reached: failed to do request: Head "http://${REFUSED}/v2/a/manifests/1?ns=registry.k8s.io": dial tcp ${REFUSED}: connect: connection refused`,
        'pull: not pulled: registry.k8s.io/a:1 registry.k8s.io/b:1',
        'pull: fix: a proxy (HTTPS_PROXY) or a mirror (--hosts-dir); or build them (rehearsal/images/build.sh), or bring archives (docs/rehearsal-images.md)',
        '',
      ].join('\n'),
    });
    expect(pull.left()).toEqual([]);
  });

  test('an image that the registry has not, or not for this machine, is exit 1; the others are there', async () => {
    const { status, stdout, stderr } = await pull.run(ABSENT, `${NAME}:elsewhere`, `${NAME}:published`);
    expect({ status, stdout }).toEqual({ status: 1, stdout: `${join(pull.out, FILE)}.tar\n` });
    expect(stderr).toContain(`pull: ${ABSENT}: not pulled: ${ABSENT}: not found\n`);
    expect(stderr).toMatch(/busybox:elsewhere: not pulled: it is for linux\/s390x, this machine is linux\/\w+\n/);
    expect(pull.left()).toEqual([`${FILE}.json`, `${FILE}.tar`]);
  });

  test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('%s while a layer comes leaves neither files nor processes', async (signal) => {
    registry.holding = true;
    const { child, done } = pull.start(`${NAME}:published`);
    await until('a layer is asked for', 60, () => registry.requests.some((path) => path.includes('/blobs/')));
    child.kill(signal);
    expect(await done).toEqual({ status: 4, stdout: '', stderr: `pull: ${NAME}:published: pulling\npull: interrupted\n` });
    expect({ left: pull.left(), processes: pull.processes() }).toEqual({ left: [], processes: [] });
  });

  test('a run that is killed takes its containerd with it, and the next run removes what it left', async () => {
    registry.holding = true;
    const { child, done } = pull.start(`${NAME}:published`);
    await until('a layer is asked for', 60, () => registry.requests.some((path) => path.includes('/blobs/')));
    child.kill('SIGKILL');
    registry.holding = false;
    const next = pull.run(`${NAME}:published`);
    await done;
    expect(await next).toMatchObject({ status: 0 });
    expect(pull.left()).toEqual([`${FILE}.json`, `${FILE}.tar`]);
  });

  describe('for a rehearsal', () => {
    const { XDG_CACHE_HOME } = process.env;
    const output = { progress: jest.fn(), result: jest.fn() };
    beforeEach(() => (process.env.XDG_CACHE_HOME = pull.folder));
    afterEach(() => {
      if (XDG_CACHE_HOME === undefined) delete process.env.XDG_CACHE_HOME;
      else process.env.XDG_CACHE_HOME = XDG_CACHE_HOME;
    });

    test('takes the archives that were pulled, by tag and by digest', async () => {
      const name = `${registry.address}/${REPOSITORY}`;
      const archives = await archivesOf([`${name}:published`, `${name}:published@${registry.digest}`], undefined, output, 'pull');
      expect(archives.map((archive) => [archive.name, archive.differs])).toEqual([
        [`${name}:published`, undefined],
        [`${name}@${registry.digest}`, undefined],
      ]);
      expect(archives[0]!.file).toBe(
        join(pull.folder, 'cdk8s-ha-cluster', 'pulled', `${registry.address.replace(':', '@')}+e2e-test-images+busybox@published.tar`),
      );
      expect(output.progress).toHaveBeenCalledWith(`images: pulling ${name}:published, ${name}:published@${registry.digest}`);
    });

    test('a registry that cannot be reached is a missing prerequisite, with the other ways', async () => {
      const error = await archivesOf([`${REFUSED}/a:1`], undefined, output, 'pull').catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ exitCode: 3, message: expect.stringContaining(`${REFUSED} cannot be reached: `) });
      expect((error as CommandError).message).toMatch(/\nfix: without --pull they are built, and with --images FOLDER they are archives of yours$/);
    });
  });
});

describe('wrong usage pulls nothing and says what is allowed', () => {
  let pull: ImagePull;
  beforeEach(() => (pull = new ImagePull()));
  afterEach(() => pull.remove());

  const NAMES = 'allowed: a name with a tag or a sha256 digest, such as registry.k8s.io/etcd:3.6.8-0';
  const tools = ['containerd', 'ctr', 'flock', 'setpriv'].every(pathOf) ? test : test.skip;
  tools.each([
    ['no folder', ['a:1'], '--out is missing: give the folder for the archives; see --help'],
    ['no image', ['--out', 'OUT'], 'give at least one image, or --for with the folder of the YAML; see --help'],
    ['an unknown option', ['--fast'], "unknown option '--fast'; see --help"],
    ['no folder of mirrors', ['--out', 'OUT', '--hosts-dir', '/nowhere', 'a:1'], "--hosts-dir: no folder '/nowhere'; see --help"],
    ['no tag', ['--out', 'OUT', 'localhost:5000/a'], `localhost:5000/a: ${NAMES}`],
    ['half a digest', ['--out', 'OUT', 'a@sha256:12'], `a@sha256:12: ${NAMES}`],
  ])('%s', async (_, args, message) => {
    const given = args.map((argument) => (argument === 'OUT' ? pull.out : argument));
    expect(await pull.runWith(given)).toEqual({ status: 2, stdout: '', stderr: `pull: ${message}\n` });
    expect(pull.left()).toEqual([]);
  });

  test('what is missing is named with its package', async () => {
    const bin = join(pull.folder, 'bin');
    mkdirSync(bin);
    for (const name of ['bash', 'dirname', 'env']) symlinkSync(pathOf(name)!, join(bin, name));
    expect(await pull.runWith(['--out', pull.out, 'a:1'], { PATH: bin })).toEqual({
      status: 3,
      stdout: '',
      stderr: [
        'pull: containerd is missing: install the package containerd',
        'pull: ctr is missing: install the package containerd',
        'pull: flock is missing: install the package util-linux',
        'pull: setpriv is missing: install the package util-linux',
        '',
      ].join('\n'),
    });
    expect(pull.left()).toEqual([]);
  });
});
