import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import Ajv, { ValidateFunction } from 'ajv/dist/2020';
import { BLUEPRINTS, render } from './system/blueprints';

const FOLDER = join(__dirname, '..', 'schemas');
/** Of files that are no objects of a cluster. */
const OTHERS = ['rehearsal-results.schema.json'];
const SCHEMAS = readdirSync(FOLDER)
  .filter((name) => !OTHERS.includes(name))
  .map((name) => JSON.parse(readFileSync(join(FOLDER, name), 'utf8')));
const ajv = new Ajv({ allErrors: true, strict: true, strictRequired: false });
const VALIDATORS = new Map<string, ValidateFunction>(SCHEMAS.map((schema) => [schema.title, ajv.compile(schema)]));

/** What the schema of the object's kind says: `<place> <message>` each, nothing for a valid object. */
function objections(object: any): string[] {
  const validate = VALIDATORS.get(object.kind);
  if (!validate) return [`no schema for ${object.kind}`];
  validate(object);
  return (validate.errors ?? []).map((error) => {
    const extra = error.params.additionalProperty ?? error.params.allowedValues?.join(', ') ?? error.params.allowedValue;
    return `${error.instancePath} ${error.message}${extra === undefined ? '' : ` (${extra})`}`.trim();
  });
}

const LOCAL = { 'config.kubernetes.io/local-config': 'true' };

/** A valid object of each kind, to be spoilt in one place. */
const VALID: { readonly [kind: string]: object } = {
  HostFile: { path: '/etc/haproxy/haproxy.cfg', mode: '0644', owner: 'root', group: 'root', content: 'global\n' },
  HostDirectory: { path: '/var/lib/etcd', mode: '0700', owner: 'etcd', group: 'etcd' },
  Certificate: {
    ca: false, issuer: 'etcd-ca', subject: { commonName: 'cp-1', organizations: [] }, dnsNames: ['cp-1', '*.example.org'],
    ipAddresses: ['10.0.0.11', '2001:db8::1', '::1'], usages: ['client auth', 'server auth'], validityDays: 365, keyAlgorithm: 'ECDSA-P256',
  },
  Kubeconfig: {
    server: 'https://[2001:db8::1]:6443', cluster: 'prod', issuer: 'kubernetes-ca', subject: { commonName: 'system:node:cp-1', organizations: ['system:nodes'] },
    validityDays: 365, keyAlgorithm: 'RSA-2048',
  },
  SecretKey: { type: 'random', bytes: 32 },
  Host: {
    addresses: ['10.0.0.11', 'fd00::11'], zone: 'a', networkInterface: 'eth0.100', kubeletVersion: '1.36.3', roles: ['control-plane', 'etcd'], packages: ['libc6', 'haproxy'],
    kernelModules: ['br_netfilter'], sysctls: { 'net.ipv4.ip_forward': '1' }, users: [{ name: 'etcd', home: '/var/lib/etcd' }], units: ['containerd.service', 'kubelet.service'],
    staticPods: ['etcd', 'kube-apiserver'],
  },
  Cluster: {
    version: '1.36.3',
    etcd: { topology: 'stacked', endpoints: [] },
    endpoint: { kind: 'haproxyKeepalived', host: '10.0.0.100', port: 8443, neighbourRouterIds: [51] },
    networks: { nodes: ['10.0.0.0/24', 'fd00::/64'], pods: ['10.244.0.0/16'], services: ['10.96.0.0/12', 'fd00:10:96::/112'], domain: 'cluster.local' },
    timing: 'balanced',
    acknowledgements: [{ rule: 'HA201', reason: 'measured here', host: 'cp-1' }, { rule: 'CIS-1.2.11', reason: 'images are imported' }],
  },
};

function valid(kind: string, spec: object = {}, metadata: object = {}): any {
  return {
    apiVersion: 'ha-cluster.local/v1alpha1',
    kind,
    metadata: { name: 'a', annotations: LOCAL, labels: { 'ha-cluster.local/cluster': 'prod', 'ha-cluster.local/host': 'cp-1', 'example.org/team': 'Infra_1' }, ...metadata },
    spec: { ...VALID[kind], ...spec },
  };
}

