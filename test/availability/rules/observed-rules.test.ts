import { CIS_RULES } from '../../../lib/availability/cis';
import { hostTreeObjects, TreePath } from '../../../lib/availability/read/host-tree';
import { RenderedCluster } from '../../../lib/availability/read/rendered';
import { notAsked, RENDERED_RULES, rulesFor } from '../../../lib/availability/rules';
import { clusterOf, faults, says } from '../rendered-objects';

const RULES = [...RENDERED_RULES, ...CIS_RULES];
const rule = (id: string) => RULES.find((candidate) => candidate.id === id)!;

/** Trees of hosts by name, each with its files by path. */
function trees(hosts: Record<string, Record<string, string>>, modes: TreePath[] = []): RenderedCluster {
  const objects = Object.entries(hosts).flatMap(([name, files]) => {
    const list = Object.entries(files).map(([path, content]) => ({ ...modes.find((mode) => mode.path === path), path, content }));
    return hostTreeObjects(name, list, { cluster: 'prod', directories: modes.filter(({ path }) => path === '/var/lib/etcd') }).objects;
  });
  return new RenderedCluster('prod', objects, { unread: [] });
}

const manifest = (name: string, ...flags: string[]) => ({
  [`/etc/kubernetes/manifests/${name}.yaml`]: JSON.stringify({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name },
    spec: { containers: [{ name, image: `x/${name}:v1.36.3`, command: [name, ...flags] }] },
  }),
});
const API = (address: string) => manifest('kube-apiserver', `--advertise-address=${address}`);
const BALANCED = (...servers: string[]) => ({
  '/etc/haproxy/haproxy.cfg': [
    'frontend f',
    'mode tcp',
    'bind *:8443',
    'default_backend b',
    'backend b',
    'mode tcp',
    ...servers.map((server, index) => `server s${index} ${server} check`),
    '',
  ].join('\n'),
});

describe('rules for the files of hosts', () => {
  test('are fewer than for a description, and each that is missing has its reason', () => {
    const [observed, described] = [trees({ 'cp-1': API('10.0.0.11') }), clusterOf({ 'cp-1': {} })];
    expect([rulesFor(described, RULES).length, notAsked(described, RULES)]).toEqual([RULES.length, []]);
    expect(rulesFor(observed, RULES).length + notAsked(observed, RULES).length).toBe(RULES.length);
    expect(notAsked(observed, RENDERED_RULES).map(({ rule: { id }, reason }) => `${id}: ${reason}`)).toMatchInlineSnapshot(`
[
  "HA215: the files do not say what spreads the clients of the API",
  "HA304: a path that nobody copied looks like one that is missing",
  "HA305: a host cannot have two files at one path",
  "HA308: the objects are made of files, and nobody wrote them",
  "HA311: static pods are read from where the kubelet looks",
  "HA403: there is no plan of secrets",
  "HA404: keys are not read",
]
`);
  });

  test('ask for modes only where these are known, and then only of files whose mode is', () => {
    const files = { '/var/lib/kubelet/config.yaml': 'kind: KubeletConfiguration', '/etc/kubernetes/admin.conf': 'kind: Config' };
    const known = [{ path: '/var/lib/kubelet/config.yaml', mode: '0644', owner: 'root', group: 'root' }];
    expect(notAsked(trees({ 'cp-1': files }), CIS_RULES).map(({ reason }) => reason)).toContain('modes and owners on the hosts are not known');
    expect(notAsked(trees({ 'cp-1': files }, known), CIS_RULES)).toEqual([]);
    expect([...faults(rule('CIS-4.1.9'), trees({ 'cp-1': files }, known)), ...faults(rule('CIS-1.1.13'), trees({ 'cp-1': files }, known))]).toEqual([
      'CIS-4.1.9 cp-1 /var/lib/kubelet/config.yaml: got 0644 root:root; allowed: 0600 or stricter, root:root',
    ]);
  });

  test('take certificates that all may read as good, as the benchmark does', () => {
    const path = '/etc/kubernetes/pki/ca.crt';
    const pem = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----';
    const of = (mode: string) => faults(rule('CIS-1.1.20'), trees({ 'cp-1': { [path]: pem } }, [{ path, mode, owner: 'root', group: 'root' }]));
    expect([of('0644'), of('0664').length]).toEqual([[], 1]);
  });

  test('say nothing about a data directory that nobody listed', () => {
    const etcd = { 'cp-1': manifest('etcd', '--data-dir=/var/lib/etcd') };
    expect(says(rule('CIS-1.1.11'), trees(etcd))).toEqual([]);
    expect(says(rule('CIS-1.1.11'), trees(etcd, [{ path: '/var/lib/etcd', mode: '0755', owner: 'etcd', group: 'etcd' }]))).toHaveLength(1);
  });

  test("take kubeadm's 0s for the kubelet's default", () => {
    const of = (value: string) =>
      says(
        rule('CIS-4.2.5'),
        trees({ 'cp-1': { '/var/lib/kubelet/config.yaml': `kind: KubeletConfiguration\nstreamingConnectionIdleTimeout: ${value}` } }),
      );
    expect([of('0s'), of('0').length]).toEqual([[], 1]);
  });
});

