import { createHash, createPrivateKey, createPublicKey } from 'crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'fs';
import { join } from 'path';
import { parse } from 'yaml';
import { comparePlan } from '../../../cli/pki/compare';
import { Issued, IssueOptions, issuePki, IssueReport } from '../../../cli/pki/issue';
import { issueText } from '../../../cli/pki/text';
import { SecretStore } from '../../../cli/secrets/store';
import { readCluster } from '../../../cli/stream/read';
import { temporaryFolder } from '../../temporary-folder';
import { certificate, changed, fileOf, issuedCertificate, issuedFolders, kept, later, NOW, planned, secretsOf, SHARED } from './plan';

const DIST = join(__dirname, '../../../dist');

const issuedFolder = issuedFolders();

let secrets: string;
beforeEach(() => void (secrets = issuedFolder()));

function issue(options: Partial<IssueOptions> = {}): Promise<IssueReport> {
  return issuePki({ cluster: planned(), secrets, now: NOW, ...options }, kept());
}

/** Every file with its text and the time of its last change. */
function state(folder = join(secrets, 'prod')): Record<string, string> {
  const entries = readdirSync(folder, { withFileTypes: true });
  return Object.fromEntries(
    entries.flatMap((entry): [string, string][] => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? Object.entries(state(path)) : [[path.slice(secrets.length + 1), readFileSync(path, 'utf8')]];
    }),
  );
}

const named = (issued: Issued[]) => issued.map(({ kind, name, reason }) => `${kind}/${name}: ${reason}`);
const part = (kind: string, name: string, of: string) => new SecretStore(secrets, 'prod').part({ kind, name, part: of })!;

test('issues everything that is planned, and the second run changes nothing and says so', async () => {
  secrets = temporaryFolder();
  const first = await issue();
  expect(named(first.issued)).toEqual([
    'Certificate/cp-1-apiserver: new',
    'Certificate/kubernetes-ca: new',
    'Kubeconfig/admin: new',
    'Kubeconfig/cp-1-scheduler: new',
    'SecretKey/encryption-1: new',
    'SecretKey/service-account: new',
  ]);
  const before = state();
  const second = await issue({ now: later(1) });
  expect(second).toEqual({ cluster: 'prod', issued: [], kept: 6, pruned: [], foreign: [] });
  expect(issueText(second)).toBe('prod: nothing to do, all 6 secrets are as planned');
  expect(state()).toEqual(before);
});

test('everything is closed to others: folders 0700, files 0600', async () => {
  const modes = (folder: string): number[] =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name);
      return [statSync(path).mode & 0o777, ...(entry.isDirectory() ? modes(path) : [])];
    });
  expect(new Set([statSync(secrets).mode & 0o777, ...modes(secrets)])).toEqual(new Set([0o700, 0o600]));
});

test('a certificate is of its CA, its key and the plan', async () => {
  const [ca, leaf] = [issuedCertificate(secrets, 'kubernetes-ca'), issuedCertificate(secrets, 'cp-1-apiserver')];
  expect(leaf.checkIssued(ca)).toBe(true);
  expect(leaf.verify(ca.publicKey)).toBe(true);
  expect(leaf.checkPrivateKey(createPrivateKey(part('Certificate', 'cp-1-apiserver', 'tls.key')))).toBe(true);
  expect(leaf.subject).toBe('CN=kube-apiserver');
  expect(leaf.subjectAltName).toBe('DNS:cp-1, DNS:kubernetes, DNS:localhost, IP Address:10.0.0.11, IP Address:0:0:0:0:0:0:0:1');
});

test('private keys are PKCS#8 and public ones SPKI, which every component reads', async () => {
  expect(part('Certificate', 'kubernetes-ca', 'tls.key')).toMatch(/^-----BEGIN PRIVATE KEY-----\n[^-]+-----END PRIVATE KEY-----\n$/);
  expect(part('SecretKey', 'service-account', 'key')).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
  const publicHalf = createPublicKey(part('SecretKey', 'service-account', 'key')).export({ type: 'spki', format: 'pem' });
  expect(part('SecretKey', 'service-account', 'key.pub')).toBe(publicHalf);
});

