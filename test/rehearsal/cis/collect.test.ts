import { spawnSync } from 'child_process';
import { chmodSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync, mkdtempSync, realpathSync } from 'fs';
import { tmpdir, userInfo } from 'os';
import { delimiter, dirname, join } from 'path';
import { COLLECT_SCRIPT } from '../../../rehearsal/cis/collect';
import { HostFacts, readFacts } from '../../../rehearsal/cis/facts';

const KEY = 'c2VjcmV0LXRoYXQtbXVzdC1ub3QtYmUtcmVhZC0xMjM0NTY=';

/** The script prints with GNU find and reads words with bash 4, as every Linux host has them. */
const describeOnLinux = process.platform === 'linux' ? describe : describe.skip;

describeOnLinux('the script that looks at a host', () => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'cis-collect-')));
  let facts: HostFacts;

  function file(path: string, content = '', mode = 0o600): void {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
    chmodSync(join(root, path), mode);
  }

  function runs(pid: number, argv: string[], { network = 'host', variables = [] as string[] } = {}): void {
    const ended = (words: string[]) => words.map((word) => `${word}\0`).join('');
    file(`/proc/${pid}/cmdline`, ended(argv));
    file(`/proc/${pid}/environ`, ended(variables));
    mkdirSync(join(root, `/proc/${pid}/ns`));
    symlinkSync(`net:[${network}]`, join(root, `/proc/${pid}/ns/net`));
    symlinkSync(root, join(root, `/proc/${pid}/root`));
  }

  function collected(): string {
    const PATH = `${join(root, 'stubs')}${delimiter}${process.env.PATH}`;
    const ran = spawnSync('bash', ['-s', root], { input: readFileSync(COLLECT_SCRIPT), env: { PATH }, encoding: 'utf8' });
    expect([ran.status, ran.stderr]).toEqual([0, '']);
    return ran.stdout;
  }

  beforeAll(() => {
    mkdirSync(join(root, '/proc/self/ns'), { recursive: true });
    symlinkSync('net:[host]', join(root, '/proc/self/ns/net'));
    file(
      '/stubs/systemctl',
      '#!/bin/sh\necho /etc/systemd/system/kubelet.service\necho /etc/systemd/system/kubelet.service.d/a.conf /run/systemd/system/service.d/b.conf\n',
      0o755,
    );
    file('/etc/systemd/system/kubelet.service', '[Unit]\n', 0o640);
    file('/etc/systemd/system/kubelet.service.d/a.conf', '[Unit]\n', 0o644);
    file('/etc/kubernetes/pki/ca.key', `${KEY}\n`, 0o400);
    file('/etc/kubernetes/pki/with blank.crt', '', 0o4755);
    file('/etc/cni/net.d/10-x.conf', '');
    file(
      '/srv/encryption.yaml',
      `resources:\n  - resources: [secrets]\n    providers:\n      - secretbox: { keys: [{ name: a, secret: ${KEY} }] }\n`,
    );
    file('/srv/kubelet.yaml', 'staticPodPath: /srv/pods/\nauthentication:\n  x509:\n    clientCAFile: "/srv/ca.crt"\n');
    file('/srv/drop/10.conf', 'clientCAFile: /srv/other.crt\n');
    file('/srv/drop/notes.txt', 'x');
    file('/srv/ca.crt', '', 0o644);
    file('/srv/other.crt', '', 0o644);
    file('/srv/pods/etcd.yaml');
    file('/srv/scheduler', '', 0o620);
    mkdirSync(join(root, '/srv/etcd'), { mode: 0o700 });
    runs(10, ['/usr/local/bin/kube-apiserver', '--encryption-provider-config', '/srv/encryption.yaml', '--profiling=false']);
    runs(11, ['kubelet', '--config=/nowhere', '--config=/srv/kubelet.yaml', '--config-dir=/srv/drop/', '--node-labels=a=b c']);
    runs(12, ['kube-scheduler', '-kubeconfig=/srv/scheduler']);
    runs(13, ['etcd', '--data-dir=/srv/etcd'], { variables: ['ETCD_AUTO_TLS=true', 'OTHER=secret', 'ETCD_NAME=a\nb'] });
    runs(14, ['etcd', '--data-dir=/srv/of-a-pod'], { network: 'pod' });
    runs(15, ['kube-apiserver-proxy']);
    runs(16, []);
    facts = readFacts('h', collected());
  });

  afterAll(() => rmSync(root, { recursive: true, force: true }));

  test('finds the components in the network of the host, with every word of their command lines', () => {
    const found = [...facts.processes].sort((a, b) => (a.component < b.component ? -1 : 1));
    expect(found).toEqual([
      { component: 'etcd', argv: ['etcd', '--auto-tls=true', '--name=a b', '--data-dir=/srv/etcd'] },
      {
        component: 'kube-apiserver',
        argv: ['/usr/local/bin/kube-apiserver', '--encryption-provider-config', '/srv/encryption.yaml', '--profiling=false'],
      },
      { component: 'kube-scheduler', argv: ['kube-scheduler', '-kubeconfig=/srv/scheduler'] },
      {
        component: 'kubelet',
        argv: ['kubelet', '--config=/nowhere', '--config=/srv/kubelet.yaml', '--config-dir=/srv/drop/', '--node-labels=a=b c'],
      },
    ]);
  });

  test('sees modes and owners by name, of files that are always looked at and of those that processes name', () => {
    const own = userInfo().username;
    expect(Object.fromEntries([...facts.files.values()].filter(({ folder }) => !folder).map(({ path, mode }) => [path, mode]))).toEqual({
      '/etc/kubernetes/pki/ca.key': '0400',
      '/etc/kubernetes/pki/with blank.crt': '4755',
      '/etc/cni/net.d/10-x.conf': '0600',
      '/etc/systemd/system/kubelet.service': '0640',
      '/etc/systemd/system/kubelet.service.d/a.conf': '0644',
      '/srv/kubelet.yaml': '0600',
      '/srv/drop/10.conf': '0600',
      '/srv/ca.crt': '0644',
      '/srv/other.crt': '0644',
      '/srv/pods/etcd.yaml': '0600',
      '/srv/scheduler': '0620',
    });
    expect(facts.files.get('/srv/etcd')).toEqual({
      path: '/srv/etcd',
      mode: '0700',
      owner: own,
      group: facts.files.get('/srv/ca.crt')!.group,
      folder: true,
    });
  });

  test('asks systemd which files the unit of the kubelet is made of', () => {
    expect(facts.units).toEqual(['/etc/systemd/system/kubelet.service', '/etc/systemd/system/kubelet.service.d/a.conf']);
  });

  test('reads the texts that decide something, and no key', () => {
    expect([...facts.contents.keys()].sort()).toEqual(['/srv/drop/10.conf', '/srv/encryption.yaml', '/srv/kubelet.yaml']);
    expect(facts.contents.get('/srv/encryption.yaml')).toContain('secretbox: { keys: [{ name: a, secret: hidden }] }');
    const everything = [...facts.contents.values(), collected()].join('\n');
    expect(everything).not.toContain(KEY.slice(0, 20));
    expect(everything).not.toContain(Buffer.from(KEY).toString('base64').slice(4, 24));
  });
});
