import { JsonPatch, Testing } from 'cdk8s';
import { HostFile, KubernetesVersion, KubeScheduler, PatchableObject } from '../../lib';

function scheduler(change: (pod: PatchableObject) => void) {
  const chart = Testing.chart();
  const { pod } = new KubeScheduler(chart, 'scheduler', { version: KubernetesVersion.V1_28 });
  change(pod);
  return { errors: chart.node.findAll().flatMap((child) => child.node.validate()), json: () => (Testing.synth(chart) as any[])[0] };
}

const json = (...ops: JsonPatch[]) => scheduler((pod) => pod.addJsonPatch(...ops));
const IMAGE = '/spec/containers/0/image';

test('operations apply to the final document, in order', () => {
  const { errors, json: final } = json(
    JsonPatch.test(IMAGE, 'registry.k8s.io/kube-scheduler:v1.28.15'),
    JsonPatch.replace(IMAGE, 'x'),
    JsonPatch.copy(IMAGE, '/metadata/labels/image'),
    JsonPatch.move('/spec/schedulerName', '/metadata/labels/was'),
    JsonPatch.add('/spec/containers/0/command/-', '--v=4'),
    JsonPatch.remove('/spec/containers/0/resources'),
  );
  expect(errors).toEqual([]);
  const { metadata, spec } = final();
  expect([metadata.labels.image, metadata.labels.was, spec.schedulerName]).toEqual(['x', 'static-pod-only', undefined]);
  expect([spec.containers[0].command.at(-1), spec.containers[0].resources]).toEqual(['--v=4', undefined]);
});

const SEE = 'there is no such path; see the rendered YAML for what exists';

test.each<[string, JsonPatch, string]>([
  ['remove', JsonPatch.remove('/spec/tolerations'), `patch 1 of Pod/kube-scheduler matches nothing: remove /spec/tolerations: ${SEE}`],
  ['replace', JsonPatch.replace('/spec/dnsPolicy', 'Default'), `patch 1 of Pod/kube-scheduler matches nothing: replace /spec/dnsPolicy: ${SEE}`],
  ['test', JsonPatch.test('/spec/dnsPolicy', 'Default'), `patch 1 of Pod/kube-scheduler matches nothing: test /spec/dnsPolicy: ${SEE}`],
  ['move', JsonPatch.move('/spec/dnsPolicy', '/spec/x'), `patch 1 of Pod/kube-scheduler matches nothing: move /spec/dnsPolicy: ${SEE}`],
  ['copy', JsonPatch.copy('/spec/dnsPolicy', '/spec/x'), `patch 1 of Pod/kube-scheduler matches nothing: copy /spec/dnsPolicy: ${SEE}`],
  ['add below nothing', JsonPatch.add('/spec/securityContexts/x', 1), 'patch 1 of Pod/kube-scheduler matches nothing: add /spec/securityContexts/x: /spec/securityContexts does not exist; add the parent first'],
])('%s of a path that does not exist is an error that names it', (_, operation, error) => {
  expect(json(operation).errors).toEqual([error]);
});

test('the patch that misses is counted, and patches before it have applied', () => {
  expect(json(JsonPatch.add('/spec/dnsPolicy', 'Default'), JsonPatch.remove('/spec/dnsPolicy'), JsonPatch.remove('/spec/dnsPolicy')).errors).toEqual([
    `patch 3 of Pod/kube-scheduler matches nothing: remove /spec/dnsPolicy: ${SEE}`,
  ]);
});

test('a copy or move below nothing is an error', () => {
  expect(json(JsonPatch.copy(IMAGE, '/spec/nothing/x')).errors).toEqual([
    'patch 1 of Pod/kube-scheduler matches nothing: copy /spec/nothing/x: /spec/nothing does not exist; add the parent first',
  ]);
});

test('a test that fails is an error that shows both values', () => {
  expect(json(JsonPatch.test('/spec/hostNetwork', false)).errors).toEqual(['patch 1 of Pod/kube-scheduler matches nothing: test /spec/hostNetwork: got true; expected false']);
});

test.each(['99', 'x', '01'])('entry %s of a list of ten is an error', (key) => {
  expect(json(JsonPatch.add(`/spec/containers/0/command/${key}`, '--v=4')).errors).toEqual([
    `patch 1 of Pod/kube-scheduler matches nothing: add /spec/containers/0/command/${key}: the list has 10 entries; use - to append`,
  ]);
});

test('fields younger than the typed objects survive as they are written', () => {
  const { json: final } = scheduler((pod) => pod.addStrategicMerge({ spec: { resources: { requests: { cpu: '2' } }, containers: [{ name: 'kube-scheduler', restartPolicyRules: [{ action: 'Restart' }] }] } }));
  expect(final().spec.resources).toEqual({ requests: { cpu: '2' } });
  expect(final().spec.containers[0].restartPolicyRules).toEqual([{ action: 'Restart' }]);
});

test('a strategic merge keeps what it does not name', () => {
  const { json: final } = scheduler((pod) => pod.addStrategicMerge({ spec: { containers: [{ name: 'kube-scheduler', env: [{ name: 'A', value: '1' }] }], priority: null } }));
  expect(final().spec.containers[0].command[0]).toBe('kube-scheduler');
  expect(final().spec.containers[0].env).toEqual([{ name: 'A', value: '1' }]);
  expect('priority' in final().spec).toBe(false);
});

test.each<[string, unknown, string]>([
  ['nothing', {}, 'patch 1 of Pod/kube-scheduler matches nothing: an empty strategic merge changes nothing; remove it'],
  ['null', null, 'patch 1 of Pod/kube-scheduler matches nothing: an empty strategic merge changes nothing; remove it'],
  ['an entry without key', { spec: { volumes: [{ hostPath: {} }] } }, 'a patch of Pod/kube-scheduler cannot be applied: an entry of a merged list needs its key `name`: got {"hostPath":{}}'],
  ['a deletion that misses', { spec: { volumes: [{ name: 'x', $patch: 'delete' }] } }, 'a patch of Pod/kube-scheduler cannot be applied: $patch: delete of name "x" matches nothing'],
])('a strategic merge of %s is an error', (_, value, error) => {
  expect(scheduler((pod) => pod.addStrategicMerge(value)).errors).toEqual([error]);
});

test('files take patches too', () => {
  const chart = Testing.chart();
  const file = new HostFile(chart, 'file', { path: '/etc/a', content: 'a\n' });
  file.addJsonPatch(JsonPatch.replace('/spec/mode', '0600'));
  expect((Testing.synth(chart) as any[])[0].spec.mode).toBe('0600');
});
