import { spawnSync } from 'child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { extract } from 'tar-stream';
import { manifestOf } from '../../../cli/bundle/manifest';
import { hostTree } from '../../../cli/bundle/tree';
import { DescribedTree, recoverTrees, replaceTrees } from '../../../cli/bundle/write';
import { InterruptedError } from '../../../cli/command/errors';
import { PlannedHost } from '../../../cli/stream/model';
import { temporaryFolder } from '../../temporary-folder';
import { cluster, file, host, named, pod } from './plans';

function described(of: PlannedHost): DescribedTree {
  const tree = hostTree(of, named);
  return { tree, manifest: manifestOf(cluster([of]), tree) };
}

function small(name: string, text = 'a\n'): DescribedTree {
  const files = [file('/etc/a.conf', text, { mode: '0644', owner: 'etcd', group: 'adm' }), file('/usr/local/bin/x', '#!/bin/sh\n', { mode: '0755' })];
  return described(host(name, { files, staticPods: [pod('etcd', ['etcd'])] }));
}

/** Every path below a folder, with its mode. */
function modes(folder: string, prefix = ''): Record<string, string> {
  return Object.fromEntries(
    readdirSync(join(folder, prefix), { withFileTypes: true }).flatMap((entry) => {
      const name = join(prefix, entry.name);
      const mode = (statSync(join(folder, name)).mode & 0o777).toString(8);
      return [[name, mode], ...(entry.isDirectory() ? Object.entries(modes(folder, name)) : [])];
    }),
  );
}

/** Mode, owner, time and name of the entries of an archive. */
async function entries(archive: Buffer): Promise<string[]> {
  const reader = extract();
  reader.end(archive);
  const found: string[] = [];
  for await (const entry of reader) {
    const { mode, uname, gname, mtime, name } = entry.header;
    found.push(`${mode!.toString(8)} ${uname}:${gname} ${mtime!.getTime()} ${name}`);
    entry.resume();
  }
  return found;
}

test('only the owner reads a tree, whatever the modes on the host are', async () => {
  const folder = join(temporaryFolder(), 'prod');
  await replaceTrees(folder, [small('cp-1')], 'folder', []);
  expect(modes(folder)).toMatchInlineSnapshot(`
{
  "cp-1": "700",
  "cp-1/etc": "700",
  "cp-1/etc/a.conf": "600",
  "cp-1/etc/kubernetes": "700",
  "cp-1/etc/kubernetes/manifests": "700",
  "cp-1/etc/kubernetes/manifests/etcd.yaml": "600",
  "cp-1/install": "700",
  "cp-1/manifest.json": "600",
  "cp-1/manifest.tsv": "600",
  "cp-1/usr": "700",
  "cp-1/usr/local": "700",
  "cp-1/usr/local/bin": "700",
  "cp-1/usr/local/bin/x": "600",
}
`);
});

test('manifest.json has the modes and owners of the host', async () => {
  const folder = join(temporaryFolder(), 'prod');
  await replaceTrees(folder, [small('cp-1')], 'folder', []);
  const { files } = JSON.parse(readFileSync(join(folder, 'cp-1', 'manifest.json'), 'utf8')) as {
    files: { mode: string; owner: string; group: string }[];
  };
  expect(files.map(({ mode, owner, group }) => `${mode} ${owner}:${group}`)).toEqual(['0644 etcd:adm', '0755 root:root']);
});

test('trees of hosts that are gone are removed, and those that are kept stay', async () => {
  const folder = join(temporaryFolder(), 'prod');
  await replaceTrees(folder, [small('cp-1'), small('cp-2'), small('cp-3')], 'folder', []);
  await replaceTrees(folder, [small('cp-1', 'new\n')], 'folder', ['cp-2']);
  expect(readdirSync(folder)).toEqual(['cp-1', 'cp-2']);
  expect([readFileSync(join(folder, 'cp-1/etc/a.conf'), 'utf8'), readFileSync(join(folder, 'cp-2/etc/a.conf'), 'utf8')]).toEqual(['new\n', 'a\n']);
  expect(modes(folder)['cp-2/etc/a.conf']).toBe('600');
});