describe('where some hosts were not copied', () => {
  const HOSTS = { 'cp-1': { ...API('10.0.0.11'), ...BALANCED('10.0.0.11:6443', '10.0.0.12:6443') } };

  test('a server of HAProxy may be an apiserver, unless its host was copied and has none', () => {
    expect(faults(rule('HA217'), trees(HOSTS))).toEqual([]);
    const other = { 'cp-2': manifest('etcd', '--advertise-client-urls=https://10.0.0.12:2379') };
    expect(faults(rule('HA217'), trees({ ...HOSTS, ...other }))).toEqual([
      'HA217 cp-1 /etc/haproxy/haproxy.cfg backend b server s1: got 10.0.0.12:6443; allowed: 10.0.0.11:6443',
    ]);
  });

  test('a known apiserver that HAProxy leaves out is found as ever', () => {
    expect(faults(rule('HA217'), trees({ ...HOSTS, 'cp-3': API('10.0.0.13') }))).toEqual([
      'HA217 cp-1 /etc/haproxy/haproxy.cfg backend b server: got no server for cp-3; allowed: a server at 10.0.0.13:6443',
    ]);
  });

  test('HAProxy may balance something else', () => {
    expect(faults(rule('HA217'), trees({ 'cp-1': { ...API('10.0.0.11'), ...BALANCED('10.0.0.50:80') } }))).toEqual([]);
  });

  test('names lead to hosts, as /etc/hosts has them or as hosts are called', () => {
    const names = BALANCED('cp-1.example.com:6443', 'api-two:6443');
    const hosts = { 'cp-1': { ...API('10.0.0.11'), ...names, '/etc/hosts': '10.0.0.12 api-two' }, 'cp-2': API('10.0.0.12') };
    expect(faults(rule('HA217'), trees(hosts))).toEqual([]);
    expect(faults(rule('HA205'), trees(hosts)).map((text) => text.split(' ')[1])).toEqual(['cp-1', 'cp-2']);
  });

  test('a member of etcd that was not copied may listen; one that was, and does not, is found', () => {
    const api = (urls: string) => manifest('kube-apiserver', '--advertise-address=10.0.0.11', `--etcd-servers=${urls}`);
    const member = manifest('etcd', '--listen-client-urls=https://10.0.0.11:2379');
    expect(faults(rule('HA310'), trees({ 'cp-1': { ...api('https://10.0.0.11:2379,https://10.0.0.12:2379'), ...member } }))).toEqual([]);
    expect(faults(rule('HA310'), trees({ 'cp-1': { ...api('https://10.0.0.11:2380'), ...member } }))).toHaveLength(1);
  });

  test('a check script may lie where nobody looked', () => {
    const conf = 'vrrp_script c {\nscript "/etc/keepalived/c.sh"\n}\nvrrp_instance v {\nvirtual_ipaddress {\n10.0.0.100\n}\ntrack_script {\nc\n}\n}';
    expect(faults(rule('HA214'), trees({ 'cp-1': { '/etc/keepalived/keepalived.conf': conf } }))).toEqual([]);
  });

  test('a condition in a foreign file is no mistake, and a mistake is one', () => {
    const conf = (line: string) => trees({ 'cp-1': { '/etc/keepalived/keepalived.conf': `vrrp_instance v {\n${line}\n}` } });
    expect([faults(rule('HA200'), conf('@cp-1 priority 7')), faults(rule('HA200'), conf('priority x')).length]).toEqual([[], 1]);
  });
});
