import * as fc from 'fast-check';
import { hostTreeObjects, TreeFile } from '../../../lib/availability/read/host-tree';
import { RenderedCluster } from '../../../lib/availability/read/rendered';

/** Files by path, as objects of host cp-1. */
function tree(files: Record<string, string>, spec?: Record<string, unknown>) {
  const list: TreeFile[] = Object.entries(files).map(([path, content]) => ({ path, content }));
  const { objects, unread } = hostTreeObjects('cp-1', list, { cluster: 'prod', spec });
  const cluster = new RenderedCluster('prod', objects, { unread });
  return { cluster, host: cluster.hosts[0]!, objects, unread };
}

const pod = (name: string, ...flags: string[]) =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\nspec:\n  containers:\n  - name: ${name}\n    command: ${JSON.stringify([name, ...flags])}\n`;

const kubeconfig = (server: string, user = 'client-key-data: c2VjcmV0') => `apiVersion: v1
kind: Config
current-context: main
clusters: [{ name: k, cluster: { server: "${server}", certificate-authority-data: Y2E= } }]
contexts: [{ name: main, context: { cluster: k, user: u } }]
users: [{ name: u, user: { ${user} } }]
`;

describe('objects of a host tree', () => {
  test('carry the labels that readers go by', () => {
    const { objects } = tree({ '/etc/kubernetes/manifests/etcd.yaml': pod('etcd', '--name=cp-1') });
    const labels = { 'ha-cluster.local/cluster': 'prod', 'ha-cluster.local/host': 'cp-1' };
    expect(objects.map(({ kind, metadata }) => [kind, metadata.labels])).toEqual([
      ['Host', labels],
      ['Pod', labels],
    ]);
  });

  test('a manifest is a static pod and no file; a file whose name begins with a dot is neither', () => {
    const { host } = tree({ '/etc/kubernetes/manifests/etcd.yaml': pod('etcd'), '/etc/kubernetes/manifests/.etcd.yaml.swp': pod('other') });
    expect([[...host.pods.keys()], [...host.files.keys()]]).toEqual([['etcd'], []]);
  });

  test('a copy of a manifest beside it runs as well, as the kubelet has it', () => {
    const files = { '/etc/kubernetes/manifests/etcd.yaml': pod('etcd'), '/etc/kubernetes/manifests/etcd.yaml.bak': pod('etcd') };
    expect(tree(files).host.allPods.map(({ name }) => name)).toEqual(['etcd', 'etcd']);
  });

  test('manifests are where the kubelet looks for them', () => {
    const files = {
      '/var/lib/kubelet/config.yaml': 'kind: KubeletConfiguration\nstaticPodPath: /opt/pods/',
      '/opt/pods/a.yaml': pod('kube-scheduler'),
      '/etc/kubernetes/manifests/b.yaml': pod('etcd'),
    };
    expect([...tree(files).host.pods.keys()]).toEqual(['kube-scheduler']);
  });

  test('what is no pod is listed, and the rest is read', () => {
    const at = (name: string) => `/etc/kubernetes/manifests/${name}`;
    const { host, unread } = tree({
      [at('a.yaml')]: 'a: [1',
      [at('b.yaml')]: '',
      [at('c.yaml')]: 'apiVersion: apps/v1\nkind: DaemonSet',
      [at('d.yaml')]: pod('etcd'),
    });
    expect([...host.pods.keys()]).toEqual(['etcd']);
    expect(unread.map(({ host: name, path, problem }) => `${name} ${path} ${problem.split(':')[0]}`)).toEqual([
      'cp-1 /etc/kubernetes/manifests/a.yaml is not YAML, and the kubelet starts no pod from it',
      'cp-1 /etc/kubernetes/manifests/b.yaml is empty, and the kubelet starts no pod from it',
      'cp-1 /etc/kubernetes/manifests/c.yaml is no v1 Pod, and the kubelet starts nothing from it',
    ]);
  });

  test('a part of the control plane that runs as a service is listed', () => {
    expect(tree({ '/etc/systemd/system/etcd.service': '[Service]\nExecStart=/usr/bin/etcd' }).unread).toEqual([
      { host: 'cp-1', path: '/etc/systemd/system/etcd.service', problem: 'runs etcd as a service; only static pods are read' },
    ]);
  });

  test('what only keepalived can decide is listed with its line', () => {
    const { unread } = tree({ '/etc/keepalived/keepalived.conf': 'vrrp_instance a {\n@cp-1 priority 101\n}\n' });
    expect(unread).toEqual([
      { host: 'cp-1', path: '/etc/keepalived/keepalived.conf', problem: 'line 2: @cp-1: only the keepalived that reads it can decide this' },
    ]);
  });
});

describe('a host that nobody described', () => {
  const spec = (files: Record<string, string>, given?: Record<string, unknown>) => tree(files, given).host.object.spec;

  test('has the addresses of its components, without loopback, once each', () => {
    const files = {
      '/etc/kubernetes/manifests/kube-apiserver.yaml': pod('kube-apiserver', '--advertise-address=10.0.0.11'),
      '/etc/kubernetes/manifests/etcd.yaml': pod('etcd', '--listen-client-urls=https://127.0.0.1:2379,https://[fd00::11]:2379'),
      '/etc/keepalived/keepalived.conf': 'vrrp_instance a {\n unicast_src_ip 10.0.1.11\n}',
      '/etc/hosts': '127.0.1.1 cp-1\n10.0.2.11 cp-1.example.com cp-1 # own\n',
    };
    expect(spec(files)).toEqual({
      addresses: ['10.0.0.11', 'fd00::11', '10.0.1.11', '10.0.2.11'],
      roles: ['control-plane', 'etcd'],
      staticPods: ['etcd', 'kube-apiserver'],
    });
  });

  test("has the address that its kubelet's command line gives, and is a worker where nothing else runs", () => {
    const unit = '[Service]\nEnvironmentFile=-/var/lib/kubelet/kubeadm-flags.env\nExecStart=/usr/bin/kubelet $KUBELET_KUBEADM_ARGS';
    const files = {
      '/usr/lib/systemd/system/kubelet.service': unit,
      '/var/lib/kubelet/kubeadm-flags.env': 'KUBELET_KUBEADM_ARGS="--node-ip=10.0.0.21"',
    };
    expect(spec(files)).toEqual({ addresses: ['10.0.0.21'], roles: ['worker'], staticPods: [] });
  });

  test('takes what is given before what files say, and has no zone unless it is given', () => {
    const files = { '/etc/kubernetes/manifests/etcd.yaml': pod('etcd', '--advertise-client-urls=https://10.0.0.11:2379') };
    expect(spec(files, { zone: 'a', roles: ['etcd', 'worker'] })).toEqual({
      zone: 'a',
      addresses: ['10.0.0.11'],
      roles: ['etcd', 'worker'],
      staticPods: ['etcd'],
    });
    expect(spec(files).zone).toBeUndefined();
  });
});

describe('kubeconfigs', () => {
  test('say where the kubelet and others send their requests', () => {
    const { host } = tree({
      '/etc/kubernetes/kubelet.conf': kubeconfig('https://10.0.0.100:8443'),
      '/etc/kubernetes/scheduler.conf': kubeconfig('https://10.0.0.11:6443'),
    });
    expect([host.kubeletServer(), host.kubeconfigServer('/etc/kubernetes/scheduler.conf')]).toEqual([
      'https://10.0.0.100:8443',
      'https://10.0.0.11:6443',
    ]);
    expect(host.kubeconfigServer('/etc/kubernetes/admin.conf')).toBeUndefined();
  });

  test('of a kubelet are the ones that its command line names; without one it reports to nobody', () => {
    const unit = (flags: string) => ({ '/etc/systemd/system/kubelet.service': `[Service]\nExecStart=/usr/bin/kubelet ${flags}` });
    const files = { '/etc/kubernetes/kubelet.conf': kubeconfig('https://a:1'), '/var/lib/kubelet/kubeconfig.yaml': kubeconfig('https://b:2') };
    expect(tree({ ...files, ...unit('--kubeconfig=/var/lib/kubelet/kubeconfig.yaml') }).host.kubeletServer()).toBe('https://b:2');
    expect(tree({ ...files, ...unit('') }).host.kubeletServer()).toBeUndefined();
  });
});

describe('secrets', () => {
  const SECRET = 'hunter2hunter2';
  const PEM = `-----BEGIN RSA PRIVATE KEY-----\n${SECRET}\n-----END RSA PRIVATE KEY-----\n`;
  const JWT = 'eyJhbGciOiJIUzI1NiJ9.aHVudGVyMmh1bnRlcjI.x';
  const yaml = (kind: string, rest: string) => `apiVersion: x/v1\nkind: ${kind}\n${rest}\n`;

  test.each<[string, string, string]>([
    ['a key', '/etc/kubernetes/pki/ca.key', PEM],
    ['a key of another form', '/etc/haproxy/site.key', SECRET],
    [
      'a key beside a certificate',
      '/var/lib/kubelet/pki/kubelet-client-current.pem',
      `-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n${PEM}`,
    ],
    ['a key of a kubeconfig', '/etc/kubernetes/admin.conf', kubeconfig('https://a', `client-key-data: ${SECRET}`)],
    [
      'a key in what should be the certificate of a kubeconfig',
      '/etc/kubernetes/admin.conf',
      kubeconfig('https://a', `client-certificate-data: ${Buffer.from(PEM).toString('base64')}`),
    ],
    ['a token of a kubeconfig', '/etc/kubernetes/admin.conf', kubeconfig('https://a', `token: ${SECRET}`)],
    ['a password in a server', '/etc/kubernetes/admin.conf', kubeconfig(`https://bob:${SECRET}@a:6443`)],
    [
      'a key for data at rest',
      '/etc/kubernetes/enc.yaml',
      yaml(
        'EncryptionConfiguration',
        `resources: [{ resources: [secrets], providers: [{ secretbox: { keys: [{ name: a, secret: ${SECRET} }] } }] }]`,
      ),
    ],
    ['a token file', '/etc/kubernetes/tokens.csv', `${SECRET},bob,1`],
    ['credentials of a cloud', '/etc/kubernetes/cloud.conf', `[Global]\npassword=${SECRET}`],
    ['an unknown kind', '/etc/kubernetes/x.yaml', yaml('Secret', `data: { a: ${SECRET} }`)],
    ['a header for manifests', '/var/lib/kubelet/config.yaml', yaml('KubeletConfiguration', `staticPodURLHeader: { Authorization: [${SECRET}] }`)],
    ['a password of VRRP', '/etc/keepalived/keepalived.conf', `vrrp_instance a {\n authentication {\n  auth_type PASS\n  auth_pass ${SECRET}\n }\n}`],
    [
      'a password of HAProxy',
      '/etc/haproxy/haproxy.cfg',
      `listen stats\n  stats auth admin:${SECRET}\nuserlist u\n  user bob insecure-password ${SECRET}\n`,
    ],
    ['a header of a health check', '/etc/haproxy/haproxy.cfg', `backend b\n  http-check send meth GET uri / hdr Authorization "Bearer ${SECRET}"\n`],
    ['a token of a script', '/etc/keepalived/check.sh', `#!/bin/sh\ncurl -H "Authorization: Bearer ${SECRET}" https://localhost`],
    ['a user of a script', '/etc/keepalived/check.sh', `#!/bin/sh\ncurl -u bob:${SECRET} https://localhost`],
    ['a web token', '/etc/keepalived/check.sh', `#!/bin/sh\nX=${JWT}`],
    ['a variable of a unit', '/etc/default/kubelet', `REGISTRY_PASSWORD=${SECRET}`],
    [
      'a variable of a pod',
      '/etc/kubernetes/manifests/a.yaml',
      `apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { containers: [{ name: a, env: [{ name: DB_PASSWORD, value: ${SECRET} }] }] }`,
    ],
    ['an argument of a pod', '/etc/kubernetes/manifests/a.yaml', pod('a', `--auth-token=${SECRET}`)],
    ['an argument of two words', '/etc/kubernetes/manifests/a.yaml', pod('a', '--auth-token', SECRET)],
    [
      'a header of a probe',
      '/etc/kubernetes/manifests/a.yaml',
      `apiVersion: v1\nkind: Pod\nspec: { containers: [{ livenessProbe: { httpGet: { httpHeaders: [{ name: Authorization, value: ${SECRET} }] } } }] }`,
    ],
  ])('%s is in no object', (_, path, content) => {
    const text = JSON.stringify(tree({ [path]: content }));
    expect(text).not.toContain(SECRET);
    expect(text).not.toContain(Buffer.from(PEM).toString('base64'));
    expect(text).not.toContain(JWT);
  });

  test('what surrounds them is read as before, at the same lines', () => {
    const { host } = tree({
      '/etc/haproxy/haproxy.cfg': `listen stats\n  stats auth admin:${SECRET}\nbackend b\n  server a 10.0.0.1:1 check`,
      '/etc/keepalived/keepalived.conf': `vrrp_instance a {\n auth_pass ${SECRET}\n priority 7\n}`,
      '/etc/kubernetes/enc.yaml': yaml(
        'EncryptionConfiguration',
        'resources: [{ resources: [secrets], providers: [{ aescbc: { keys: [] } }, { identity: {} }] }]',
      ),
    });
    expect(host.haproxy()?.proxies[1]?.servers[0]?.line).toBe(4);
    expect([host.keepalived()?.instances[0]?.priority, host.keepalived()?.unreadable]).toEqual([7, []]);
    expect(host.files.get('/etc/kubernetes/enc.yaml')?.content).toContain('aescbc: {}\n      - identity: {}');
  });

  test('a key within a text leaves its lines empty, so that findings about what follows have the right place', () => {
    const { host } = tree({ '/etc/haproxy/haproxy.cfg': `# ${PEM}backend b\n  server a 10.0.0.1:1 check` });
    expect(host.haproxy()?.proxies.map(({ name, line }) => [name, line])).toEqual([['b', 4]]);
  });

  test('a command line without secrets stays as it is', () => {
    const flags = ['--token-auth-file=/etc/t.csv', '--service-account-key-file=/etc/sa.pub', '--etcd-servers=https://127.0.0.1:2379'];
    const { host } = tree({ '/etc/kubernetes/manifests/a.yaml': pod('kube-apiserver', ...flags) });
    expect(host.allPods[0]?.container.command).toEqual(['kube-apiserver', ...flags]);
  });
});