test('an encryption key is 32 random bytes in base64 without a line end, since it stands within a line', async () => {
  const key = part('SecretKey', 'encryption-1', 'key');
  expect(key).toMatch(/^[A-Za-z0-9+/]{43}=$/);
});

test('a kubeconfig needs no other file, and can be used beside those of other clusters', async () => {
  const { users, clusters, ...rest } = parse(part('Kubeconfig', 'admin', 'kubeconfig'));
  expect(rest).toEqual({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'kubernetes-admin@prod',
    contexts: [{ name: 'kubernetes-admin@prod', context: { cluster: 'prod', user: 'kubernetes-admin@prod' } }],
  });
  expect(clusters[0]).toMatchObject({ name: 'prod', cluster: { server: 'https://10.0.0.100:8443' } });
  expect(Buffer.from(clusters[0].cluster['certificate-authority-data'], 'base64').toString()).toBe(part('Certificate', 'kubernetes-ca', 'tls.crt'));
  expect(Object.keys(users[0].user)).toEqual(['client-certificate-data', 'client-key-data']);
  const client = issuedCertificate(secrets, 'admin', 'Kubeconfig');
  expect(client.subject).toBe('O=ha-cluster:cluster-admins\nCN=kubernetes-admin');
  expect(client.verify(issuedCertificate(secrets, 'kubernetes-ca').publicKey)).toBe(true);
});

test('a new host gets its secrets, and nothing else changes', async () => {
  const before = state();
  const { issued, kept: same } = await issue({ cluster: planned([...SHARED, ...secretsOf('cp-1'), ...secretsOf('cp-2')]) });
  expect(named(issued)).toEqual(['Certificate/cp-2-apiserver: new', 'Kubeconfig/cp-2-scheduler: new']);
  expect(same).toBe(6);
  expect(state()).toMatchObject(before);
});

test('a new name issues the one certificate again, and says which', async () => {
  const before = state();
  const cluster = changed(planned(), 'cp-1-apiserver', { dnsNames: ['api.example.com', 'cp-1', 'kubernetes'] });
  const { issued } = await issue({ cluster });
  expect(named(issued)).toEqual(['Certificate/cp-1-apiserver: DNS names: without api.example.com; with localhost, which is not planned']);
  const differs = Object.entries(state()).filter(([file, text]) => before[file] !== text).map(([file]) => file);
  expect(differs.sort()).toEqual(['prod/Certificate/cp-1-apiserver/tls.crt', 'prod/Certificate/cp-1-apiserver/tls.key']);
});

test('a new server of a kubeconfig leaves its certificate and key as they are', async () => {
  const before = ['tls.crt', 'tls.key'].map((of) => part('Kubeconfig', 'admin', of));
  const { issued } = await issue({ cluster: changed(planned(), 'admin', { server: 'https://api.example.com:8443' }) });
  expect(named(issued)).toEqual(['Kubeconfig/admin: server: got https://10.0.0.100:8443, planned https://api.example.com:8443']);
  expect(['tls.crt', 'tls.key'].map((of) => part('Kubeconfig', 'admin', of))).toEqual(before);
  expect(parse(part('Kubeconfig', 'admin', 'kubeconfig')).clusters[0].cluster.server).toBe('https://api.example.com:8443');
});

test('another algorithm gives a new key', async () => {
  const { issued } = await issue({ cluster: changed(planned(), 'cp-1-apiserver', { keyAlgorithm: 'RSA-2048' }) });
  expect(named(issued)).toEqual(['Certificate/cp-1-apiserver: key algorithm: got ECDSA-P256, planned RSA-2048']);
  expect(issuedCertificate(secrets, 'cp-1-apiserver').publicKey.asymmetricKeyDetails).toMatchObject({ modulusLength: 2048 });
});

