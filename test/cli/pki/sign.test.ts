import { X509Certificate } from 'crypto';
import { certificateFacts } from '../../../cli/pki/facts';
import { newKeyPair } from '../../../cli/pki/keys';
import { Authority, Request, signCertificate } from '../../../cli/pki/sign';
import { x509 } from '../../../cli/pki/x509';
import { later, NOW } from './plan';

const CA: Request = { ca: true, subject: { commonName: 'kubernetes' }, validityDays: 3650 };
const LEAF: Request = {
  ca: false,
  subject: { commonName: 'cp-1', organizations: ['b', 'a'] },
  dnsNames: ['z.example', 'a.example', '*.m.example'],
  ipAddresses: ['fd00:0:0::1', '10.0.0.11'],
  usages: ['server auth', 'client auth'],
  validityDays: 365,
};

async function authority(keyAlgorithm = 'ECDSA-P256', request = CA): Promise<Authority> {
  const keys = await newKeyPair(keyAlgorithm);
  const pem = await signCertificate(request, keys, undefined, NOW);
  return { name: 'ca', pem, x509: new X509Certificate(pem), keys };
}

async function leaf(request: Partial<Request> = {}, keyAlgorithm = 'ECDSA-P256', ca?: Authority): Promise<string> {
  return signCertificate({ ...LEAF, ...request }, await newKeyPair(keyAlgorithm), ca ?? (await authority()), NOW);
}

/** The extensions as a reviewer would read them: identifier, whether critical, and what it says. */
function extensions(pem: string): string[] {
  return Array.from(new x509.X509Certificate(pem).extensions, (extension) => {
    const said =
      extension instanceof x509.BasicConstraintsExtension ? `CA ${extension.ca}, path length ${extension.pathLength}`
        : extension instanceof x509.KeyUsagesExtension ? `usages ${extension.usages}`
          : extension instanceof x509.ExtendedKeyUsageExtension ? extension.usages.join(', ')
            : extension instanceof x509.SubjectAlternativeNameExtension ? extension.names.items.map(({ type, value }) => `${type} ${value}`).join(', ')
              : '';
    return `${extension.type}${extension.critical ? ' critical' : ''} ${said}`.trim();
  });
}

test('a leaf says what it may be used for, critically, and its names in order', async () => {
  expect(extensions(await leaf())).toMatchInlineSnapshot(`
[
  "2.5.29.19 critical CA false, path length undefined",
  "2.5.29.15 critical usages 1",
  "2.5.29.37 1.3.6.1.5.5.7.3.2, 1.3.6.1.5.5.7.3.1",
  "2.5.29.17 dns *.m.example, dns a.example, dns z.example, ip 10.0.0.11, ip fd00::1",
  "2.5.29.14",
  "2.5.29.35",
]
`);
});

test('a CA signs certificates and revocation lists, and nothing else', async () => {
  const { keyCertSign, cRLSign } = x509.KeyUsageFlags;
  expect(extensions((await authority()).pem)).toEqual([
    '2.5.29.19 critical CA true, path length undefined',
    `2.5.29.15 critical usages ${keyCertSign | cRLSign}`,
    '2.5.29.14',
  ]);
});

test('keyEncipherment is for RSA alone', async () => {
  const { digitalSignature, keyEncipherment } = x509.KeyUsageFlags;
  expect(extensions(await leaf())).toContain(`2.5.29.15 critical usages ${digitalSignature}`);
  expect(extensions(await leaf({}, 'RSA-2048'))).toContain(`2.5.29.15 critical usages ${digitalSignature | keyEncipherment}`);
});

test('it begins five minutes early, for clocks that are late, and ends when planned', async () => {
  const { notBefore, notAfter } = certificateFacts(await leaf())!;
  expect(notBefore).toEqual(new Date('2030-06-01T11:55:00Z'));
  expect(notAfter).toEqual(later(365));
});

test('it does not outlive its CA', async () => {
  const ca = await authority('ECDSA-P256', { ...CA, validityDays: 10 });
  expect(certificateFacts(await leaf({}, 'ECDSA-P256', ca))!.notAfter).toEqual(later(10));
});

test('serial numbers are positive, of 20 bytes, and never the same', async () => {
  const ca = await authority();
  const serials = await Promise.all(Array.from({ length: 12 }, async () => new X509Certificate(await leaf({}, 'ECDSA-P256', ca)).serialNumber));
  expect(serials.filter((serial) => !/^[4-7][0-9A-F]{39}$/.test(serial))).toEqual([]);
  expect(new Set(serials).size).toBe(12);
});

test.each([
  ['ECDSA-P256', { name: 'ECDSA', hash: { name: 'SHA-256' } }],
  ['ECDSA-P384', { name: 'ECDSA', hash: { name: 'SHA-384' } }],
  ['ECDSA-P521', { name: 'ECDSA', hash: { name: 'SHA-512' } }],
  ['RSA-2048', { name: 'RSASSA-PKCS1-v1_5', hash: { name: 'SHA-256' } }],
])('a CA with %s signs in its own way', async (keyAlgorithm, signature) => {
  const ca = await authority(keyAlgorithm);
  const signed = await leaf({}, 'ECDSA-P256', ca);
  expect(new X509Certificate(signed).verify(ca.x509.publicKey)).toBe(true);
  expect(new x509.X509Certificate(signed).signatureAlgorithm).toMatchObject(signature);
});

test.each(['#04a1', 'a,b+c=d', '"quoted"', 'back\\slash', 'kubernétes', ' spaces ', 'system:node:cp-1'])('a name is taken as it is: %s', async (name) => {
  const facts = certificateFacts(await leaf({ subject: { commonName: name, organizations: [name] } }))!;
  expect([facts.commonName, facts.organizations]).toEqual([name, [name]]);
});
