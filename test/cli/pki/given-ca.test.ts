import { createPrivateKey, X509Certificate } from 'crypto';
import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { comparePlan } from '../../../cli/pki/compare';
import { IssueOptions, issuePki } from '../../../cli/pki/issue';
import { KeyPair, newKeyPair } from '../../../cli/pki/keys';
import { Authority, signCertificate } from '../../../cli/pki/sign';
import { x509 } from '../../../cli/pki/x509';
import { SecretStore } from '../../../cli/secrets/store';
import { temporaryFolder } from '../../temporary-folder';
import { issuedCertificate, kept, later, NOW, planned, secretsOf, SHARED } from './plan';

let folder: string;
let secrets: string;
beforeEach(() => {
  folder = temporaryFolder();
  secrets = join(folder, 'secrets');
});

interface Pair {
  readonly pem: string;
  readonly keys: KeyPair;
}

async function makeCa(commonName: string, keyAlgorithm = 'ECDSA-P384', now = NOW, issuer?: Pair): Promise<Pair> {
  const keys = await newKeyPair(keyAlgorithm);
  const authority: Authority | undefined = issuer && { name: 'root', pem: issuer.pem, x509: new X509Certificate(issuer.pem), keys: issuer.keys };
  return { pem: await signCertificate({ ca: true, subject: { commonName }, validityDays: 100 }, keys, authority, now), keys };
}

/** Writes files and names them as the option does. */
function given(certificate: string, key?: string): string {
  writeFileSync(join(folder, 'ca.crt'), certificate);
  if (key !== undefined) writeFileSync(join(folder, 'ca.key'), key);
  return `kubernetes-ca=${folder}/ca.crt${key === undefined ? '' : `,${folder}/ca.key`}`;
}

const issue = (options: Partial<IssueOptions>) => issuePki({ cluster: planned(), secrets, now: NOW, ...options }, kept());
const part = (name: string) => new SecretStore(secrets, 'prod').part({ kind: 'Certificate', name: 'kubernetes-ca', part: name });

test.each(['ECDSA-P256', 'ECDSA-P384', 'ECDSA-P521', 'RSA-2048'])('a CA with %s is copied in, and everything is signed by it', async (algorithm) => {
  const { pem, keys } = await makeCa('company CA', algorithm);
  const { issued } = await issue({ ca: [given(pem, keys.pem)] });
  expect(issued[1]).toEqual({ kind: 'Certificate', name: 'kubernetes-ca', reason: 'given' });
  expect([part('tls.crt'), part('tls.key')]).toEqual([pem, keys.pem]);
  expect(issuedCertificate(secrets, 'cp-1-apiserver').verify(new X509Certificate(pem).publicKey)).toBe(true);
  expect(comparePlan(planned(), new SecretStore(secrets, 'prod'), NOW)).toEqual([]);
});

test('giving it again changes nothing, with or without the option', async () => {
  const { pem, keys } = await makeCa('company CA');
  const ca = [given(pem, keys.pem)];
  await issue({ ca });
  expect((await issue({ ca })).issued).toEqual([]);
  expect((await issue({})).issued).toEqual([]);
});

test.each(['pkcs1', 'sec1'] as const)('a key as %s becomes PKCS#8', async (type) => {
  const { pem, keys } = await makeCa('company CA', type === 'pkcs1' ? 'RSA-2048' : 'ECDSA-P256');
  const old = createPrivateKey(keys.pem).export({ type, format: 'pem' }) as string;
  expect(old).not.toBe(keys.pem);
  await issue({ ca: [given(pem, old)] });
  expect(part('tls.key')).toBe(keys.pem);
});

test('the trust of an intermediate CA is what was given', async () => {
  const root = await makeCa('root');
  const { pem, keys } = await makeCa('intermediate', 'ECDSA-P256', NOW, root);
  await issue({ ca: [given(pem + root.pem, keys.pem)] });
  expect([part('tls.crt'), part('ca.crt'), part('ca-bundle.crt')]).toEqual([pem, pem, pem + root.pem]);
});

test('the key identifier of the issuer is the one that the CA gives itself, whichever way it computed that', async () => {
  const keys = await newKeyPair('ECDSA-P256');
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=odd, O=B\u00fcro',
    notBefore: NOW,
    notAfter: later(10),
    keys: keys as never,
    signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
    extensions: [new x509.BasicConstraintsExtension(true, 0, true), new x509.SubjectKeyIdentifierExtension('0123456789abcdef')],
  });
  const pem = `${certificate.toString('pem')}\n`;
  await issue({ ca: [given(pem, keys.pem)] });
  const issued = issuedCertificate(secrets, 'cp-1-apiserver');
  expect(new x509.X509Certificate(issued.raw).getExtension(x509.AuthorityKeyIdentifierExtension)!.keyId).toBe('0123456789abcdef');
  expect(issued.checkIssued(new X509Certificate(pem))).toBe(true);
});

