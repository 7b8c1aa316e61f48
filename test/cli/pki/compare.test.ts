import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { join } from 'path';
import { comparePlan, problemLine } from '../../../cli/pki/compare';
import { SecretStore } from '../../../cli/secrets/store';
import { PlannedCluster } from '../../../cli/stream/model';
import { temporaryFolder } from '../../temporary-folder';
import { changed, fileOf, issuedFolders, later, NOW, planned, plannedHost, SHARED } from './plan';

const issuedFolder = issuedFolders();
const otherFolder = issuedFolders();

let secrets: string;
beforeEach(() => void (secrets = issuedFolder()));

const lines = (cluster: PlannedCluster = planned(), now = NOW) => comparePlan(cluster, new SecretStore(secrets, 'prod'), now).map(problemLine);
const ISSUE = 'fix: run `ha-cluster pki issue`';

function overwrite(kind: string, name: string, part: string, text: string): void {
  writeFileSync(fileOf(secrets, kind, name, part), text);
}

test('nothing is wrong with what was just issued', () => {
  expect(lines()).toEqual([]);
});

test('a store that is not there lacks everything', () => {
  expect(comparePlan(planned(), new SecretStore(temporaryFolder(), 'prod'), NOW).map(({ type, name }) => `${type} ${name}`)).toEqual([
    'missing cp-1-apiserver',
    'missing kubernetes-ca',
    'missing admin',
    'missing cp-1-scheduler',
    'missing encryption-1',
    'missing service-account',
  ]);
});

test.each<[string, object, string]>([
  ['a DNS name too few', { dnsNames: ['cp-1', 'kubernetes', 'localhost', 'new'] }, 'DNS names: without new'],
  ['a DNS name too many', { dnsNames: ['cp-1', 'kubernetes'] }, 'DNS names: with localhost, which is not planned'],
  ['an address', { ipAddresses: ['10.0.0.12', '::1'] }, 'IP addresses: without 10.0.0.12; with 10.0.0.11, which is not planned'],
  ['the common name', { subject: { commonName: 'other' } }, 'common name: got kube-apiserver, planned other'],
  ['an organization', { subject: { commonName: 'kube-apiserver', organizations: ['system:masters'] } }, 'organizations: without system:masters'],
  ['a usage', { usages: ['client auth', 'server auth'] }, 'usages: without client auth'],
  ['another usage', { usages: ['client auth'] }, 'usages: without client auth; with server auth, which is not planned'],
  ['the algorithm', { keyAlgorithm: 'RSA-4096' }, 'key algorithm: got ECDSA-P256, planned RSA-4096'],
  ['the issuer', { issuer: 'etcd-ca' }, 'issuer: etcd-ca is not here'],
  ['two things', { usages: ['client auth', 'server auth'], keyAlgorithm: 'RSA-2048' }, 'usages: without client auth; key algorithm: got ECDSA-P256, planned RSA-2048'],
])('a certificate differs from the plan in %s', (_, spec, text) => {
  expect(lines(changed(planned(), 'cp-1-apiserver', spec))).toEqual([`Certificate/cp-1-apiserver: ${text}; ${ISSUE}`]);
});

test('an address may be written in several ways', () => {
  expect(lines(changed(planned(), 'cp-1-apiserver', { ipAddresses: ['0:0:0:0:0:0:0:1', '10.0.0.11'] }))).toEqual([]);
});

test('another validity counts from the next renewal on', () => {
  expect(lines(changed(planned(), 'cp-1-apiserver', { validityDays: 90 }))).toEqual([]);
});

test.each<[string, object, string]>([
  ['the server', { server: 'https://other:6443' }, 'server: got https://10.0.0.100:8443, planned https://other:6443'],
  ['the cluster', { cluster: 'test' }, 'cluster: got prod, planned test; context: got kubernetes-admin@prod, planned kubernetes-admin@test; user: got kubernetes-admin@prod, planned kubernetes-admin@test'],
  ['the groups', { subject: { commonName: 'kubernetes-admin' } }, 'organizations: with ha-cluster:cluster-admins, which is not planned'],
])('a kubeconfig differs from the plan in %s', (_, spec, text) => {
  expect(lines(changed(planned(), 'admin', spec))).toEqual([`Kubeconfig/admin: ${text}; ${ISSUE}`]);
});

test('the key of another certificate is noticed', () => {
  overwrite('Certificate', 'cp-1-apiserver', 'tls.key', readFileSync(fileOf(secrets, 'Certificate', 'kubernetes-ca', 'tls.key'), 'utf8'));
  expect(lines()).toEqual([`Certificate/cp-1-apiserver: tls.key: does not belong to tls.crt; ${ISSUE}`]);
});

test('a signature of another CA is noticed', () => {
  const other = otherFolder();
  for (const part of ['tls.crt', 'tls.key']) overwrite('Certificate', 'cp-1-apiserver', part, readFileSync(fileOf(other, 'Certificate', 'cp-1-apiserver', part), 'utf8'));
  expect(lines()).toEqual([`Certificate/cp-1-apiserver: issuer: not signed by kubernetes-ca; ${ISSUE}`]);
});

