import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { join, relative } from 'path';
import { bundle, BundleOptions, BundleReport } from '../../../cli/bundle/bundle';
import { runBundle } from '../../../cli/bundle/register';
import { ExitCode, FindingsError, InputError } from '../../../cli/command/errors';
import { issuePki } from '../../../cli/pki/issue';
import { caFingerprint, writeFounded } from '../../../cli/secrets/founded';
import { PlannedCluster } from '../../../cli/stream/model';
import { readCluster } from '../../../cli/stream/read';
import { temporaryFolder } from '../../temporary-folder';
import { Said } from './plans';

const reference = readCluster('dist');
const home = temporaryFolder();
const secrets = join(home, 'secrets');

const out = join(home, 'bundle');
const said = new Said();
let report: BundleReport;

// Issuing flushes every file to the disk, which a busy one takes its time for.
jest.setTimeout(60_000);

beforeAll(async () => {
  await issuePki({ cluster: reference, secrets }, new Said());
  report = await bundle(options({ out }), said);
});

function options(more: Partial<BundleOptions> = {}): BundleOptions {
  return { cluster: reference, secrets, out: join(temporaryFolder(), 'bundle'), dist: 'dist', ...more };
}

/** Every file below a folder, as relative paths. */
function filesBelow(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

/** A copy of the issued secrets, to be spoilt. */
function copied(): string {
  const copy = join(temporaryFolder(), 'secrets');
  cpSync(secrets, copy, { recursive: true });
  return copy;
}

/** The cluster with its etcd members starting the other way. */
function existing(cluster: PlannedCluster): PlannedCluster {
  return JSON.parse(JSON.stringify(cluster).replace(/--initial-cluster-state=new/g, '--initial-cluster-state=existing')) as PlannedCluster;
}

/** Something of a secret that must be found nowhere else: the key itself, and what it looks like inside a kubeconfig. */
function traces(text: string): string[] {
  const bodies = [...text.matchAll(/-----BEGIN [A-Z ]*PRIVATE KEY-----\n([\s\S]+?)-----END/g)].map(([, body]) => body!.replace(/\n/g, ''));
  const inside = [...text.matchAll(/client-key-data: (\S+)/g)].flatMap(([, data]) => traces(Buffer.from(data!, 'base64').toString()));
  const random = /^[A-Za-z0-9+/=]{22,}\n?$/.test(text) ? [text.trim()] : [];
  return [...bodies, ...inside, ...random];
}

/** The text of a file, and of every long base64 within, without line breaks. */
function unwrapped(text: string): string {
  const decoded = [...text.matchAll(/[A-Za-z0-9+/]{80,}={0,2}/g)].map(([data]) => Buffer.from(data, 'base64').toString('latin1'));
  return [text, ...decoded].join('\n').replace(/\s/g, '');
}

/** The trees as the first run wrote them, for another run to change. */
function bundledBefore(): string {
  const copy = join(temporaryFolder(), 'bundle');
  cpSync(out, copy, { recursive: true });
  return copy;
}

describe('the reference blueprint', () => {
  test('every file of the YAML is in the tree of its host, and nothing else', () => {
    for (const host of reference.hosts) {
      const planned = [
        ...host.files.map(({ path }) => path.slice(1)),
        ...host.staticPods.map(({ metadata }) => `etc/kubernetes/manifests/${metadata.name}.yaml`),
      ];
      expect(filesBelow(join(out, 'prod', host.name))).toEqual([...planned, 'install', 'manifest.json', 'manifest.tsv'].sort());
    }
  });

  test('files without secrets are byte for byte those of the YAML', () => {
    for (const host of reference.hosts) {
      for (const { path, content } of host.files.filter((file) => file.content !== undefined && !file.content.includes('${secret:'))) {
        expect(readFileSync(join(out, 'prod', host.name, path), 'utf8')).toBe(content);
      }
    }
  });

  test('nowhere is a placeholder left', () => {
    for (const file of filesBelow(out)) expect(readFileSync(join(out, file), 'utf8')).not.toContain('${secret:');
  });

  test('no tree holds the key of another host, and who holds shared keys is known', () => {
    const holders: Record<string, string[]> = {};
    const trees = reference.hosts.map(({ name }) => ({
      name,
      text: filesBelow(join(out, 'prod', name))
        .map((file) => unwrapped(readFileSync(join(out, 'prod', name, file), 'utf8')))
        .join('\n'),
    }));
    let searched = 0;
    for (const { kind, name } of reference.secrets) {
      const folder = join(secrets, 'prod', kind, name);
      const found = filesBelow(folder).flatMap((part) => traces(readFileSync(join(folder, part), 'utf8')));
      expect(found.length).toBeGreaterThan(0);
      searched += found.length;
      const base64 = found.map((trace) => Buffer.from(trace).toString('base64').slice(0, -4));
      holders[`${kind}/${name}`] = trees.filter(({ text }) => [...found, ...base64].some((trace) => text.includes(trace))).map((tree) => tree.name);
    }
    expect(searched).toBe(reference.secrets.length);
    const own = reference.secrets.filter(({ host }) => host !== undefined);
    expect(Object.fromEntries(own.map(({ kind, name }) => [name, holders[`${kind}/${name}`]]))).toEqual(
      Object.fromEntries(own.map(({ name, host }) => [name, [host]])),
    );
    const controlPlanes = ['cp-1', 'cp-2', 'cp-3'];
    expect(
      Object.fromEntries(reference.secrets.filter(({ host }) => host === undefined).map(({ kind, name }) => [name, holders[`${kind}/${name}`]])),
    ).toEqual({
      admin: [],
      'encryption-1': controlPlanes,
      'etcd-ca': [],
      'front-proxy-ca': [],
      'kubernetes-ca': controlPlanes,
      'service-account': controlPlanes,
      'super-admin': [],
    });
  });

  test('a second run gives the same bytes', async () => {
    const again = join(home, 'again');
    await bundle(options({ out: again }), new Said());
    for (const file of filesBelow(out)) expect(readFileSync(join(again, file))).toEqual(readFileSync(join(out, file)));
  });

  test('nothing is left beside the trees', () => {
    expect(readdirSync(out)).toEqual(['.gitignore', 'prod']);
    expect(said.lines).toEqual([]);
  });
});

test('--host writes that tree anew and leaves the others', async () => {
  const given = options({ out: bundledBefore(), hosts: ['cp-1'] });
  const other = join(given.out, 'prod', 'cp-2', 'install');
  writeFileSync(other, 'as it was');
  expect((await bundle(given, new Said())).hosts.map(({ name }) => name)).toEqual(['cp-1']);
  expect([readdirSync(join(given.out, 'prod')), readFileSync(other, 'utf8')]).toEqual([['cp-1', 'cp-2', 'cp-3', 'worker-1'], 'as it was']);
});

test('a host that is not there', async () => {
  await expect(bundle(options({ hosts: ['cp-9', 'cp-1'] }), new Said())).rejects.toEqual(
    new InputError('--host: got cp-9; allowed: cp-1, cp-2, cp-3, worker-1; fix: one of these names'),
  );
});

test('the tree of a host that is gone is removed, which is said', async () => {
  const given = options({ out: bundledBefore() });
  const hears = new Said();
  const gone = reference.secrets.filter(({ host }) => host === 'worker-1');
  const kept = {
    ...reference,
    hosts: reference.hosts.filter(({ name }) => name !== 'worker-1'),
    secrets: reference.secrets.filter((secret) => !gone.includes(secret)),
  };
  const fewer = copied();
  for (const { kind, name } of gone) rmSync(join(fewer, 'prod', kind, name), { recursive: true });
  await bundle({ ...given, cluster: kept, secrets: fewer }, hears);
  expect(readdirSync(join(given.out, 'prod'))).toEqual(['cp-1', 'cp-2', 'cp-3']);
  expect(hears.lines).toEqual(['removes the tree of worker-1, which is not described any more']);
});

describe('stops, and leaves what is there as it was', () => {
  test('without secrets, with all of them in one list', async () => {
    const given = options({ secrets: join(home, 'none') });
    const error = await bundle(given, new Said()).catch((reason: Error) => reason);
    expect(error).toBeInstanceOf(FindingsError);
    expect((error as Error).message.split('\n').length).toBeGreaterThanOrEqual(reference.secrets.length + 1);
    expect((error as Error).message).toContain('  Certificate/cp-1-apiserver: ');
    expect((error as Error).message).toContain('pki issue');
    expect([existsSync(given.out), existsSync(join(home, 'none'))]).toEqual([false, false]);
  });

  test('with one that is missing, one that is stale and one that nobody plans', async () => {
    const spoilt = copied();
    const planned = JSON.parse(JSON.stringify(reference)) as PlannedCluster;
    cpSync(join(spoilt, 'prod/Certificate/cp-1-apiserver'), join(spoilt, 'prod/Certificate/cp-9-apiserver'), { recursive: true });
    rmSync(join(spoilt, 'prod/Certificate/cp-1-etcd-peer'), { recursive: true });
    const changed = planned.secrets.find(({ name }) => name === 'cp-2-apiserver')!;
    (changed.spec as { dnsNames: string[] }).dnsNames = ['cp-2', 'other'];
    const given = options({ cluster: planned, secrets: spoilt });
    const error = (await bundle(given, new Said()).catch((reason: Error) => reason)) as Error;
    expect(error.message).toMatch(/Certificate\/cp-1-etcd-peer: .*\n.*Certificate\/cp-2-apiserver: .*\n.*Certificate\/cp-9-apiserver: /);
    expect(error.message.split('\n')).toHaveLength(4);
    const worker = await bundle({ ...given, hosts: ['worker-1'] }, new Said()).catch((reason: Error) => reason);
    expect((worker as Error).message.split('\n')).toHaveLength(2);
  });

  test('with a file that asks for the secret of another host', async () => {
    const planned = JSON.parse(JSON.stringify(reference)) as PlannedCluster;
    const thief = planned.hosts.find(({ name }) => name === 'cp-2')!;
    thief.files.push({
      path: '/etc/stolen',
      mode: '0600',
      owner: 'root',
      group: 'root',
      contentFrom: { kind: 'Certificate', name: 'cp-1-apiserver', part: 'tls.key' },
    });
    await expect(bundle(options({ cluster: planned }), new Said())).rejects.toEqual(
      new FindingsError(
        `cluster prod: nothing is bundled, since the secrets in ${join(secrets, 'prod')} are not as planned:\n` +
          '  Certificate/cp-1-apiserver#tls.key: got wanted by a file of cp-2; allowed: cp-1, for which it is planned; fix: plan one for cp-2',
      ),
    );
  });

  test('when the cluster was founded and etcd would start anew', async () => {
    const founded = copied();
    const members = ['cp-1', 'cp-2', 'cp-3'];
    await writeFounded(founded, { cluster: 'prod', foundedAt: '2026-01-02T03:04:05.000Z', caFingerprint: caFingerprint(founded, 'prod')!, members });
    await expect(bundle(options({ secrets: founded }), new Said())).rejects.toThrow(
      'set EtcdBootstrap.EXISTING in the description, npm run synth, and bundle again',
    );
    await expect(bundle(options({ secrets: founded, hosts: ['worker-1'] }), new Said())).resolves.toMatchObject({ founded: true });
    await expect(bundle(options({ secrets: founded, cluster: existing(reference) }), new Said())).resolves.toMatchObject({ founded: true });
  });

  test('when it was not founded and etcd would wait for it', async () => {
    await expect(bundle(options({ cluster: existing(reference) }), new Said())).rejects.toThrow('add --founded-elsewhere');
    await expect(bundle(options({ cluster: existing(reference), foundedElsewhere: true }), new Said())).resolves.toMatchObject({ founded: true });
  });

  test('when the trees would go into the secrets', async () => {
    await expect(bundle(options({ out: secrets }), new Said())).rejects.toThrow('holds the secrets');
    await expect(bundle(options({ out: 'dist/x' }), new Said())).rejects.toThrow('holds the YAML');
  });
});

test('no secret is in the result', () => {
  const all = filesBelow(secrets).flatMap((part) => traces(readFileSync(join(secrets, part), 'utf8')));
  for (const trace of all) expect(JSON.stringify([report, said])).not.toContain(trace);
});

test('a foreign folder in the place of the trees stays', async () => {
  const given = options();
  mkdirSync(join(given.out, 'prod', 'mine'), { recursive: true });
  await expect(bundle(given, new Said())).rejects.toThrow('which no bundle wrote');
  expect(readdirSync(join(given.out, 'prod'))).toEqual(['mine']);
});

test.each(['SIGINT', 'SIGTERM'] as const)(
  'the command stops at %s with exit code 4, and leaves the trees and nothing beside them',
  async (signal) => {
    const folder = bundledBefore();
    const running = runBundle('dist', { secrets, out: folder, form: 'folder' }, new Said());
    process.emit(signal, signal);
    await expect(running).rejects.toMatchObject({ exitCode: ExitCode.INTERRUPTED });
    expect([readdirSync(folder), readdirSync(join(folder, 'prod'))]).toEqual([['.gitignore', 'prod'], readdirSync(join(out, 'prod'))]);
  },
);