describe('an archive', () => {
  test('is the same each time, and holds the modes and owners of the host', async () => {
    const [one, two] = [join(temporaryFolder(), 'prod'), join(temporaryFolder(), 'prod')];
    for (const folder of [one, two]) await replaceTrees(folder, [small('cp-1')], 'tar', []);
    expect(readFileSync(join(one, 'cp-1.tar')).equals(readFileSync(join(two, 'cp-1.tar')))).toBe(true);
    expect(modes(one)).toEqual({ 'cp-1.tar': '600' });
    expect(await entries(readFileSync(join(one, 'cp-1.tar')))).toEqual([
      '644 etcd:adm 0 etc/a.conf',
      '600 root:root 0 etc/kubernetes/manifests/etcd.yaml',
      '700 root:root 0 install',
      '600 root:root 0 manifest.json',
      '600 root:root 0 manifest.tsv',
      '755 root:root 0 usr/local/bin/x',
    ]);
  });

  test('unpacks into the tree', async () => {
    const folder = temporaryFolder();
    await replaceTrees(join(folder, 'tar'), [small('cp-1')], 'tar', []);
    await replaceTrees(join(folder, 'folder'), [small('cp-1')], 'folder', []);
    mkdirSync(join(folder, 'unpacked'));
    spawnSync('tar', ['-xf', join(folder, 'tar', 'cp-1.tar'), '-C', join(folder, 'unpacked')]);
    expect(spawnSync('diff', ['-r', join(folder, 'unpacked'), join(folder, 'folder', 'cp-1')], { encoding: 'utf8' }).stdout).toBe('');
  });

  test('takes the place of the folder of an earlier run', async () => {
    const folder = join(temporaryFolder(), 'prod');
    await replaceTrees(folder, [small('cp-1'), small('cp-2')], 'folder', []);
    await replaceTrees(folder, [small('cp-1')], 'tar', ['cp-2']);
    expect(readdirSync(folder)).toEqual(['cp-1.tar', 'cp-2']);
  });
});

describe('of new trees nothing is left, and the old ones stay,', () => {
  async function old(): Promise<string> {
    const folder = join(temporaryFolder(), 'prod');
    await replaceTrees(folder, [small('cp-1', 'old\n')], 'folder', []);
    return folder;
  }

  test('when one cannot be written', async () => {
    const folder = await old();
    const bad = described(host('cp-2', { files: [file(`/etc/${'x'.repeat(300)}`, 'secret\n')] }));
    await expect(replaceTrees(folder, [small('cp-1', 'new\n'), bad], 'folder', [])).rejects.toThrow('ENAMETOOLONG');
    expect([readdirSync(dirname(folder)), readFileSync(join(folder, 'cp-1/etc/a.conf'), 'utf8')]).toEqual([['prod'], 'old\n']);
  });

  test.each(['folder', 'tar'] as const)('when a signal asks to stop, as %s', async (form) => {
    const folder = await old();
    const stop = new AbortController();
    const stopped = replaceTrees(folder, [small('cp-1', 'new\n'), small('cp-2')], form, [], stop.signal);
    stop.abort();
    await expect(stopped).rejects.toEqual(
      new InterruptedError('stopped before any tree was replaced; what was there stays: run the same command again'),
    );
    expect([readdirSync(dirname(folder)), readdirSync(folder)]).toEqual([['prod'], ['cp-1']]);
    expect(readFileSync(join(folder, 'cp-1/etc/a.conf'), 'utf8')).toBe('old\n');
  });
});

describe('an exchange that was killed', () => {
  test('is finished where the old trees were moved away already', async () => {
    const folder = join(temporaryFolder(), 'prod');
    await replaceTrees(folder, [small('cp-1', 'old\n')], 'folder', []);
    renameSync(folder, `${folder}~old`);
    await replaceTrees(folder, [small('cp-1', 'new\n')], 'folder', []);
    renameSync(folder, `${folder}~new`);
    mkdirSync(`${folder}~old`, { recursive: true });
    recoverTrees(folder);
    expect(readFileSync(join(folder, 'cp-1/etc/a.conf'), 'utf8')).toBe('new\n');
    expect([existsSync(`${folder}~old`), existsSync(`${folder}~new`)]).toEqual([false, false]);
  });

  test('is forgotten where they were not', async () => {
    const folder = join(temporaryFolder(), 'prod');
    await replaceTrees(folder, [small('cp-1', 'old\n')], 'folder', []);
    mkdirSync(`${folder}~new/cp-1`, { recursive: true });
    writeFileSync(`${folder}~new/cp-1/install`, '');
    recoverTrees(folder);
    expect(readFileSync(join(folder, 'cp-1/etc/a.conf'), 'utf8')).toBe('old\n');
    expect(existsSync(`${folder}~new`)).toBe(false);
  });
});
