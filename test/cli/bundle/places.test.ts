import { mkdirSync, symlinkSync, writeFileSync } from 'fs';
import { join } from 'path';
import { bundleFolder, hostsIn } from '../../../cli/bundle/places';
import { tarOf } from '../../../cli/bundle/tar';
import { InputError } from '../../../cli/command/errors';
import { temporaryFolder } from '../../temporary-folder';

function forbidden(folder: string) {
  return [{ folder, what: 'the secrets' }];
}

test.each([
  ['secrets', 'out inside the secrets'],
  ['secrets/prod/x', 'deeper inside'],
  ['', 'a cluster of the name of the secrets folder'],
])('--out %s is refused: %s', async (out) => {
  const folder = temporaryFolder();
  const name = out === '' ? 'secrets' : 'prod';
  await expect(bundleFolder(join(folder, out), name, forbidden(join(folder, 'secrets')))).rejects.toEqual(
    new InputError(
      `--out: got ${join(folder, out)}, so that ${join(folder, out, name)} would be replaced, and ${join(folder, 'secrets')} holds the secrets; allowed: a folder apart from it; fix: --out bundle`,
    ),
  );
});

test('secrets that lie where the bundle would go are refused', async () => {
  const folder = temporaryFolder();
  await expect(bundleFolder(folder, 'prod', forbidden(join(folder, 'prod', 'secrets')))).rejects.toThrow('holds the secrets');
});

test('a symbolic link into the secrets is seen through', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'secrets'));
  symlinkSync(join(folder, 'secrets'), join(folder, 'link'));
  await expect(bundleFolder(join(folder, 'link'), 'prod', forbidden(join(folder, 'secrets')))).rejects.toThrow('holds the secrets');
});

test('a folder beside the secrets is good', async () => {
  const folder = temporaryFolder();
  await expect(bundleFolder(join(folder, 'bundle'), 'prod', forbidden(join(folder, 'secrets')))).resolves.toBe(join(folder, 'bundle', 'prod'));
  await expect(bundleFolder(folder, 'prod', forbidden(join(folder, 'secrets')))).resolves.toBe(join(folder, 'prod'));
});

function manifest(host: string): string {
  return JSON.stringify({ format: 1, host });
}

async function archive(path: string, name: string, content: string): Promise<void> {
  writeFileSync(path, await tarOf([{ path: name, mode: 0o600, owner: 'root', group: 'root', content }]));
}

test('trees of both forms are replaced', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'prod', 'cp-1'), { recursive: true });
  writeFileSync(join(folder, 'prod', 'cp-1', 'manifest.json'), manifest('cp-1'));
  await archive(join(folder, 'prod', 'cp-2.tar'), 'manifest.json', manifest('cp-2'));
  await expect(bundleFolder(folder, 'prod', [])).resolves.toBe(join(folder, 'prod'));
  expect(hostsIn(join(folder, 'prod'))).toEqual(['cp-1', 'cp-2']);
});

test('what no bundle wrote is not replaced, whatever it is called', async () => {
  const folder = temporaryFolder();
  const prod = join(folder, 'prod');
  for (const name of ['mine', 'page', 'cp-1']) mkdirSync(join(prod, name), { recursive: true });
  writeFileSync(join(prod, 'cp-1', 'manifest.json'), manifest('cp-1'));
  writeFileSync(join(prod, 'page', 'manifest.json'), '{"manifest_version": 3}');
  writeFileSync(join(prod, 'empty.tar'), '');
  writeFileSync(join(prod, 'text.tar'), 'notes\n'.repeat(1000));
  await archive(join(prod, 'photos.tar'), 'photo', 'x');
  await archive(join(prod, 'image.tar'), 'manifest.json', '[{"Config": "x.json"}]');
  await archive(join(prod, 'renamed.tar'), 'manifest.json', manifest('cp-2'));
  symlinkSync(join(prod, 'cp-1'), join(prod, 'link'));
  await expect(bundleFolder(folder, 'prod', [])).rejects.toEqual(
    new InputError(
      `${prod}: got empty.tar, image.tar, link, mine, page, photos.tar, renamed.tar, text.tar, which no bundle wrote, ` +
        'in a folder that would be replaced; allowed: trees of hosts; fix: remove them, or choose another --out',
    ),
  );
});
