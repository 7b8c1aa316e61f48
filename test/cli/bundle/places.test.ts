import { mkdirSync, symlinkSync, writeFileSync } from 'fs';
import { join } from 'path';
import { bundleFolder, hostsIn } from '../../../cli/bundle/places';
import { InputError } from '../../../cli/command/errors';
import { temporaryFolder } from '../../temporary-folder';

function forbidden(folder: string) {
  return [{ folder, what: 'the secrets' }];
}

test.each([
  ['secrets', 'out inside the secrets'],
  ['secrets/prod/x', 'deeper inside'],
  ['', 'a cluster of the name of the secrets folder'],
])('--out %s is refused: %s', (out) => {
  const folder = temporaryFolder();
  const name = out === '' ? 'secrets' : 'prod';
  expect(() => bundleFolder(join(folder, out), name, forbidden(join(folder, 'secrets')))).toThrow(
    new InputError(
      `--out: got ${join(folder, out)}, so that ${join(folder, out, name)} would be replaced, and ${join(folder, 'secrets')} holds the secrets; allowed: a folder apart from it; fix: --out bundle`,
    ),
  );
});

test('secrets that lie where the bundle would go are refused', () => {
  const folder = temporaryFolder();
  expect(() => bundleFolder(folder, 'prod', forbidden(join(folder, 'prod', 'secrets')))).toThrow('holds the secrets');
});

test('a symbolic link into the secrets is seen through', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'secrets'));
  symlinkSync(join(folder, 'secrets'), join(folder, 'link'));
  expect(() => bundleFolder(join(folder, 'link'), 'prod', forbidden(join(folder, 'secrets')))).toThrow('holds the secrets');
});

test('a folder beside the secrets is good', () => {
  const folder = temporaryFolder();
  expect(bundleFolder(join(folder, 'bundle'), 'prod', forbidden(join(folder, 'secrets')))).toBe(join(folder, 'bundle', 'prod'));
  expect(bundleFolder(folder, 'prod', forbidden(join(folder, 'secrets')))).toBe(join(folder, 'prod'));
});

test('what no bundle wrote is not replaced', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'prod', 'mine'), { recursive: true });
  mkdirSync(join(folder, 'prod', 'cp-1'));
  writeFileSync(join(folder, 'prod', 'cp-1', 'manifest.json'), '{}');
  writeFileSync(join(folder, 'prod', 'cp-2.tar'), '');
  expect(() => bundleFolder(folder, 'prod', [])).toThrow(
    new InputError(
      `${join(folder, 'prod')}: got mine, which no bundle wrote, in a folder that would be replaced; allowed: trees of hosts; fix: remove them, or choose another --out`,
    ),
  );
  expect(hostsIn(join(folder, 'prod'))).toEqual(['cp-1', 'cp-2', 'mine']);
});
