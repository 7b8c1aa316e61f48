import { mergeStrategically } from '../../lib/node/strategic-merge';

test.each<[string, any, any, any]>([
  ['maps are merged', { a: { b: 1, c: 2 } }, { a: { c: 3, d: 4 } }, { a: { b: 1, c: 3, d: 4 } }],
  ['null removes', { a: 1, b: 2 }, { b: null }, { a: 1 }],
  ['null removes within', { a: { b: 1 } }, { a: { b: null } }, { a: {} }],
  ['scalars are replaced', { a: 1 }, { a: '2' }, { a: '2' }],
  ['a map takes the place of a scalar', { a: 1 }, { a: { b: 1 } }, { a: { b: 1 } }],
  ['lists without a merge key are replaced', { command: ['a', 'b'] }, { command: ['c'] }, { command: ['c'] }],
  ['containers are merged by name', { containers: [{ name: 'a', image: 'x', tty: true }] }, { containers: [{ name: 'a', image: 'y' }] }, { containers: [{ name: 'a', image: 'y', tty: true }] }],
  ['a container of another name is added', { containers: [{ name: 'a' }] }, { containers: [{ name: 'b', image: 'b:1' }] }, { containers: [{ name: 'a' }, { name: 'b', image: 'b:1' }] }],
  ['volumes are merged by name', { volumes: [{ name: 'a', hostPath: { path: '/a', type: 'File' } }] }, { volumes: [{ name: 'a', hostPath: { path: '/b' } }] }, { volumes: [{ name: 'a', hostPath: { path: '/b', type: 'File' } }] }],
  ['environment variables are merged by name', { env: [{ name: 'A', value: '1' }] }, { env: [{ name: 'A', value: '2' }, { name: 'B', value: '3' }] }, { env: [{ name: 'A', value: '2' }, { name: 'B', value: '3' }] }],
  ['mounts are merged by mount path', { volumeMounts: [{ mountPath: '/a', name: 'a' }] }, { volumeMounts: [{ mountPath: '/a', readOnly: true }] }, { volumeMounts: [{ mountPath: '/a', name: 'a', readOnly: true }] }],
  ['container ports are merged by number', { ports: [{ containerPort: 1, name: 'a' }] }, { ports: [{ containerPort: 1, protocol: 'TCP' }] }, { ports: [{ containerPort: 1, name: 'a', protocol: 'TCP' }] }],
  ['$patch: delete removes an entry', { volumes: [{ name: 'a' }, { name: 'b' }] }, { volumes: [{ name: 'a', $patch: 'delete' }] }, { volumes: [{ name: 'b' }] }],
  ['a list that is not there yet is made', {}, { env: [{ name: 'A', value: '1' }] }, { env: [{ name: 'A', value: '1' }] }],
  ['merges nest', { spec: { containers: [{ name: 'a', env: [{ name: 'A', value: '1' }] }] } }, { spec: { containers: [{ name: 'a', env: [{ name: 'B', value: '2' }] }] } }, { spec: { containers: [{ name: 'a', env: [{ name: 'A', value: '1' }, { name: 'B', value: '2' }] }] } }],
])('%s', (_, document, patch, merged) => {
  const before = structuredClone(document);
  expect(mergeStrategically(document, patch)).toEqual(merged);
  expect(document).toEqual(before);
});

test('a new map has no nulls left in it, as with kubectl', () => {
  expect(mergeStrategically({}, { a: { b: null, c: 1 } })).toEqual({ a: { c: 1 } });
});

test('a new entry of a list has no nulls left in it', () => {
  expect(mergeStrategically({ env: [] }, { env: [{ name: 'A', value: null }] })).toEqual({ env: [{ name: 'A' }] });
});

test('an entry without its key is an error', () => {
  expect(() => mergeStrategically({}, { containers: [{ image: 'x' }] })).toThrow('an entry of a merged list needs its key `name`: got {"image":"x"}');
});

test('$patch: delete of what does not exist is an error', () => {
  expect(() => mergeStrategically({ volumes: [{ name: 'a' }] }, { volumes: [{ name: 'b', $patch: 'delete' }] })).toThrow('$patch: delete of name "b" matches nothing');
});

test('a container of another name without an image is a misspelt one', () => {
  expect(() => mergeStrategically({ containers: [{ name: 'kube-apiserver' }] }, { containers: [{ name: 'kube-apiservr', resources: {} }] })).toThrow(
    'there is no container "kube-apiservr" to merge into, and a new one needs an image',
  );
});
