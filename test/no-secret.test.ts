import { createHash, generateKeyPairSync } from 'crypto';
import * as fs from 'fs';
import * as path from 'path';
import { ApiObject, App, Chart, Yaml } from 'cdk8s';
import { leaksIn } from './key-material';
import { textsOf } from './temporary-folder';

const ROOT = path.join(__dirname, '..');
const EXAMPLES = fs.readdirSync(path.join(ROOT, 'examples')).filter((name) => fs.existsSync(path.join(ROOT, 'examples', name, 'main.ts')));

/** What is rendered, by chart. Whether rules hold does not matter here, and takes most of the time. */
function rendered(main: string): { [chart: string]: string } {
  const app = new App();
  // Which examples there are is known only when the test runs.
  require(main).build(app);
  const charts = app.node.findAll().filter((child): child is Chart => Chart.isChart(child));
  const isObject = (child: unknown): child is ApiObject => ApiObject.isApiObject(child);
  const objectsOf = (chart: Chart) => chart.node.findAll().filter(isObject).filter((object) => Chart.of(object) === chart);
  return Object.fromEntries(charts.map((chart) => [chart.node.path, Yaml.stringify(...objectsOf(chart).map((object) => object.toJson()))]));
}

test.each([['main.ts', path.join(ROOT, 'main')], ...EXAMPLES.map((name) => [`examples/${name}`, path.join(ROOT, 'examples', name, 'main')])])('%s renders no key material', (_, main) => {
  const files = rendered(main as string);
  expect(Object.keys(files).length).toBeGreaterThan(0);
  expect(Object.entries(files).flatMap(([file, text]) => leaksIn(text).map((leak) => ({ file, ...leak })))).toEqual([]);
});

test('dist/ holds no key material', () => {
  const files = textsOf(path.join(ROOT, 'dist'));
  expect(Object.keys(files).length).toBeGreaterThan(0);
  expect(Object.entries(files).flatMap(([file, text]) => leaksIn(text).map((leak) => ({ file, ...leak })))).toEqual([]);
});

let seed = 0;

/** Bytes that look like chance and are the same in every run. */
function randomBytes(count: number): Buffer {
  const blocks = Array.from({ length: Math.ceil(count / 32) }, () => createHash('sha256').update(`seed ${seed++}`).digest());
  return Buffer.concat(blocks).subarray(0, count);
}

const RSA = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const pem = (type: 'pkcs1' | 'pkcs8') => RSA.export({ type, format: 'pem' }).toString();
const der = () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64');
const token = () => [randomBytes(24), randomBytes(60), randomBytes(32)].map((part, index) => (index === 0 ? 'eyJhbGciOiJSUzI1NiIsImtpZCI6' : '') + part.toString('base64url')).join('.');

test.each<[string, () => string]>([
  ['a PEM key', () => pem('pkcs8')],
  ['an RSA key of the older form', () => pem('pkcs1')],
  ['a key without its first line', () => pem('pkcs8').split('\n').slice(1).join('\n')],
  ['a key as DER in base64', () => `key: ${der()}`],
  ['a PEM key in base64', () => `tls.key: ${Buffer.from(pem('pkcs8')).toString('base64')}`],
  ['client-key-data of a kubeconfig', () => `    client-key-data: ${randomBytes(60).toString('base64')}`],
  ['a token of a kubeconfig', () => '    token: abcdefghij'],
  ['32 random bytes in base64', () => `                  secret: ${randomBytes(32).toString('base64')}`],
  ['32 random bytes in base64, in a flag', () => `        - --key=${randomBytes(32).toString('base64')}`],
  ['32 random bytes in hexadecimal', () => `  value: ${randomBytes(32).toString('hex')}`],
  ['16 random bytes in hexadecimal', () => `  value: ${randomBytes(16).toString('hex')}`],
  ['32 random bytes for URLs', () => `  value: ${randomBytes(32).toString('base64url')}`],
  ['a service account token', token],
  ['a bearer token', () => 'Authorization: Bearer 0123456789abcdef'],
  ['a bootstrap token', () => '  token-of-node: abcdef.0123456789abcdef'],
  ['a password of keepalived', () => '        auth_pass s3cret99'],
  ['a password', () => 'password: hunter22'],
  ['a password in a URL', () => 'proxy: http://me:hunter2@proxy.example:3128'],
  ['a hash of a password', () => 'user: $6$rounds=5000$abcdefgh$ijklmnop'],
])('%s is caught', (_, plant) => {
  for (let round = 0; round < 5; round++) expect(leaksIn(plant())).not.toEqual([]);
});

test.each([
  'secret: ${secret:SecretKey/encryption-1#key}',
  'ha-cluster.local/config-hash: 0123456789abcdef',
  'name: etc-a-conf-0a1b2c3d',
  `image: registry.example/etcd@sha256:${createHash('sha256').update('').digest('hex')}`,
  '- --tls-cipher-suites=TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256',
  '- --kubelet-preferred-address-types=InternalIP,ExternalIP,Hostname',
  'path: /usr/libexec/kubernetes/kubelet-plugins/volume/exec',
  'experimental-watch-progress-notify-interval: 5s',
  'kind: ValidatingAdmissionPolicyBinding',
])('%s is no secret', (line) => {
  expect(leaksIn(line)).toEqual([]);
});