test('without its key nothing can be signed, which is said with what would have to be', async () => {
  const { pem } = await makeCa('company CA');
  await expect(issue({ ca: [given(pem)] })).rejects.toThrow(
    `Certificate/kubernetes-ca: got no key; allowed: none only where nothing has to be signed, but Certificate/cp-1-apiserver, Kubeconfig/admin, Kubeconfig/cp-1-scheduler must be; fix: --ca kubernetes-ca=ca.crt,ca.key, or put what that CA signed into ${secrets}/prod`,
  );
  expect(part('tls.crt')).toBeUndefined();
});

test('without its key all is well where nothing has to be signed, and the key may follow', async () => {
  const { pem, keys } = await makeCa('company CA');
  const roots = planned(SHARED.filter(({ kind }) => kind !== 'Kubeconfig'));
  await issue({ cluster: roots, ca: [given(pem)] });
  expect(comparePlan(roots, new SecretStore(secrets, 'prod'), NOW)).toEqual([]);
  expect((await issue({ ca: [given(pem, keys.pem)] })).issued[1]).toEqual({ kind: 'Certificate', name: 'kubernetes-ca', reason: 'given: its key is added' });
});

test('another CA than the one that is there is refused', async () => {
  await issue({ cluster: planned([...SHARED, ...secretsOf('cp-1')]) });
  const { pem, keys } = await makeCa('company CA');
  await expect(issue({ ca: [given(pem, keys.pem)] })).rejects.toThrow(
    `--ca kubernetes-ca: got a CA with another key than the one that is in ${secrets}/prod; allowed: that one; fix: to begin a new cluster with it, remove all secrets of this one first`,
  );
});

describe('is refused, and nothing is written:', () => {
  const KEY = 'a key of another certificate';
  test.each<[string, () => Promise<string>, string]>([
    ['no name', async () => 'ca.crt', 'got no name and file; allowed: NAME=ca.crt,ca.key; fix: for instance kubernetes-ca=ca.crt,ca.key'],
    ['another name', async () => 'other=ca.crt', 'got other; allowed: kubernetes-ca; fix: name a CA of the plan'],
    ['a file that is not there', async () => `kubernetes-ca=${folder}/none`, 'none (ENOENT); allowed: a file that can be read; fix: correct the path'],
    ['a file without a certificate', async () => given('rubbish'), '/ca.crt; allowed: PEM; fix: convert it with openssl x509'],
    ['a certificate of no CA', async () => given(await leaf()), 'got leaf, which is not a CA; allowed: certificates of CAs alone; fix: give the certificate of the CA itself'],
    ['an expired CA', async () => given((await makeCa('old', 'ECDSA-P256', later(-101))).pem), 'got old, which expired on 2030-05-31; allowed: a CA that is valid; fix: renew it first'],
    ['a CA of the future', async () => given((await makeCa('new', 'ECDSA-P256', later(1))).pem), 'got new, which is not valid before 2030-06-02T11:55:00.000Z; allowed: a CA that is valid; fix: wait, or set the clock'],
    ['a chain in the wrong order', async () => given((await makeCa('a')).pem + (await makeCa('b')).pem), 'got b, which did not sign the one before it; allowed: each certificate followed by its issuer; fix: put them in order'],
    [KEY, async () => given((await makeCa('a')).pem, (await makeCa('b')).keys.pem), '/ca.key, which is the key of another certificate; allowed: the key of the CA; fix: give the pair'],
    ['a key that is none', async () => given((await makeCa('a')).pem, 'rubbish'), '/ca.key, or one with a passphrase; allowed: PEM without a passphrase; fix: decrypt it with openssl pkey'],
  ])('%s', async (_, option, message) => {
    const refused = expect.objectContaining({ exitCode: 2, message: expect.stringContaining(message) });
    await expect(option().then((ca) => issue({ ca: [ca] }))).rejects.toThrow(refused);
    expect(new SecretStore(secrets, 'prod').names('Certificate')).toEqual([]);
  });

  async function leaf(): Promise<string> {
    const keys = await newKeyPair('ECDSA-P256');
    return signCertificate({ ca: false, subject: { commonName: 'leaf' }, validityDays: 1 }, keys, undefined, NOW);
  }
});

test('the files that were given are left alone', async () => {
  const { pem, keys } = await makeCa('company CA');
  await issue({ ca: [given(pem, keys.pem)] });
  expect(readFileSync(join(folder, 'ca.key'), 'utf8')).toBe(keys.pem);
});
