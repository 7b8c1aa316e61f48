import { cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { join } from 'path';
import { temporaryFolder } from '../../temporary-folder';
import { checked, sectionOf } from './checked';

const GUIDE = join(__dirname, '../../../examples/kubeadm-guide');
const UNREAD = 'Could not be read';

let folder: string;
beforeEach(() => cpSync(GUIDE, (folder = temporaryFolder()), { recursive: true }));

const check = () => checked(undefined, { hosts: folder });
const path = (name: string) => join(folder, name);

test('a manifest that is no YAML is an error in every format, and in the verdict', async () => {
  writeFileSync(path('cp-2/etc/kubernetes/manifests/kube-apiserver.yaml'), 'a: [\n');
  const { text, markdown, data, error } = await check();
  const [cluster] = data.clusters;
  expect(error?.message).toMatch(/: \d+ errors, 1 unread, \d+ warnings$/);
  expect(sectionOf(text, UNREAD).split('\n')[1]).toBe(
    '  error cp-2 /etc/kubernetes/manifests/kube-apiserver.yaml: is not YAML, and the kubelet starts no pod from',
  );
  expect(sectionOf(text, 'Assumed')).toContain('what could not be read is taken to say nothing: cp-2');
  expect(markdown).toContain('**These answers rest on a guess: 1 unread**, listed below.');
  expect(markdown).toMatch(/❌ error \| cp-2 \| <code>\/etc\/kubernetes\/manifests\/kube-apiserver&#46;yaml<\/code> \| is not YAML/);
  expect(cluster.problems.unread).toBe(1);
  expect(cluster.unread).toEqual([expect.objectContaining({ host: 'cp-2', decisive: true })]);
  expect(cluster.assumptions.at(-1)).toBe('what could not be read is taken to say nothing: cp-2 /etc/kubernetes/manifests/kube-apiserver.yaml');
});

test.each([
  ['etc/haproxy/haproxy.cfg', 'is no text'],
  ['etc/keepalived/keepalived.conf', 'is no text'],
  ['var/lib/kubelet/config.yaml', 'is no text'],
])('%s that cannot be read is an error', async (file, problem) => {
  writeFileSync(path(`cp-1/${file}`), Buffer.from([0xff]));
  const [cluster] = (await check()).data.clusters;
  expect(cluster.unread).toEqual([{ host: 'cp-1', path: `/${file}`, problem, decisive: true }]);
});

test('a link to configuration that nobody copied is an error', async () => {
  rmSync(path('cp-1/etc/haproxy/haproxy.cfg'));
  symlinkSync('/srv/haproxy.cfg', path('cp-1/etc/haproxy/haproxy.cfg'));
  expect((await check()).data.clusters[0].unread).toEqual([
    { host: 'cp-1', path: '/etc/haproxy/haproxy.cfg', problem: 'is a link to something that is not in the tree', decisive: true },
  ]);
});

test('a certificate that cannot be read is said, and is no error', async () => {
  mkdirSync(path('cp-1/etc/kubernetes/pki'), { recursive: true });
  writeFileSync(path('cp-1/etc/kubernetes/pki/ca.crt'), Buffer.from([0]));
  const { data, text, markdown } = await check();
  const [cluster] = data.clusters;
  expect([cluster.problems.unread, cluster.unread]).toEqual([
    0,
    [{ host: 'cp-1', path: '/etc/kubernetes/pki/ca.crt', problem: 'is no text', decisive: false }],
  ]);
  expect(sectionOf(text, UNREAD).split('\n').slice(1)).toEqual(['  cp-1 /etc/kubernetes/pki/ca.crt: is no text']);
  expect(markdown).toContain('could not be read</summary>');
  expect(markdown).not.toContain('rest on a guess');
});

test('a host that files name and that has no tree is an error, and nothing is made up for it', async () => {
  rmSync(path('cp-3'), { recursive: true });
  for (const file of ['cluster.yaml', 'hosts.yaml']) rmSync(path(file), { force: true });
  const { data, text, error } = await check();
  const [cluster] = data.clusters;
  expect(cluster.unread.filter(({ host }: any) => host === '10.0.0.13' || host === 'cp-3')).toEqual([
    expect.objectContaining({ path: '/', problem: expect.stringContaining('no tree here has 10.0.0.13, which'), decisive: true }),
  ]);
  expect(error?.message).toMatch(/ 1 unread/);
  expect(text).toContain('2 apiservers, 2 etcd members');
  expect(sectionOf(text, 'Assumed')).toContain('nothing is taken to run on ');
});

test('what is not asked stands in a comment, too', async () => {
  expect((await check()).markdown).toMatch(/\| HA215 \| the files do not say what spreads the clients of the API/);
});
