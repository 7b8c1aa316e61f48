import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { findKubectl } from '../../../cli/kubectl/find';
import { Kubectl, reasonOf } from '../../../cli/kubectl/kubectl';
import { FakeKubectl } from './fake-kubectl';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'ha-cluster-kubectl-test-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const fake = (answer = '() => ({ stdout: "ok" })', version = 'v1.36.3') => new FakeKubectl(folder, version, answer);
const errorOf = (promise: Promise<unknown>) =>
  promise.then(
    () => ({ code: 0, message: 'no error' }),
    (error) => ({ code: error.exitCode, message: error.message }),
  );

test('gets the path of the kubeconfig, the server and its input, and nothing from KUBECONFIG', async () => {
  const program = fake();
  process.env.KUBECONFIG = '/another/cluster';
  const kubectl = new Kubectl(program.program, join(folder, 'secret'));
  try {
    expect(await kubectl.run(['apply', '-f', '-'], { server: 'https://10.0.0.11:6443', input: '{}' })).toEqual({
      status: 0,
      stdout: 'ok',
      stderr: '',
    });
  } finally {
    delete process.env.KUBECONFIG;
    kubectl.close();
  }
  const [call] = program.calls();
  expect(call).toEqual({
    args: [`--kubeconfig=${join(folder, 'secret')}`, expect.stringMatching(/^--cache-dir=/), '--server=https://10.0.0.11:6443', 'apply', '-f', '-'],
    stdin: '{}',
  });
  expect(existsSync(call!.args[1]!.split('=')[1]!)).toBe(false);
});

test('an answer with an error is an answer', async () => {
  const kubectl = new Kubectl(fake('() => ({ status: 1, stderr: "Error from server (NotFound): no such node" })').program, 'x');
  const answer = await kubectl.run(['get', 'nodes']);
  kubectl.close();
  expect({ ...answer, reason: reasonOf(answer) }).toEqual({
    status: 1,
    stdout: '',
    stderr: 'Error from server (NotFound): no such node',
    reason: 'Error from server (NotFound): no such node',
  });
});

test('a call that hangs is ended, and says so', async () => {
  const kubectl = new Kubectl(fake('() => ({ after: 60000 })').program, 'x');
  const answer = await kubectl.run(['get', 'nodes'], { limit: 300 });
  kubectl.close();
  expect(reasonOf(answer)).toBe('no answer in time');
});

test('a signal ends what runs', async () => {
  const stop = new AbortController();
  const kubectl = new Kubectl(fake('() => ({ after: 60000 })').program, 'x', stop.signal);
  const running = errorOf(kubectl.run(['get', 'nodes']));
  stop.abort();
  expect(await running).toEqual({ code: 4, message: 'stopped while kubectl ran; what was applied stays, and the same command goes on from there' });
  kubectl.close();
});

test.each([
  ['1.36.3', 'v1.35.0', undefined],
  ['1.36.3', 'v1.37.1', undefined],
  ['1.34.4', 'v1.36.3', 'kubectl 1.36.3 is more than one minor newer than Kubernetes 1.34.4: not supported, mostly works'],
])('Kubernetes %s takes kubectl %s', async (kubernetes, version, warning) => {
  expect(await findKubectl(fake('() => ({})', version).program, kubernetes)).toMatchObject({
    version: version.slice(1),
    ...(warning ? { warning } : {}),
  });
});

test('one that is two minors older is refused', async () => {
  const { program } = fake('() => ({})', 'v1.34.9');
  expect(await errorOf(findKubectl(program, '1.36.3'))).toEqual({
    code: 3,
    message: `${program}: got version 1.34.9; needed: kubectl 1.35 or later for Kubernetes 1.36.3; fix: install a newer one, or name it with --kubectl PATH`,
  });
});

test('one that is missing, or is something else, is named with what to do', async () => {
  const absent = join(folder, 'absent');
  expect(await errorOf(findKubectl(absent, '1.36.3'))).toEqual({
    code: 3,
    message: `${absent}: cannot be run (spawn ${absent} ENOENT); needed: kubectl 1.35 or later; fix: install it (https://kubernetes.io/docs/tasks/tools/), or name it with --kubectl PATH`,
  });
  const other = join(folder, 'other');
  writeFileSync(other, '#!/bin/sh\necho hello\n', { mode: 0o755 });
  expect((await errorOf(findKubectl(other, '1.36.3'))).message).toContain(
    'got version that it does not tell; needed: kubectl 1.35 or later for Kubernetes 1.36.3',
  );
});
