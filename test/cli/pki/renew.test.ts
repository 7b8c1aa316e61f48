import { readFileSync, rmSync } from 'fs';
import { comparePlan } from '../../../cli/pki/compare';
import { RenewOptions, renewPki } from '../../../cli/pki/renew';
import { renewText } from '../../../cli/pki/text';
import { SecretStore } from '../../../cli/secrets/store';
import { certificate, DAY, fileOf, issuedCertificate, issuedFolders, kept, later, planned, plannedHost, secretsOf, SHARED } from './plan';

const CLUSTER = planned(
  [...SHARED, ...secretsOf('cp-1'), ...secretsOf('cp-2'), certificate('cp-1-long', 'cp-1', { validityDays: 3000 })],
  [plannedHost('cp-1'), plannedHost('cp-2')],
);

const issuedFolder = issuedFolders(CLUSTER);

let secrets: string;
beforeEach(() => void (secrets = issuedFolder()));

const renew = (options: Partial<RenewOptions> = {}) => renewPki({ cluster: CLUSTER, secrets, within: 60 * DAY, now: later(310), ...options }, kept());
const text = (kind: string, name: string, part: string) => readFileSync(fileOf(secrets, kind, name, part), 'utf8');

test('renews what ends within the time, each with a new key', async () => {
  const [key, ca, account] = [text('Certificate', 'cp-1-apiserver', 'tls.key'), text('Certificate', 'kubernetes-ca', 'tls.crt'), text('SecretKey', 'service-account', 'key')];
  const { renewed, cas, problems } = await renew();
  expect(renewed.map(({ kind, name, reason }) => `${kind}/${name} ${reason}`)).toEqual([
    'Certificate/cp-1-apiserver had 55 days left',
    'Certificate/cp-2-apiserver had 55 days left',
    'Kubeconfig/admin had 55 days left',
    'Kubeconfig/cp-1-scheduler had 55 days left',
    'Kubeconfig/cp-2-scheduler had 55 days left',
  ]);
  expect([cas, problems]).toEqual([[], []]);
  expect(new Date(issuedCertificate(secrets, 'cp-1-apiserver').validTo)).toEqual(later(310 + 365));
  expect(text('Certificate', 'cp-1-apiserver', 'tls.key')).not.toBe(key);
  expect([text('Certificate', 'kubernetes-ca', 'tls.crt'), text('SecretKey', 'service-account', 'key')]).toEqual([ca, account]);
  expect(comparePlan(CLUSTER, new SecretStore(secrets, 'prod'), later(310))).toEqual([]);
});

test('nothing ends earlier: nothing is done, and it says so', async () => {
  const report = await renew({ now: later(300) });
  expect(report.renewed).toEqual([]);
  expect(renewText(report)).toBe('prod: nothing to do, nothing ends within this time');
});

test('one host at a time: the others, and what belongs to no host, stay', async () => {
  const before = text('Certificate', 'cp-2-apiserver', 'tls.crt');
  const { renewed } = await renew({ hosts: ['cp-1'] });
  expect(renewed.map(({ name }) => name)).toEqual(['cp-1-apiserver', 'cp-1-scheduler']);
  expect(text('Certificate', 'cp-2-apiserver', 'tls.crt')).toBe(before);
});

test('everything on request, but never a CA or a key', async () => {
  const { renewed } = await renew({ now: later(1), all: true });
  expect(renewed.map(({ name }) => name)).toEqual(['cp-1-apiserver', 'cp-1-long', 'cp-2-apiserver', 'admin', 'cp-1-scheduler', 'cp-2-scheduler']);
});

test('a host that nobody knows is refused', async () => {
  await expect(renew({ hosts: ['cp-1', 'cp-9'] })).rejects.toThrow(
    expect.objectContaining({ exitCode: 2, message: '--host: got cp-9; allowed: cp-1, cp-2; fix: name a host of prod' }),
  );
});

test('what has expired is renewed, too', async () => {
  const { renewed } = await renew({ now: later(400), hosts: ['cp-2'] });
  expect(renewed.map(({ reason }) => reason)).toEqual(['had expired', 'had expired']);
});

test('a CA that ends is listed, and what ends with it is not renewed, since it would not last longer', async () => {
  await renew({ now: later(3590) });
  const report = await renew({ now: later(3600) });
  expect(report.renewed).toEqual([]);
  expect(renewText(report)).toBe(
    [
      'Certificate/kubernetes-ca: ends on 2040-05-29 and is a CA, which is not renewed: what it signed has to be issued anew, too',
      'prod: nothing to do, nothing ends within this time',
    ].join('\n'),
  );
});

test('what is missing is for `issue`: it is listed', async () => {
  rmSync(fileOf(secrets, 'Kubeconfig', 'admin', 'kubeconfig'));
  const { problems } = await renew();
  expect(problems.map(({ name, fix }) => `${name}: ${fix}`)).toEqual(['admin: run `ha-cluster pki issue`']);
});

test('a lost CA stops it', async () => {
  rmSync(fileOf(secrets, 'Certificate', 'kubernetes-ca', ''), { recursive: true });
  await expect(renew()).rejects.toThrow(expect.objectContaining({ exitCode: 1, message: expect.stringContaining('Certificate/kubernetes-ca: was made on 2030-06-01 and is gone') }));
});
