import { ChildProcess, execFileSync, spawn, spawnSync } from 'child_process';
import { mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { createServer } from 'net';
import { tmpdir } from 'os';
import { join } from 'path';
import { ProcessOutput } from '../../cli/command/output';
import { issuePki } from '../../cli/pki/issue';
import { SecretStore } from '../../cli/secrets/store';
import { PlannedCluster, PlannedSecret } from '../../cli/stream/model';
import { readCluster } from '../../cli/stream/read';
import { Binaries, binariesOf, builtVersions } from './boot/binaries';
import { until } from './boot/until';

const DIST = join(__dirname, '../../dist');
const ALGORITHMS = ['ECDSA-P256', 'RSA-2048'];
const BOOT = 120;

const newest = builtVersions()[0];
const binaries = newest === undefined ? 'no Kubernetes built; run scripts/build-components.sh' : binariesOf(newest, '3.6.8');
const HAS_KUBECTL = spawnSync('kubectl', ['version', '--client']).status === 0;
const reason = typeof binaries === 'string' ? binaries : HAS_KUBECTL ? undefined : 'kubectl is not installed';
if (reason) process.stderr.write(`pki.test.ts: etcd and kube-apiserver are not asked: ${reason}\n`);

/** The reference blueprint with what its first control plane needs, all keys of one kind. */
function described(keyAlgorithm: string): PlannedCluster {
  const cluster = readCluster(DIST);
  const secrets = cluster.secrets.filter(({ host }) => host === undefined || host === 'cp-1');
  const typed = secrets.map((secret) => ({ ...secret, spec: 'keyAlgorithm' in secret.spec ? { ...secret.spec, keyAlgorithm } : secret.spec }) as PlannedSecret);
  return { ...cluster, secrets: typed };
}

/** A port that nobody listens on. */
function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

describe.each(ALGORITHMS)('%s', (keyAlgorithm) => {
  let folder: string;
  let store: SecretStore;
  const cluster = described(keyAlgorithm);
  const running: ChildProcess[] = [];
  const file = (kind: string, name: string, part: string) => join(store.folder, kind, name, part);
  const certificate = (name: string) => file('Certificate', name, 'tls.crt');
  const key = (name: string) => file('Certificate', name, 'tls.key');

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ha-pki-'));
    await issuePki({ cluster, secrets: join(folder, 'secrets') }, new ProcessOutput());
    store = new SecretStore(join(folder, 'secrets'), 'prod');
  }, 120_000);
  afterAll(() => {
    for (const child of running) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  test('OpenSSL accepts every certificate for what it is planned for, by the strict rules', () => {
    const leaves = cluster.secrets.filter(({ kind, spec }) => kind !== 'SecretKey' && !('ca' in spec && spec.ca));
    expect(leaves.length).toBeGreaterThan(10);
    for (const { kind, name, spec } of leaves) {
      const pem = join(folder, 'leaf.pem');
      writeFileSync(pem, store.part({ kind, name, part: 'tls.crt' })!);
      const usages = 'usages' in spec ? spec.usages! : ['client auth'];
      for (const purpose of usages.map((usage) => ({ 'server auth': 'sslserver', 'client auth': 'sslclient' })[usage]!)) {
        const said = openssl('verify', '-x509_strict', '-purpose', purpose, '-CAfile', certificate((spec as { issuer: string }).issuer), pem);
        expect([name, said]).toEqual([name, `${pem}: OK\n`]);
      }
    }
  }, 60_000);

  test('OpenSSL finds the names of the apiserver, and no others', () => {
    const check = (...args: string[]) => openssl('x509', '-noout', '-in', certificate('cp-1-apiserver'), ...args);
    for (const name of ['cp-1', 'kubernetes', 'kubernetes.default.svc.cluster.local']) expect(check('-checkhost', name)).toContain('does match');
    for (const address of ['10.0.0.11', '10.0.0.100', '127.0.0.1', '::1', '10.96.0.1']) expect(check('-checkip', address)).toContain('does match');
    expect(check('-checkip', '10.0.0.12')).toContain('does NOT match');
  });

  (reason ? test.skip : test)('etcd and kube-apiserver serve with them, know their clients, and sign and encrypt with the keys', async () => {
    const { program } = binaries as Binaries;
    const [client, peer, port] = [await freePort(), await freePort(), await freePort()];
    const start = (name: string, args: string[]) => {
      const log = openSync(join(folder, `${name}.log`), 'a');
      running.push(spawn(program(name), args, { stdio: ['ignore', log, log] }));
    };
    start('etcd', [
      `--data-dir=${folder}/etcd`,
      '--name=cp-1',
      `--initial-cluster=cp-1=https://127.0.0.1:${peer}`,
      `--listen-peer-urls=https://127.0.0.1:${peer}`,
      `--initial-advertise-peer-urls=https://127.0.0.1:${peer}`,
      `--listen-client-urls=https://127.0.0.1:${client}`,
      `--advertise-client-urls=https://127.0.0.1:${client}`,
      `--cert-file=${certificate('cp-1-etcd-server')}`,
      `--key-file=${key('cp-1-etcd-server')}`,
      `--trusted-ca-file=${certificate('etcd-ca')}`,
      '--client-cert-auth',
      `--peer-cert-file=${certificate('cp-1-etcd-peer')}`,
      `--peer-key-file=${key('cp-1-etcd-peer')}`,
      `--peer-trusted-ca-file=${certificate('etcd-ca')}`,
      '--peer-client-cert-auth',
    ]);
    const health = ['endpoint', 'health', `--endpoints=https://127.0.0.1:${client}`, `--cacert=${certificate('etcd-ca')}`];
    const healthcheck = [`--cert=${certificate('cp-1-etcd-healthcheck-client')}`, `--key=${key('cp-1-etcd-healthcheck-client')}`];
    await until('etcd', BOOT, () => (spawnSync(program('etcdctl'), [...health, ...healthcheck]).status === 0 ? true : undefined));

    writeFileSync(join(folder, 'encryption.yaml'), encryption(store.part({ kind: 'SecretKey', name: 'encryption-1', part: 'key' })!));
    start('kube-apiserver', [
      '--bind-address=127.0.0.1',
      `--secure-port=${port}`,
      `--etcd-servers=https://127.0.0.1:${client}`,
      `--etcd-cafile=${certificate('etcd-ca')}`,
      `--etcd-certfile=${certificate('cp-1-apiserver-etcd-client')}`,
      `--etcd-keyfile=${key('cp-1-apiserver-etcd-client')}`,
      `--client-ca-file=${certificate('kubernetes-ca')}`,
      `--tls-cert-file=${certificate('cp-1-apiserver')}`,
      `--tls-private-key-file=${key('cp-1-apiserver')}`,
      `--proxy-client-cert-file=${certificate('cp-1-front-proxy-client')}`,
      `--proxy-client-key-file=${key('cp-1-front-proxy-client')}`,
      `--requestheader-client-ca-file=${certificate('front-proxy-ca')}`,
      `--kubelet-client-certificate=${certificate('cp-1-apiserver-kubelet-client')}`,
      `--kubelet-client-key=${key('cp-1-apiserver-kubelet-client')}`,
      '--service-account-issuer=https://kubernetes.default.svc.cluster.local',
      `--service-account-key-file=${file('SecretKey', 'service-account', 'key.pub')}`,
      `--service-account-signing-key-file=${file('SecretKey', 'service-account', 'key')}`,
      '--service-cluster-ip-range=10.96.0.0/12',
      '--authorization-mode=Node,RBAC',
      `--encryption-provider-config=${folder}/encryption.yaml`,
    ]);
    const kubectl = (kubeconfig: string, ...args: string[]) =>
      spawnSync('kubectl', ['--kubeconfig', file('Kubeconfig', kubeconfig, 'kubeconfig'), '--server', `https://127.0.0.1:${port}`, ...args], { encoding: 'utf8' });
    await until('kube-apiserver', BOOT, () => (kubectl('super-admin', 'get', '--raw', '/readyz').stdout === 'ok' ? true : undefined));

    expect(whoami(kubectl('super-admin', ...WHOAMI))).toEqual(['kubernetes-super-admin', ['system:masters', 'system:authenticated']]);
    expect(whoami(kubectl('admin', ...WHOAMI))).toEqual(['kubernetes-admin', ['ha-cluster:cluster-admins', 'system:authenticated']]);
    expect(whoami(kubectl('cp-1-kubelet', ...WHOAMI))).toEqual(['system:node:cp-1', ['system:nodes', 'system:authenticated']]);

    expect(kubectl('super-admin', 'create', 'serviceaccount', 'probe').status).toBe(0);
    const token = kubectl('super-admin', 'create', 'token', 'probe').stdout.trim();
    const bearer = spawnSync('kubectl', ['--kubeconfig=/dev/null', `--server=https://127.0.0.1:${port}`, `--certificate-authority=${certificate('kubernetes-ca')}`, `--token=${token}`, ...WHOAMI], { encoding: 'utf8' });
    expect(whoami(bearer)[0]).toBe('system:serviceaccount:default:probe');

    expect(kubectl('super-admin', 'create', 'secret', 'generic', 'probe', '--from-literal=a=plain-text-of-the-probe').status).toBe(0);
    const raw = execFileSync(program('etcdctl'), ['get', '/registry/secrets/default/probe', ...health.slice(2), ...healthcheck]).toString('latin1');
    expect(raw).toContain('k8s:enc:secretbox:v1:encryption-1:');
    expect(raw).not.toContain('plain-text-of-the-probe');
    expect(readFileSync(join(folder, 'kube-apiserver.log'), 'utf8')).not.toMatch(/x509:|tls: /);
  }, 2 * BOOT * 1000);
});

const WHOAMI = ['auth', 'whoami', '-o', 'json'];

function whoami({ stdout, stderr }: { stdout: string; stderr: string }): [string, string[]] {
  if (stdout === '') throw new Error(stderr);
  const { username, groups } = JSON.parse(stdout).status.userInfo;
  return [username, groups];
}

function encryption(secret: string): string {
  return `apiVersion: apiserver.config.k8s.io/v1
kind: EncryptionConfiguration
resources: [{ resources: [secrets], providers: [{ secretbox: { keys: [{ name: encryption-1, secret: ${secret} }] } }, { identity: {} }] }]
`;
}

function openssl(...args: string[]): string {
  return execFileSync('openssl', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

test('what a CA of OpenSSL with names of every kind of text signs is accepted by OpenSSL', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ha-pki-'));
  try {
    const config = '[req]\ndistinguished_name=dn\nstring_mask=default\nutf8=yes\nprompt=no\n[dn]\nC=DE\nO=Büro\nCN=a CA\nemailAddress=ca@example.com\n';
    writeFileSync(join(folder, 'openssl.cnf'), config);
    const [key, crt] = [join(folder, 'ca.key'), join(folder, 'ca.crt')];
    openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-config', join(folder, 'openssl.cnf'), '-addext', 'basicConstraints=critical,CA:TRUE,pathlen:0', '-addext', 'subjectKeyIdentifier=hash', '-days', '10', '-keyout', key, '-out', crt);
    const cluster = described('ECDSA-P256');
    await issuePki({ cluster, secrets: join(folder, 'secrets'), ca: [`kubernetes-ca=${crt},${key}`] }, new ProcessOutput());
    const leaf = join(folder, 'secrets/prod/Certificate/cp-1-apiserver/tls.crt');
    expect(openssl('verify', '-CAfile', crt, leaf)).toBe(`${leaf}: OK\n`);
    // Go finds the CA by the bytes of its name.
    const bytes = (file: string, field: string) => openssl('x509', '-in', file, '-noout', field, '-nameopt', 'dump_all,dump_der,dump_nostr,oid').replace(/^\w+ ?= ?/, '');
    expect(bytes(leaf, '-issuer')).toBe(bytes(crt, '-subject'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 60_000);
