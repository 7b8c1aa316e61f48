import { spawnSync } from 'child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { readHostTrees } from '../../cli/stream/host-trees';
import { modelOf } from '../../lib/availability/model';
import { compareVersions, realPrograms, testEach } from './real-programs';

const ROOT = join(__dirname, '../..');
const EXAMPLE = join(ROOT, 'examples/kubeadm-guide');
const HAPROXY = realPrograms('haproxy').filter(({ version }) => compareVersions(version, '2.4') >= 0);
const KEEPALIVED = realPrograms('keepalived').filter(({ version }) => compareVersions(version, '2.1') >= 0);
const HOSTS = ['cp-1', 'cp-2', 'cp-3'];

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'ha-existing-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe.each(HOSTS)('%s of the kubeadm guide', (host) => {
  testEach(HAPROXY)('HAProxy %s takes its configuration', ({ path }) => {
    const run = spawnSync(path, ['-c', '-f', join(EXAMPLE, host, 'etc/haproxy/haproxy.cfg')], { encoding: 'utf8' });
    expect([run.status, run.stderr.match(/\[ALERT\].*/g)]).toEqual([0, null]);
  });

  testEach(KEEPALIVED)('keepalived %s takes its configuration', ({ path }) => {
    cpSync(join(EXAMPLE, host, 'etc/keepalived'), folder, { recursive: true });
    chmodSync(join(folder, 'check_apiserver.sh'), 0o755);
    if (existsSync(`${path}.config-opts`)) cpSync(`${path}.config-opts`, join(folder, 'keepalived.config-opts'));
    const root = process.getuid?.() === 0 ? [] : ['--map-root-user'];
    const command =
      'ip link add eth0 type veth peer name peer0 && mount --bind "$0" /etc/keepalived && exec "$1" --config-test -f /etc/keepalived/keepalived.conf';
    const run = spawnSync('unshare', [...root, '--mount', '--net', 'sh', '-c', command, folder, path], { encoding: 'utf8' });
    // All that keepalived has to say is that scripts may run as root, which the guide leaves so.
    expect(`${run.stdout}${run.stderr}`.trim()).toMatch(
      /^(\S+: )?SECURITY VIOLATION - scripts are being executed but script_security not enabled\.$/,
    );
  });
});

/** A host as it is, keys and all. */
function liveHost(): string {
  const root = join(folder, 'root');
  cpSync(join(EXAMPLE, 'cp-1'), root, { recursive: true });
  const put = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const [certificate, key] = ['CERTIFICATE', 'PRIVATE KEY'].map((what) => `-----BEGIN ${what}-----\nhunter2hunter2\n-----END ${what}-----\n`);
  put('etc/kubernetes/pki/ca.crt', certificate!.replace(/hunter2/g, 'public'));
  put('etc/kubernetes/pki/ca.key', key!);
  put('etc/kubernetes/pki/etcd/server.crt', certificate!.replace(/hunter2/g, 'public'));
  put('var/lib/kubelet/pki/kubelet-client-2026.pem', `${certificate!.replace(/hunter2/g, 'public')}${key}`);
  symlinkSync('/var/lib/kubelet/pki/kubelet-client-2026.pem', join(root, 'var/lib/kubelet/pki/kubelet-client-current.pem'));
  const server = '{ name: kubernetes, cluster: { server: "https://10.0.0.100:8443" } }';
  put(
    'etc/kubernetes/admin.conf',
    `apiVersion: v1\nkind: Config\ncurrent-context: x\nclusters: [${server}]\ncontexts: [{ name: x, context: { cluster: kubernetes, user: u } }]\nusers:\n- name: u\n  user:\n    client-key-data: hunter2hunter2\n    token: hunter2hunter2\n`,
  );
  put(
    'etc/keepalived/keepalived.conf',
    readFileSync(join(root, 'etc/keepalived/keepalived.conf'), 'utf8').replace(
      'state MASTER',
      'state MASTER\n    authentication {\n        auth_type PASS\n        auth_pass hunter2hunter2\n    }',
    ),
  );
  put('etc/kubernetes/enc.yaml', 'kind: EncryptionConfiguration\nsecret: hunter2hunter2\n');
  put('var/lib/etcd/member/wal', 'hunter2hunter2');
  chmodSync(join(root, 'etc/kubernetes/pki/ca.key'), 0o600);
  chmodSync(join(root, 'var/lib/etcd'), 0o700);
  return root;
}

test('the script collects what is read, and nothing secret', () => {
  const root = liveHost();
  const collected = join(folder, 'shop/cp-1');
  mkdirSync(collected, { recursive: true });
  // The relative link stands for the absolute one, which would lead out of a root that is none.
  rmSync(join(root, 'var/lib/kubelet/pki/kubelet-client-current.pem'));
  symlinkSync('kubelet-client-2026.pem', join(root, 'var/lib/kubelet/pki/kubelet-client-current.pem'));
  const script = `sh -s "$1" < "$0" | tar -x -C "$2"`;
  const run = spawnSync('sh', ['-c', script, join(ROOT, 'scripts/collect-host.sh'), root, collected], { encoding: 'utf8' });
  expect([run.status, run.stderr]).toEqual([0, '']);
  expect(spawnSync('grep', ['-r', 'hunter2', collected], { encoding: 'utf8' }).stdout).toBe('');

  const cluster = readHostTrees(join(folder, 'shop'));
  const [host] = cluster.hosts;
  // One host alone: the others, which its files name, are missing, and nothing of its own is.
  expect(cluster.observed?.unread.filter(({ problem }) => !problem.startsWith('no tree here has 10.0.0.1'))).toEqual([]);
  expect([host?.kubeconfigServer('/etc/kubernetes/admin.conf'), host?.files.get('/var/lib/kubelet/pki/kubelet-client-current.pem')?.content]).toEqual(
    ['https://10.0.0.100:8443', '-----BEGIN CERTIFICATE-----\npublicpublic\n-----END CERTIFICATE-----\n'],
  );
  expect([host?.files.get('/etc/kubernetes/pki/ca.key')?.spec.mode, host?.directories.get('/var/lib/etcd')?.mode]).toEqual(['0600', '0700']);
  const [{ zone, ...example }] = modelOf(readHostTrees(EXAMPLE)).hosts as [ReturnType<typeof modelOf>['hosts'][0]];
  expect(zone).toBe('a');
  expect({ ...modelOf(cluster).hosts[0], apiServer: undefined }).toEqual({ ...example, apiServer: undefined, balancer: expect.anything() });
});