function without(object: any, key: string): any {
  const { [key]: _, ...spec } = object.spec;
  return { ...object, spec };
}

test.each(BLUEPRINTS)('every object of our own kinds in %s is valid', (blueprint) => {
  const own = render(blueprint).map(({ object }) => object).filter((object) => object.apiVersion.startsWith('ha-cluster.local/'));
  expect(own.map((object) => object.kind)).toContain('HostFile');
  expect(own.flatMap((object) => objections(object).map((objection) => `${object.kind}/${object.metadata.name} ${objection}`))).toEqual([]);
});

test('the reference blueprint has objects of every kind', () => {
  const kinds = new Set(render('main').map(({ object }) => object).filter((object) => VALIDATORS.has(object.kind)).map((object) => object.kind));
  expect([...kinds].sort()).toEqual([...VALIDATORS.keys()].sort());
});

test('there is one schema a kind, each with an id that names no host and the same idea of metadata', () => {
  expect(SCHEMAS.map((schema) => schema.title)).toEqual(['Certificate', 'Cluster', 'HostDirectory', 'HostFile', 'Host', 'Kubeconfig', 'SecretKey']);
  expect(SCHEMAS.map((schema) => schema.$id)).toEqual(SCHEMAS.map((schema) => `urn:cdk8s-ha-cluster:v1alpha1:${schema.title}`));
  for (const schema of SCHEMAS) expect(schema.$defs.metadata).toEqual(SCHEMAS[0].$defs.metadata);
});

test.each(Object.keys(VALID))('a good %s is accepted', (kind) => {
  expect(objections(valid(kind))).toEqual([]);
});

test.each(Object.keys(VALID))('an unknown field of a %s is refused', (kind) => {
  expect(objections(valid(kind, { extra: 1 }))).toContain('/spec must NOT have additional properties (extra)');
});

test.each<[string, any, string[]]>([
  ['a name that is no DNS subdomain', valid('HostFile', {}, { name: 'A_b' }), ['/metadata/name must match pattern "^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$"']],
  ['an object that could be applied by mistake', valid('HostFile', {}, { annotations: {} }), ["/metadata/annotations must have required property 'config.kubernetes.io/local-config'"]],
  ['local-config switched off', valid('HostFile', {}, { annotations: { 'config.kubernetes.io/local-config': 'false' } }), ['/metadata/annotations/config.kubernetes.io~1local-config must be equal to constant (true)']],
  ['a namespace', valid('HostFile', {}, { namespace: 'kube-system' }), ['/metadata must NOT have additional properties (namespace)']],
  ['a host that is no DNS label', valid('HostFile', {}, { labels: { 'ha-cluster.local/host': 'cp.1' } }), ['/metadata/labels/ha-cluster.local~1host must match pattern "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$"']],
  ['another version of the group', { ...valid('SecretKey'), apiVersion: 'ha-cluster.local/v1' }, ['/apiVersion must be equal to constant (ha-cluster.local/v1alpha1)']],
])('%s is refused', (_, object, expected) => {
  expect(objections(object)).toEqual(expected);
});

const PATH = '/spec/path must match pattern "^(/(?!\\.{1,2}(/|$))[A-Za-z0-9._@:+-]+)+$"';
const MODE = '/spec/mode must match pattern "^0[0-7]{3}$"';

