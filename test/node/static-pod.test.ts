import { Chart, JsonPatch, Testing } from 'cdk8s';
import { HostFile, HostFileProps, SecretKind, SecretPart, StaticPod } from '../../lib';

const HASH = 'ha-cluster.local/config-hash';

interface Given {
  readonly mounts?: string[];
  readonly files?: HostFileProps[];
  readonly reloadedFiles?: string[];
  readonly change?: (chart: Chart, files: HostFile[], pod: StaticPod) => void;
}

function hashOf({ mounts = ['/etc/demo'], files = [], reloadedFiles, change }: Given): string | undefined {
  const chart = Testing.chart();
  const made = files.map((file, index) => new HostFile(chart, `file-${index}`, file));
  const pod = new StaticPod(chart, 'pod', {
    pod: { metadata: { name: 'demo' }, spec: { containers: [{ name: 'demo' }], volumes: mounts.map((path, index) => ({ name: `v${index}`, hostPath: { path } })) } },
    reloadedFiles,
  });
  change?.(chart, made, pod);
  return pod.toJson().metadata.annotations?.[HASH];
}

const FILE = { path: '/etc/demo/demo.conf', content: 'a\n' };
const BASE = hashOf({ files: [FILE] });

test('the hash is sixteen hexadecimal digits', () => {
  expect(BASE).toMatch(/^[0-9a-f]{16}$/);
});

test.each<[string, Given]>([
  ['its text', { files: [{ ...FILE, content: 'b\n' }] }],
  ['its mode', { files: [{ ...FILE, mode: '0600' }] }],
  ['its owner', { files: [{ ...FILE, owner: 'demo' }] }],
  ['a patch of its text', { files: [FILE], change: (_, [file]) => file?.addJsonPatch(JsonPatch.replace('/spec/content', 'b\n')) }],
  ['another file beside it', { files: [FILE, { path: '/etc/demo/more.conf', content: '' }] }],
  ['a file that is added later', { files: [FILE], change: (chart) => new HostFile(chart, 'late', { path: '/etc/demo/late', content: '' }) }],
  ['a file in a folder below', { files: [FILE, { path: '/etc/demo/d/more.conf', content: '' }] }],
  ['a secret between other text', { files: [{ ...FILE, content: 'a: ${secret:SecretKey/k#key}\n' }] }],
])('the hash follows %s', (_, given) => {
  const hash = hashOf(given);
  expect(hash).toMatch(/^[0-9a-f]{16}$/);
  expect(hash).not.toBe(BASE);
});

test.each<[string, Given]>([
  ['a secret', { files: [FILE, { path: '/etc/demo/key', contentFrom: { kind: SecretKind.SECRET_KEY, name: 'k', part: SecretPart.KEY } }] }],
  ['a file that is reloaded', { files: [FILE, { path: '/etc/demo/live', content: '1' }], reloadedFiles: ['/etc/demo/live'] }],
  ['a file elsewhere', { files: [FILE, { path: '/etc/other', content: '' }] }],
  ['a file whose path only begins alike', { files: [FILE, { path: '/etc/demo-2/x', content: '' }] }],
  ['the order of files', { files: [FILE], mounts: ['/etc/demo', '/etc/demo'] }],
  ['what unit takes notice', { files: [{ ...FILE, onChange: { unit: 'demo.service' } }] }],
  ['files of another host', { files: [FILE], change: () => new HostFile(Testing.chart(), 'x', { path: '/etc/demo/other', content: '' }) }],
])('the hash does not follow %s', (_, given) => {
  expect(hashOf(given)).toBe(BASE);
});

test('the order in which files were placed has no meaning', () => {
  const other = { path: '/etc/demo/other', content: '' };
  expect(hashOf({ files: [other, FILE] })).toBe(hashOf({ files: [FILE, other] }));
});

test('a file that is mounted by itself counts', () => {
  expect(hashOf({ files: [FILE], mounts: [FILE.path] })).toBe(BASE);
});

test('a mount that a patch adds counts', () => {
  const change: Given['change'] = (_, _files, pod) => pod.addJsonPatch(JsonPatch.add('/spec/volumes/-', { name: 'x', hostPath: { path: '/etc/demo' } }));
  expect(hashOf({ files: [FILE], mounts: [], change })).toBe(BASE);
});

test('a pod that reads no file has no hash', () => {
  expect(hashOf({ files: [FILE], mounts: ['/srv'] })).toBeUndefined();
});

test('the pod keeps the annotations that it has', () => {
  const chart = Testing.chart();
  new HostFile(chart, 'file', FILE);
  const pod = new StaticPod(chart, 'pod', { pod: { metadata: { name: 'demo', annotations: { z: '1' } }, spec: { containers: [], volumes: [{ name: 'v', hostPath: { path: '/etc/demo' } }] } } });
  expect(pod.toJson().metadata.annotations).toEqual({ [HASH]: BASE, z: '1' });
});
