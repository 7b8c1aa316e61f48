import { existsSync, mkdirSync, readdirSync, renameSync, statSync, writeFileSync } from 'fs';
import { join } from 'path';
import { SecretStore } from '../../../cli/secrets/store';
import { recover, removeSecret, replaceFile, writeSecret } from '../../../cli/secrets/write';
import { temporaryFolder } from '../../temporary-folder';

let secrets: string;
let folder: string;
beforeEach(() => {
  secrets = temporaryFolder();
  folder = join(secrets, 'prod');
});

const write = (text: string) => writeSecret(folder, 'Certificate', 'a', { 'tls.crt': `${text} certificate`, 'tls.key': `${text} key` });
const pair = () => ['tls.crt', 'tls.key'].map((part) => new SecretStore(secrets, 'prod').part({ kind: 'Certificate', name: 'a', part }));
const names = () => readdirSync(join(folder, 'Certificate'));

/** A folder with a pair, as it stands beside its place on the way in or out. */
function beside(suffix: string, text: string, parts = ['tls.crt', 'tls.key']): void {
  const path = join(folder, `Certificate/a${suffix}`);
  mkdirSync(path, { recursive: true });
  for (const part of parts) writeFileSync(join(path, part), `${text} ${part === 'tls.crt' ? 'certificate' : 'key'}`);
}

const OLD = ['old certificate', 'old key'];
const NEW = ['new certificate', 'new key'];

test('all parts are replaced at once, for their owner alone, and nothing is left beside', async () => {
  await write('old');
  await write('new');
  expect([pair(), names()]).toEqual([NEW, ['a']]);
  expect([folder, join(folder, 'Certificate/a'), join(folder, 'Certificate/a/tls.key')].map((path) => statSync(path).mode & 0o777)).toEqual([0o700, 0o700, 0o600]);
});

describe('a kill', () => {
  test('before the first one is there leaves nothing', async () => {
    beside('~new', 'new', ['tls.crt']);
    expect(pair()).toEqual([undefined, undefined]);
    await recover(folder);
    expect([pair(), names()]).toEqual([[undefined, undefined], []]);
  });

  test('while the new one is written leaves the old one', async () => {
    await write('old');
    beside('~new', 'new', ['tls.crt']);
    expect(pair()).toEqual(OLD);
    await recover(folder);
    expect([pair(), names()]).toEqual([OLD, ['a']]);
  });

  test('between the two renames leaves the new one, for readers at once', async () => {
    beside('~old', 'old');
    beside('~new', 'new');
    expect(pair()).toEqual(NEW);
    expect([new SecretStore(secrets, 'prod').names('Certificate'), new SecretStore(secrets, 'prod').has('Certificate', 'a')]).toEqual([['a'], true]);
    await recover(folder);
    expect([pair(), names()]).toEqual([NEW, ['a']]);
  });

  test('while the old one is removed leaves the new one', async () => {
    await write('new');
    beside('~old', 'old', ['tls.key']);
    expect(pair()).toEqual(NEW);
    await recover(folder);
    expect([pair(), names()]).toEqual([NEW, ['a']]);
  });

  test('while one is removed for good leaves none', async () => {
    beside('~gone', 'old', ['tls.key']);
    expect(new SecretStore(secrets, 'prod').names('Certificate')).toEqual([]);
    await recover(folder);
    expect(names()).toEqual([]);
  });

  test('while a single file is written leaves the old one', async () => {
    await replaceFile(join(secrets, 'made.json'), 'old');
    writeFileSync(join(secrets, 'made.json~new'), 'ne');
    await recover(secrets);
    expect(readdirSync(secrets)).toEqual(['made.json']);
  });
});

test('an old one without a new one, which no kill leaves, is put back', async () => {
  await write('old');
  renameSync(join(folder, 'Certificate/a'), join(folder, 'Certificate/a~old'));
  expect(pair()).toEqual(OLD);
  await recover(folder);
  expect([pair(), names()]).toEqual([OLD, ['a']]);
});

test('a failure leaves the old one', async () => {
  await write('old');
  await expect(writeSecret(folder, 'Certificate', 'a', { 'no/such/folder': 'text' })).rejects.toThrow('ENOENT');
  expect(pair()).toEqual(OLD);
});

test('a removed one is gone', async () => {
  await write('old');
  await removeSecret(folder, 'Certificate', 'a');
  expect(existsSync(join(folder, 'Certificate/a'))).toBe(false);
  expect(names()).toEqual([]);
});