test.each<[string, object, string[]]>([
  ['a relative path', { path: 'etc/hosts' }, [PATH]],
  ['a path that climbs', { path: '/etc/../root/x' }, [PATH]],
  ['a path with a trailing slash', { path: '/etc/' }, [PATH]],
  ['a mode that YAML read as a number', { mode: 420 }, ['/spec/mode must be string']],
  ['a mode with a set-user bit', { mode: '4755' }, [MODE]],
  ['a numeric owner', { owner: '0' }, ['/spec/owner must match pattern "^[a-z_][a-z0-9_-]{0,31}$"']],
  ['carriage returns', { content: 'a\r\nb\r\n' }, ['/spec/content must match pattern "^[^\\r]*$"']],
  ['both ways to give the content', { contentFrom: { kind: 'SecretKey', name: 'a', part: 'key' } }, ['/spec must match exactly one schema in oneOf']],
  ['an action that systemd has not', { onChange: { unit: 'haproxy.service', action: 'kick' } }, ['/spec/onChange/action must be equal to one of the allowed values (reload, restart)']],
  ['a unit without a suffix', { onChange: { unit: 'haproxy', action: 'reload' } }, ['/spec/onChange/unit must match pattern "^[A-Za-z0-9:_.@-]+\\.[a-z]+$"']],
])('a HostFile with %s is refused', (_, spec, expected) => {
  expect(objections(valid('HostFile', spec))).toEqual(expected);
});

test('a HostFile takes its content from a part of a planned secret, and only from one', () => {
  const from = (reference: object) => without(valid('HostFile', { contentFrom: reference }), 'content');
  expect(objections(from({ kind: 'Certificate', name: 'etcd-ca', part: 'ca-bundle.crt' }))).toEqual([]);
  expect(objections(from({ kind: 'Secret', name: 'etcd-ca', part: 'tls.crt' }))).toEqual(['/spec/contentFrom/kind must be equal to one of the allowed values (Certificate, Kubeconfig, SecretKey)']);
  expect(objections(from({ kind: 'Certificate', name: 'etcd-ca' }))).toEqual(["/spec/contentFrom must have required property 'part'"]);
  expect(objections(without(valid('HostFile'), 'content'))).toEqual([
    "/spec must have required property 'content'",
    "/spec must have required property 'contentFrom'",
    '/spec must match exactly one schema in oneOf',
  ]);
});

test('a HostDirectory has no content', () => {
  expect(objections(valid('HostDirectory', { content: '' }))).toEqual(['/spec must NOT have additional properties (content)']);
  expect(objections(without(valid('HostDirectory'), 'mode'))).toEqual(["/spec must have required property 'mode'"]);
});

test('a Certificate is signed by a CA, or is one that signs itself and serves nothing', () => {
  expect(objections(without(valid('Certificate'), 'issuer'))).toEqual(["/spec must have required property 'issuer'", '/spec must match "else" schema']);
  expect(objections(without(valid('Certificate', { ca: true, dnsNames: [], ipAddresses: [], usages: [], validityDays: 3650 }), 'issuer'))).toEqual([]);
  expect(objections(valid('Certificate', { ca: true, dnsNames: [], ipAddresses: [], usages: ['server auth'] }))).toEqual([
    '/spec/issuer boolean schema is false',
    '/spec/usages must NOT have more than 0 items',
    '/spec must match "then" schema',
  ]);
});

test.each<[string, object, string]>([
  ['an address out of range', { ipAddresses: ['10.0.0.300'] }, '/spec/ipAddresses/0'],
  ['an IPv6 address in capitals', { ipAddresses: ['FD00::1'] }, '/spec/ipAddresses/0'],
  ['an address among the names', { dnsNames: ['2001:db8::1'] }, '/spec/dnsNames/0'],
])('a Certificate with %s is refused', (_, spec, place) => {
  expect(objections(valid('Certificate', spec))).toEqual([expect.stringMatching(new RegExp(`^${place} must match pattern`))]);
});

test('a Certificate has whole days of validity, up to ten years, and key material nowhere', () => {
  expect(objections(valid('Certificate', { validityDays: 3651 }))).toEqual(['/spec/validityDays must be <= 3650']);
  expect(objections(valid('Certificate', { validityDays: 0.5 }))).toEqual(['/spec/validityDays must be integer', '/spec/validityDays must be >= 1']);
  expect(objections(valid('Certificate', { key: '-----BEGIN' }))).toEqual(['/spec must NOT have additional properties (key)']);
});

