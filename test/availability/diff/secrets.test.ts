import { diffClusters } from '../../../lib/availability/diff';
import { clusterOf, labelled, podObject } from '../rendered-objects';

const SECRET = 'S3cretAAAAAAAAAAAAAAA';

/** What the differences between two sides of a cluster say, as one text; every field of every change is in it. */
function said(before: Side, after: Side): string {
  const { changes, steps } = diffClusters(cluster(before), cluster(after), { readingOf: () => 'restart' as never, surveysOf: () => undefined });
  expect(changes.length).toBeGreaterThan(0);
  return JSON.stringify([changes, steps]);
}

interface Side {
  readonly path?: string;
  readonly content?: string;
  readonly container?: object;
  readonly flags?: string[];
  readonly objects?: object[];
}

function cluster({ path, content, container = {}, flags = [], objects = [] }: Side) {
  const files = path === undefined ? {} : { [path]: content };
  return clusterOf({ 'cp-1': { files, pods: [podObject('kube-apiserver', flags, {}, container)] } }, undefined, objects.map((object) => labelled(object)));
}

/** A file whose content has a secret at `@`. */
const FILES: [string, string][] = [
  ['/etc/haproxy/other.cfg', 'listen s\n stats auth admin:@\n'],
  ['/etc/haproxy/other.cfg', 'userlist u\n user a insecure-password @\n'],
  ['/etc/haproxy/other.cfg', 'backend u\n http-check send hdr Authorization "Bearer @"\n'],
  ['/etc/keepalived/x.conf', 'vrrp_instance a {\n authentication {\n auth_type PASS\n auth_pass @\n }\n}\n'],
  ['/root/kc.yaml', 'users:\n- name: a\n  user:\n    token: @\n'],
  ['/root/kc.yaml', 'users:\n- name: a\n  user:\n    exec: {env: [{name: AWS_SECRET, value: @}]}\n'],
  ['/etc/x.pem', '-----BEGIN EC PRIVATE KEY-----\n@\n@=\n-----END EC PRIVATE KEY-----\n'],
  ['/etc/x.yaml', 'key: |\n  -----BEGIN EC PRIVATE KEY-----\n  @\n'],
  ['/etc/kubernetes/tokens.csv', '@,admin,1\n'],
  ['/etc/default/x', 'HTTP_PROXY=http://u:@@p\n'],
  ['/etc/systemd/system/x.service', '[Service]\nEnvironment="DB_PASSWORD=@"\nExecStart=/x --token=@\n'],
  ['/etc/containerd/c.toml', '[plugins]\n  password = "@"\n  auth = "@"\n  identitytoken = "@"\n'],
  ['/var/lib/kubelet/config.json', '{"auths":{"r":{"auth":"@"}}}'],
  ['/usr/local/bin/x.sh', '#!/bin/sh\ncurl -u a:@ -H "Authorization: Bearer @" https://x\n'],
];

test.each(FILES)('a secret of %s that changed is said, and not shown: %j', (path, content) => {
  const filled = (secret: string) => ({ path, content: content.replace(/@(?!p)/g, secret) });
  const text = said(filled('oldSecretBBBBBBBBBB'), filled(SECRET));
  expect(text).not.toContain(SECRET);
  expect(text).not.toContain('oldSecret');
});

test.each<[string, object]>([
  ['environment', { env: [{ name: 'MY_TOKEN', value: SECRET }] }],
  ['arguments', { args: ['--password', SECRET, `--my-token=${SECRET}`] }],
  ['probe headers', { livenessProbe: { httpGet: { path: '/', httpHeaders: [{ name: 'Authorization', value: `Bearer ${SECRET}` }] } } }],
])('a secret in the %s of a static pod', (_, container) => {
  expect(said({}, { container })).not.toContain(SECRET);
});

test('a flag, and a Secret of Kubernetes', () => {
  expect(said({ flags: ['--my-token=a,b,c,d'] }, { flags: [`--my-token=a,b,c,${SECRET}`] })).not.toContain(SECRET);
  const secret = (foo: string) => ({ objects: [{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, data: { foo }, stringData: { 'config.ini': foo } }] });
  expect(said(secret('b2xk'), secret(SECRET))).not.toContain(SECRET);
});

test('what is no secret is shown: the token of an etcd cluster, a placeholder, the path of a file', () => {
  const flags = (token: string) => ({ flags: [`--initial-cluster-token=${token}`, `--token-auth-file=/etc/${token}.csv`] });
  const text = said(flags('prod'), flags('other'));
  expect(text).toContain('other');
  expect(text).not.toContain('not shown');
});
