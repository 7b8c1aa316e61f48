import { Command } from 'commander';
import { registerBundle } from '../../../cli/bundle/register';
import { summaryOf } from '../../../cli/bundle/summary';

function commandLine(): Command {
  const program = new Command().exitOverride().configureOutput({ writeErr: () => {} });
  registerBundle(program);
  for (const command of program.commands) command.exitOverride().configureOutput({ writeErr: () => {} });
  return program;
}

test('an unknown format is refused', async () => {
  await expect(commandLine().parseAsync(['bundle', '--format', 'zip'], { from: 'user' })).rejects.toThrow(
    'Allowed choices are folder, tar, text, json.',
  );
});

test('the folder of the YAML is dist, and input that cannot be read is exit code 2', async () => {
  const said = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  await commandLine().parseAsync(['bundle', '/nowhere', '--format', 'json', '--format', 'tar'], { from: 'user' });
  expect([process.exitCode, String(said.mock.calls[0]![0]).startsWith('/nowhere: ')]).toEqual([2, true]);
  process.exitCode = 0;
  said.mockRestore();
});

const HOSTS = [
  { name: 'cp-1', path: 'bundle/prod/cp-1', files: 51, staticPods: 4 },
  { name: 'worker-1', path: 'bundle/prod/worker-1', files: 1, staticPods: 0 },
];

test('before the cluster was founded all hosts are next, then apply', () => {
  expect(summaryOf({ cluster: 'prod', folder: 'bundle/prod', hosts: HOSTS, founded: false }, { secrets: 'secrets', cluster: 'prod' }))
    .toMatchInlineSnapshot(`
"bundle/prod: 2 hosts; it holds keys
  bundle/prod/cp-1      51 files, 4 static pods
  bundle/prod/worker-1  1 file, 0 static pods

Next:
  1. copy each tree to its host, into a folder that only root can read
  2. on all hosts, in any order, as root: ./install
  3. ha-cluster apply --secrets secrets --cluster prod
  4. remove the copies
"
`);
});

test('afterwards one host at a time', () => {
  expect(summaryOf({ cluster: 'prod', folder: 'bundle/prod', hosts: HOSTS, founded: true }, { secrets: 'secrets' })).toMatchInlineSnapshot(`
"bundle/prod: 2 hosts; it holds keys
  bundle/prod/cp-1      51 files, 4 static pods
  bundle/prod/worker-1  1 file, 0 static pods

Next:
  1. copy each tree to its host, into a folder that only root can read
  2. on one host after the other, as root: ./install --check, then ./install; go on when its static pods are ready
  3. remove the copies
"
`);
});