test.each(['http://10.0.0.1:6443', 'https://10.0.0.1:6443/api', 'https://user@10.0.0.1', '10.0.0.1:6443'])('a Kubeconfig for %s is refused', (server) => {
  expect(objections(valid('Kubeconfig', { server }))).toEqual(['/spec/server must match pattern "^https://[^/\\s?#@]+(:[0-9]{1,5})?$"']);
});

test.each<[string, object, string[]]>([
  ['no address', { addresses: [] }, ['/spec/addresses must NOT have fewer than 1 items']],
  ['the same address twice', { addresses: ['10.0.0.11', '10.0.0.11'] }, ['/spec/addresses must NOT have duplicate items (items ## 0 and 1 are identical)']],
  ['an unknown role', { roles: ['master'] }, ['/spec/roles/0 must be equal to one of the allowed values (control-plane, etcd, worker)']],
  ['a kernel setting that is a number', { sysctls: { 'net.ipv4.ip_forward': 1 } }, ['/spec/sysctls/net.ipv4.ip_forward must be string']],
  ['a kernel setting that injects a line', { sysctls: { 'vm.swappiness': '1\nkernel.panic = 1' } }, ['/spec/sysctls/vm.swappiness must match pattern "^[^\\x00-\\x1f\\x7f]+$"']],
  ['an interface name that Linux refuses', { networkInterface: 'a-name-of-16-long' }, ['/spec/networkInterface must NOT have more than 15 characters']],
])('a Host with %s is refused', (_, spec, expected) => {
  expect(objections(valid('Host', spec))).toEqual(expected);
});

test.each<[string, object, string[]]>([
  ['an own etcd with endpoints', { etcd: { topology: 'stacked', endpoints: ['https://10.0.0.21:2379'] } }, ['/spec/etcd/endpoints must NOT have more than 0 items', '/spec/etcd must match "else" schema']],
  ['an etcd that exists nowhere', { etcd: { topology: 'existing', endpoints: [] } }, ['/spec/etcd/endpoints must NOT have fewer than 1 items', '/spec/etcd must match "then" schema']],
  ['a version without a patch', { version: '1.36' }, ['/spec/version must match pattern "^1\\.[0-9]+\\.[0-9]+$"']],
  ['a router id of 0', { endpoint: { kind: 'kubeVip', host: 'api.example.org', port: 6443, neighbourRouterIds: [0] } }, ['/spec/endpoint/neighbourRouterIds/0 must be >= 1']],
  ['an acknowledgement of no known kind of rule', { acknowledgements: [{ rule: 'X1', reason: 'why' }] }, ['/spec/acknowledgements/0/rule must match pattern "^(HA[0-9]{3}|CIS-[0-9]+(\\.[0-9]+){1,2})$"']],
  ['an acknowledgement without a reason', { acknowledgements: [{ rule: 'HA201' }] }, ["/spec/acknowledgements/0 must have required property 'reason'"]],
])('a Cluster with %s is refused', (_, spec, expected) => {
  expect(objections(valid('Cluster', spec))).toEqual(expected);
});

test('a Cluster has ranges in CIDR form', () => {
  const networks = { nodes: ['10.0.0.0/33'], pods: ['fd00::/129'], services: ['10.96.0.0'], domain: 'cluster.local' };
  expect(objections(valid('Cluster', { networks })).map((line) => line.split(' ')[0])).toEqual(['/spec/networks/nodes/0', '/spec/networks/pods/0', '/spec/networks/services/0']);
});

test('a SecretKey is random bytes or a pair, and not a short key', () => {
  const pair = { ...valid('SecretKey'), spec: { type: 'pair', keyAlgorithm: 'ECDSA-P256' } };
  expect(objections(pair)).toEqual([]);
  expect(objections(valid('SecretKey', { bytes: 8 }))).toContain('/spec/bytes must be >= 16');
  expect(objections({ ...pair, spec: { ...pair.spec, bytes: 32 } })).toContain('/spec must NOT have additional properties (bytes)');
});
