import { mkdirSync, symlinkSync, writeFileSync } from 'fs';
import { join } from 'path';
import { ImageBuild, pathOf } from './image-build';

const PAUSE = 'registry.k8s.io/pause:3.10.2';

let build: ImageBuild;

beforeEach(() => {
  build = new ImageBuild();
});
afterEach(() => build.remove());

describe('wrong usage builds nothing and says what is allowed', () => {
  const CANNOT =
    'cannot be built here; can be: kube-apiserver kube-controller-manager kube-scheduler kube-proxy etcd pause haproxy keepalived busybox; import the published image instead (docs/rehearsal-images.md)';
  const DIGEST = `registry.k8s.io/pause@sha256:${'a'.repeat(64)}`;
  test.each([
    ['no folder', [PAUSE], '--out is missing: give the folder for the archives; see --help'],
    ['no image', ['--out', 'OUT'], 'give at least one image, or --for with the folder of the YAML; see --help'],
    ['an unknown option', ['--fast'], "unknown option '--fast'; see --help"],
    ['no number of jobs', ['--out', 'OUT', '--jobs', '0', PAUSE], "--jobs: got '0'; allowed: a whole number from 1; see --help"],
    [
      'a digest',
      ['--out', 'OUT', DIGEST],
      `${DIGEST}: has a digest, which nothing but the published image has; name it by tag alone, or import the published image (docs/rehearsal-images.md)`,
    ],
    ['no tag', ['--out', 'OUT', 'registry.k8s.io/pause'], 'registry.k8s.io/pause: allowed: a name with a tag, such as registry.k8s.io/etcd:3.6.8-0'],
    ['an image that is not known', ['--out', 'OUT', 'ghcr.io/kube-vip/kube-vip:v1.0.1'], `ghcr.io/kube-vip/kube-vip:v1.0.1: ${CANNOT}`],
    [
      'half a version of Kubernetes',
      ['--out', 'OUT', 'r.example/kube-proxy:v1.36'],
      'r.example/kube-proxy:v1.36: allowed: the tag of a Kubernetes release, such as v1.36.3',
    ],
    [
      'a version that etcd never had',
      ['--out', 'OUT', 'r.example/etcd:4.0.0'],
      'r.example/etcd:4.0.0: allowed: the tag of an etcd release, such as 3.6.8-0',
    ],
  ])('%s', async (_, args, message) => {
    expect(await build.run(args.map((argument) => (argument === 'OUT' ? build.out : argument)))).toEqual({
      status: 2,
      stdout: '',
      stderr: `build: ${message}\n`,
    });
    expect(build.left()).toEqual([]);
  });

  test('every image that is wrong is named in one go', async () => {
    const { stderr } = await build.run(['--out', build.out, 'a', PAUSE, 'b']);
    expect(stderr.match(/^build: [ab]: /gm)).toEqual(['build: a: ', 'build: b: ']);
  });

  test('a folder without hosts', async () => {
    mkdirSync(join(build.folder, 'dist'));
    writeFileSync(join(build.folder, 'dist', 'web.yaml'), 'kind: Pod\nmetadata: { name: web }\nspec: { containers: [{ image: "web:1" }] }\n');
    const stderr = `names: ${build.folder}/dist: no static pod and no containerd configuration in it; give the folder that synth wrote\n`;
    expect(await build.run(['--out', build.out, '--for', join(build.folder, 'dist')])).toEqual({ status: 2, stdout: '', stderr });
  });

  test('a file that is no YAML', async () => {
    mkdirSync(join(build.folder, 'dist'));
    writeFileSync(join(build.folder, 'dist', 'a.yaml'), 'a: [');
    const { status, stderr } = await build.run(['--out', build.out, '--for', join(build.folder, 'dist')]);
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: expect.stringMatching(/^names: .*\/dist\/a\.yaml: Flow sequence in block collection .*\n$/),
    });
  });
});

test('what is missing is named with its package', async () => {
  const bin = join(build.folder, 'bin');
  mkdirSync(bin);
  for (const name of ['bash', 'cat', 'cut', 'dirname', 'env', 'flock', 'mkdir', 'rm', 'sed', 'sha256sum', 'sort'])
    symlinkSync(pathOf(name)!, join(bin, name));
  const { status, stderr } = await build.run(['--out', build.out, 'registry.k8s.io/busybox:1', PAUSE], { PATH: bin });
  expect({
    status,
    missing: [...stderr.matchAll(/^build: (\S+) is missing: install the package (\w+)/gm)].map(([, program, name]) => `${program}: ${name}`),
  }).toEqual({
    status: 3,
    missing: ['umoci: umoci', 'tar: tar', 'apt-get: apt', 'mmdebstrap: mmdebstrap', 'go: golang'],
  });
  expect(build.left()).toEqual(['.lock']);
});
