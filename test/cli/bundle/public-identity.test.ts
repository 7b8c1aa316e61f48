import { createHash, generateKeyPairSync, randomBytes } from 'crypto';
import * as fc from 'fast-check';
import { publicIdentity } from '../../../cli/bundle/public-identity';

function pair(): { key: string; pub: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string, pub: publicKey.export({ type: 'spki', format: 'pem' }) as string };
}

function kubeconfig(user: Record<string, string>): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'prod', cluster: { server: 'https://10.0.0.11:6443' } }],
    users: [{ name: 'u', user }],
  });
}

test('a private key and its public half have the same identity', () => {
  const { key, pub } = pair();
  expect(publicIdentity(key)).toBe(publicIdentity(pub));
});

test('another key has another identity', () => {
  expect(publicIdentity(pair().key)).not.toBe(publicIdentity(pair().key));
});

test('a kubeconfig is known by its certificate, not by its key', () => {
  const one = kubeconfig({ 'client-certificate-data': 'QQ==', 'client-key-data': 'MQ==' });
  expect(publicIdentity(one)).toBe(publicIdentity(kubeconfig({ 'client-certificate-data': 'QQ==', 'client-key-data': 'Mg==' })));
  expect(publicIdentity(one)).not.toBe(publicIdentity(kubeconfig({ 'client-certificate-data': 'Qg==', 'client-key-data': 'MQ==' })));
});

test('a server URL that changed is seen', () => {
  const one = kubeconfig({ 'client-certificate-data': 'QQ==', 'client-key-data': 'MQ==' });
  expect(publicIdentity(one)).not.toBe(publicIdentity(one.replace('10.0.0.11', '10.0.0.12')));
});

test('a kubeconfig with a token is a secret as a whole', () => {
  expect(publicIdentity(kubeconfig({ token: 'a' }))).not.toBe(publicIdentity(kubeconfig({ token: 'b' })));
});

test('random keys are told apart, and no plain digest of them is given away', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 16, maxLength: 64 }), (bytes) => {
      const text = `${Buffer.from(bytes).toString('base64')}\n`;
      const plain = [text, text.trim(), bytes].map((form) => createHash('sha256').update(form).digest('hex'));
      expect(plain).not.toContain(publicIdentity(text));
      expect(publicIdentity(text)).not.toBe(publicIdentity(randomBytes(32).toString('base64')));
      expect(publicIdentity(text)).toBe(publicIdentity(text.trim()));
    }),
  );
});