test('an expired certificate is issued again', async () => {
  const { issued } = await issue({ now: later(366) });
  expect(named(issued)).toEqual([
    'Certificate/cp-1-apiserver: expired on 2031-06-01',
    'Kubeconfig/admin: expired on 2031-06-01',
    'Kubeconfig/cp-1-scheduler: expired on 2031-06-01',
  ]);
});

test.each<[string, string, object, string]>([
  ['of a CA', 'kubernetes-ca', { keyAlgorithm: 'RSA-2048' }, 'Certificate/kubernetes-ca: key algorithm: got ECDSA-P256, planned RSA-2048; fix: set the plan back to what the CA is: everything that it signed stops working when it changes'],
  ['of a CA', 'kubernetes-ca', { subject: { commonName: 'other' } }, 'Certificate/kubernetes-ca: common name: got kubernetes, planned other; fix: set the plan back to what the CA is: everything that it signed stops working when it changes'],
  ['of the key of service accounts', 'service-account', { keyAlgorithm: 'RSA-2048' }, 'SecretKey/service-account: key algorithm: got ECDSA-P256, planned RSA-2048; fix: set the plan back; a new key needs a new name, beside the old one, until nothing uses that any more'],
  ['of an encryption key', 'encryption-1', { bytes: 16 }, 'SecretKey/encryption-1: length: got 32 bytes, planned 16; fix: set the plan back; a new key needs a new name, beside the old one, until nothing uses that any more'],
])('a changed plan %s is refused, and nothing is written', async (_, name, spec, line) => {
  const before = state();
  const cluster = changed(changed(planned(), 'cp-1-apiserver', { dnsNames: ['new'] }), name, spec);
  await expect(issue({ cluster })).rejects.toThrow(
    expect.objectContaining({ exitCode: 1, message: `${secrets}/prod: nothing was issued; what a cluster may rely on is not as planned:\n  ${line}` }),
  );
  expect(state()).toEqual(before);
});

test.each([
  ['Certificate', 'kubernetes-ca'],
  ['SecretKey', 'service-account'],
  ['SecretKey', 'encryption-1'],
])('a lost %s/%s is not made again', async (kind, name) => {
  rmSync(join(secrets, 'prod', kind, name), { recursive: true });
  await expect(issue()).rejects.toThrow(`  ${kind}/${name}: was made on 2030-06-01 and is gone; fix: take the folder from a backup; to begin with a new cluster, remove all secrets of this one`);
});

test('a lost CA is not made again even where the record of it is lost, too', async () => {
  rmSync(join(secrets, 'prod/Certificate/kubernetes-ca'), { recursive: true });
  rmSync(join(secrets, 'prod/made.json'));
  await expect(issue()).rejects.toThrow('  Certificate/kubernetes-ca: is gone, but 3 secrets of kubernetes-ca are here; fix: ');
});

test('a CA is not made for a cluster that was founded with one', async () => {
  secrets = temporaryFolder();
  mkdirSync(join(secrets, 'prod'), { mode: 0o700 });
  writeFileSync(join(secrets, 'prod/founded.json'), '{}', { mode: 0o600 });
  await expect(issue()).rejects.toThrow('  Certificate/kubernetes-ca: is gone, but the cluster was founded with one; fix: take the folder from a backup');
});

test('another CA in its place is noticed', async () => {
  const other = temporaryFolder();
  await issue({ secrets: other });
  for (const name of ['tls.crt', 'tls.key']) {
    writeFileSync(fileOf(secrets, 'Certificate', 'kubernetes-ca', name), readFileSync(fileOf(other, 'Certificate', 'kubernetes-ca', name)));
  }
  await expect(issue()).rejects.toThrow('  Certificate/kubernetes-ca: tls.crt: is not the CA that was made on 2030-06-01; fix: ');
});