test.each<[string, string, string, string]>([
  ['Certificate', 'cp-1-apiserver', 'tls.crt', `tls.crt: got no certificate; ${ISSUE}`],
  ['Certificate', 'cp-1-apiserver', 'tls.key', `tls.key: does not belong to tls.crt; ${ISSUE}`],
  ['Kubeconfig', 'admin', 'kubeconfig', `kubeconfig: got no kubeconfig with a current context; ${ISSUE}`],
  ['SecretKey', 'service-account', 'key', 'key: got no private key; fix: take the folder from a backup; to begin with a new cluster, remove all secrets of this one'],
  ['SecretKey', 'encryption-1', 'key', 'key: got no base64 on one line; fix: take the folder from a backup; to begin with a new cluster, remove all secrets of this one'],
])('rubbish in %s/%s/%s is noticed', (kind, name, part, text) => {
  overwrite(kind, name, part, 'rubbish\n');
  expect(lines()).toEqual([`${kind}/${name}: ${text}`]);
});

test.each([
  ['Certificate', 'cp-1-apiserver', 'tls.key', `tls.key is missing; ${ISSUE}`],
  ['Certificate', 'kubernetes-ca', 'tls.crt', 'tls.crt is missing; fix: take the folder from a backup; to begin with a new cluster, remove all secrets of this one'],
  ['SecretKey', 'service-account', 'key.pub', 'key.pub is missing; fix: take the folder from a backup; to begin with a new cluster, remove all secrets of this one'],
])('a lost %s/%s/%s is noticed', (kind, name, part, text) => {
  rmSync(fileOf(secrets, kind, name, part));
  expect(lines()).toContain(`${kind}/${name}: ${text}`);
});

test('the key of a CA may be elsewhere, unless a host needs it', () => {
  rmSync(fileOf(secrets, 'Certificate', 'kubernetes-ca', 'tls.key'));
  expect(lines()).toEqual([]);
  const file = { path: '/etc/kubernetes/pki/ca.key', mode: '0600', owner: 'root', group: 'root', contentFrom: { kind: 'Certificate', name: 'kubernetes-ca', part: 'tls.key' } };
  expect(lines(planned(undefined, [plannedHost('cp-1', [file])]))).toEqual([
    'Certificate/kubernetes-ca: tls.key is missing, and files of hosts ask for it; fix: give it: `ha-cluster pki issue --ca NAME=ca.crt,ca.key`',
  ]);
});

test('the clock matters', () => {
  expect(lines(planned(), later(365))).toEqual([
    `Certificate/cp-1-apiserver: expired on 2031-06-01; ${ISSUE}`,
    `Kubeconfig/admin: expired on 2031-06-01; ${ISSUE}`,
    `Kubeconfig/cp-1-scheduler: expired on 2031-06-01; ${ISSUE}`,
  ]);
  expect(lines(planned(), later(-1))[0]).toBe(`Certificate/cp-1-apiserver: not valid before 2030-06-01T11:55:00.000Z, by the clock of this machine; ${ISSUE}`);
  expect(lines(planned(), later(3650))).toContain('Certificate/kubernetes-ca: expired on 2040-05-29; fix: replace the CA: everything that it signed has to be issued anew');
});

test('what nobody plans is foreign, also where it is empty', () => {
  mkdirSync(join(secrets, 'prod/Certificate/stray'));
  expect(lines(planned(SHARED)).map((line) => line.split(';')[0])).toEqual([
    'Certificate/cp-1-apiserver: is no longer planned',
    'Certificate/stray: is no longer planned',
    'Kubeconfig/cp-1-scheduler: is no longer planned',
  ]);
});

test('another key in the place of random bytes is noticed, of whatever length', () => {
  for (const bytes of [32, 16]) {
    overwrite('SecretKey', 'encryption-1', 'key', Buffer.alloc(bytes, 7).toString('base64'));
    expect(lines()).toEqual([
      'SecretKey/encryption-1: key: is not the one that was made on 2030-06-01; fix: take the folder from a backup; to begin with a new cluster, remove all secrets of this one',
    ]);
  }
});

test.each(['\n', '\r\n'])('the end of a line after random bytes, %j, changes nothing', (end) => {
  const key = readFileSync(fileOf(secrets, 'SecretKey', 'encryption-1', 'key'), 'utf8');
  overwrite('SecretKey', 'encryption-1', 'key', key + end);
  expect(lines()).toEqual([]);
  expect(new SecretStore(secrets, 'prod').part({ kind: 'SecretKey', name: 'encryption-1', part: 'key' })).toBe(key);
});

test('no problem tells a secret', () => {
  const key = readFileSync(fileOf(secrets, 'Certificate', 'kubernetes-ca', 'tls.key'), 'utf8');
  overwrite('SecretKey', 'encryption-1', 'key', key);
  overwrite('Kubeconfig', 'admin', 'kubeconfig', key);
  overwrite('Certificate', 'cp-1-apiserver', 'tls.crt', key);
  const told = lines().join('\n');
  expect(told).toContain('SecretKey/encryption-1');
  for (const line of key.split('\n').filter((text) => text.length > 10)) expect(told).not.toContain(line);
});