test('modes are those that are known, and unknown otherwise', () => {
  const content = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';
  const files = [
    { path: '/etc/kubernetes/pki/ca.crt', content, mode: '0644', owner: 'root', group: 'root' },
    { path: '/etc/kubernetes/pki/ca.key', mode: '0600', owner: 'root', group: 'root' },
    { path: '/etc/kubernetes/pki/sa.pub', content: '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n' },
  ];
  const directories = [{ path: '/var/lib/etcd', mode: '0700', owner: 'root', group: 'root' }];
  const { objects } = hostTreeObjects('cp-1', files, { cluster: 'prod', directories });
  const [host] = new RenderedCluster('prod', objects).hosts;
  expect([...host!.files.values()].map(({ path, spec, content: kept }) => [path, spec.mode, kept !== undefined])).toEqual([
    ['/etc/kubernetes/pki/ca.crt', '0644', true],
    ['/etc/kubernetes/pki/ca.key', '0600', false],
    ['/etc/kubernetes/pki/sa.pub', undefined, true],
  ]);
  expect(host!.directories.get('/var/lib/etcd')?.mode).toBe('0700');
});

test('no content makes it throw, and none makes a reader of what it gives throw', () => {
  const path = fc.constantFrom(
    '/etc/kubernetes/manifests/a.yaml',
    '/etc/kubernetes/manifests/b.json',
    '/etc/kubernetes/admin.conf',
    '/etc/kubernetes/x.yaml',
    '/etc/kubernetes/pki/ca.crt',
    '/var/lib/kubelet/config.yaml',
    '/etc/haproxy/haproxy.cfg',
    '/etc/keepalived/keepalived.conf',
    '/etc/hosts',
    '/usr/lib/systemd/system/kubelet.service',
  );
  const yamlish = fc.record({
    kind: fc.constantFrom('Pod', 'Config', 'KubeletConfiguration', 'EncryptionConfiguration'),
    apiVersion: fc.constantFrom('v1', 1),
    metadata: fc.jsonValue(),
    spec: fc.jsonValue(),
    clusters: fc.jsonValue(),
    resources: fc.jsonValue(),
  });
  const content = fc.oneof(
    fc.string(),
    fc.lorem(),
    yamlish.map((value) => JSON.stringify(value)),
  );
  fc.assert(
    fc.property(fc.dictionary(path, content), (files) => {
      const { host } = tree(files);
      return (
        [host.addresses, host.roles, host.allPods.map((each) => each.hostPaths)].every(Array.isArray) &&
        typeof (host.kubeletServer() ?? '') === 'string'
      );
    }),
  );
});