test('what random bytes are recognised by says nothing about them, and is noted where it was not', async () => {
  const record = () => JSON.parse(readFileSync(join(secrets, 'prod/made.json'), 'utf8'));
  const before = record();
  expect(before['SecretKey/encryption-1']).toEqual({ madeAt: NOW.toISOString(), digest: expect.stringMatching(/^[0-9a-f]{64}$/) });
  const bytes = Buffer.from(part('SecretKey', 'encryption-1', 'key'), 'base64');
  for (const content of [bytes, bytes.toString('base64')]) {
    expect(before['SecretKey/encryption-1'].digest).not.toBe(createHash('sha256').update(content).digest('hex'));
  }
  writeFileSync(join(secrets, 'prod/made.json'), JSON.stringify({ ...before, 'SecretKey/encryption-1': { madeAt: '2030-05-05T00:00:00.000Z' } }));
  await issue();
  expect(record()).toEqual({ ...before, 'SecretKey/encryption-1': { ...before['SecretKey/encryption-1'], madeAt: '2030-05-05T00:00:00.000Z' } });
});

test('what is no longer planned is reported, and removed on request; CAs and keys stay', async () => {
  const old = [...SHARED, ...secretsOf('cp-1'), { ...SHARED[2]!, name: 'encryption-0' }, { ...SHARED[0]!, name: 'old-ca' }];
  secrets = temporaryFolder();
  await issue({ cluster: planned(old) });
  const left = planned(SHARED);
  const { foreign } = await issue({ cluster: left });
  expect(foreign.map(({ kind, name, text, fix }) => `${kind}/${name}: ${text}; fix: ${fix}`)).toEqual([
    'Certificate/cp-1-apiserver: is no longer planned; fix: run `ha-cluster pki issue --prune`',
    `Certificate/old-ca: is no longer planned; fix: when nothing uses it any more, move Certificate/old-ca out of ${secrets}/prod`,
    'Kubeconfig/cp-1-scheduler: is no longer planned; fix: run `ha-cluster pki issue --prune`',
    `SecretKey/encryption-0: is no longer planned; fix: when nothing uses it any more, move SecretKey/encryption-0 out of ${secrets}/prod`,
  ]);
  const report = await issue({ cluster: left, prune: true });
  expect(report.pruned).toEqual(['Certificate/cp-1-apiserver', 'Kubeconfig/cp-1-scheduler']);
  expect(report.foreign.map(({ name }) => name)).toEqual(['old-ca', 'encryption-0']);
  expect(readdirSync(join(secrets, 'prod/Certificate'))).toEqual(['kubernetes-ca', 'old-ca']);
});

test('nothing outlives its CA, which is not valid for longer than planned', async () => {
  const cluster = planned([...SHARED, certificate('cp-1-apiserver', 'cp-1', { validityDays: 3650 })]);
  rmSync(join(secrets, 'prod/Certificate/cp-1-apiserver'), { recursive: true });
  await issue({ cluster, now: later(100) });
  expect(new Date(issuedCertificate(secrets, 'cp-1-apiserver').validTo)).toEqual(new Date(issuedCertificate(secrets, 'kubernetes-ca').validTo));
  expect(new Date(issuedCertificate(secrets, 'kubernetes-ca').validTo)).toEqual(later(3650));
});

test('a stop before the end is exit code 4, and the next run goes on', async () => {
  secrets = temporaryFolder();
  const controller = new AbortController();
  controller.abort();
  await expect(issue({ signal: controller.signal })).rejects.toThrow(expect.objectContaining({ exitCode: 4 }));
  expect((await issue()).issued).toHaveLength(6);
});

test('the reference blueprint takes less than two seconds of a processor, and is as planned', async () => {
  secrets = temporaryFolder();
  const cluster = readCluster(DIST);
  const start = process.cpuUsage();
  const { issued } = await issue({ cluster, dist: DIST });
  const { user, system } = process.cpuUsage(start);
  expect((user + system) / 1e6).toBeLessThan(2);
  expect(issued).toHaveLength(cluster.secrets.length);
  expect(comparePlan(cluster, new SecretStore(secrets, 'prod'), NOW)).toEqual([]);
}, 30_000);

test('no secret is in what is reported', async () => {
  secrets = temporaryFolder();
  const report = JSON.stringify(await issue());
  expect(report).not.toMatch(/PRIVATE KEY|[A-Za-z0-9+/]{40}/);
});
