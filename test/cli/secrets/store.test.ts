import { readFileSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { join } from 'path';
import { SecretStore } from '../../../cli/secrets/store';
import { fileOf, issuedFolders } from '../pki/plan';

const issuedFolder = issuedFolders();

let secrets: string;
let store: SecretStore;
beforeEach(() => {
  secrets = issuedFolder();
  store = new SecretStore(secrets, 'prod');
});

const part = (kind: string, name: string, of: string) => store.part({ kind, name, part: of });
const file = (kind: string, name: string, of: string) => readFileSync(fileOf(secrets, kind, name, of), 'utf8');

test('a part is the text of its file', () => {
  expect(part('Certificate', 'cp-1-apiserver', 'tls.crt')).toBe(file('Certificate', 'cp-1-apiserver', 'tls.crt'));
  expect(part('SecretKey', 'encryption-1', 'key')).toBe(file('SecretKey', 'encryption-1', 'key'));
});

test.each([
  ['Certificate', 'cp-1-apiserver'],
  ['Certificate', 'kubernetes-ca'],
  ['Kubeconfig', 'admin'],
])('ca.crt, ca.key and ca-bundle.crt of %s/%s are those of its CA, and a CA is its own', (kind, name) => {
  const [certificate, key] = [file('Certificate', 'kubernetes-ca', 'tls.crt'), file('Certificate', 'kubernetes-ca', 'tls.key')];
  expect([part(kind, name, 'ca.crt'), part(kind, name, 'ca.key'), part(kind, name, 'ca-bundle.crt')]).toEqual([certificate, key, certificate]);
});

test('ca-bundle.crt is more than the CA where more is trusted', () => {
  writeFileSync(fileOf(secrets, 'Certificate', 'kubernetes-ca', 'ca-bundle.crt'), 'both');
  expect([part('Certificate', 'cp-1-apiserver', 'ca-bundle.crt'), part('Kubeconfig', 'admin', 'ca-bundle.crt')]).toEqual(['both', 'both']);
});

test('the certificate and the key in a kubeconfig are its parts', () => {
  expect(part('Kubeconfig', 'admin', 'tls.crt')).toMatch(/^-----BEGIN CERTIFICATE-----\n/);
  expect(part('Kubeconfig', 'admin', 'tls.key')).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
});

test.each([
  ['Certificate', 'nobody', 'tls.crt'],
  ['Certificate', 'nobody', 'ca.crt'],
  ['Certificate', 'cp-1-apiserver', 'kubeconfig'],
  ['Kubeconfig', 'admin', 'key'],
  ['SecretKey', 'encryption-1', 'key.pub'],
  ['SecretKey', 'encryption-1', 'ca.crt'],
  ['SecretKey', 'encryption-1', '../service-account/key'],
])('%s/%s has no %s', (kind, name, of) => {
  expect(part(kind, name, of)).toBeUndefined();
});

test('it knows what there is', () => {
  expect([store.names('Certificate'), store.names('Nothing')]).toEqual([['cp-1-apiserver', 'kubernetes-ca'], []]);
  expect([store.has('Kubeconfig', 'admin'), store.has('Kubeconfig', 'nobody')]).toEqual([true, false]);
});

test('without the CA a certificate has no issuer', () => {
  rmSync(join(secrets, 'prod/Certificate/kubernetes-ca'), { recursive: true });
  expect([store.issuerOf('Certificate', 'cp-1-apiserver'), part('Certificate', 'cp-1-apiserver', 'ca.crt')]).toEqual([undefined, undefined]);
});

test('a symbolic link is not followed', () => {
  const link = fileOf(secrets, 'SecretKey', 'encryption-1', 'key');
  rmSync(link);
  symlinkSync('/etc/hostname', link);
  expect(() => part('SecretKey', 'encryption-1', 'key')).toThrow(
    expect.objectContaining({
      exitCode: 2,
      message: `${link}: got a symbolic link; allowed: a regular file of the user who runs this; fix: put the file itself there, or run it as its owner`,
    }),
  );
});
