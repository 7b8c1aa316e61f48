import { CONTAINERS } from '../../../lib/availability/rules/containers';
import { clusterOf, says } from '../rendered-objects';

const FIX = 'fix: correct the name in the patch that added it; a name that exists is merged, another one makes a new container';
const pod = (spec: any) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'haproxy' }, spec });
const cluster = (spec: any) => clusterOf({ 'cp-1': { pods: [pod(spec)] } });

test('a container without image, as a misspelt merge makes one', () => {
  expect(says(CONTAINERS, cluster({ containers: [{ name: 'haproxy', image: 'a:1' }, { name: 'haprxy', resources: {} }] }))).toEqual([
    `HA307 cp-1 haproxy container haprxy: got no image; allowed: a name and an image; ${FIX}`,
  ]);
});

test('a container without name', () => {
  expect(says(CONTAINERS, cluster({ containers: [{ image: 'a:1' }] }))).toEqual([
    `HA307 cp-1 haproxy container without name: got no name; allowed: a name and an image; ${FIX}`,
  ]);
});

test('a volume and a path that are there already', () => {
  const volumeMounts = [{ name: 'a', mountPath: '/a' }, { name: 'b', mountPath: '/a' }];
  expect(says(CONTAINERS, cluster({ containers: [{ name: 'h', image: 'a:1', volumeMounts }], volumes: [{ name: 'a' }, { name: 'a' }] }))).toEqual([
    `HA307 cp-1 haproxy mount: got h /a twice; allowed: each path once in a container; ${FIX}`,
    `HA307 cp-1 haproxy volume: got a twice; allowed: each name once; ${FIX}`,
  ]);
});

test('two containers may mount the same path', () => {
  const volumeMounts = [{ name: 'a', mountPath: '/a' }];
  const containers = ['x', 'y'].map((name) => ({ name, image: 'a:1', volumeMounts }));
  expect(says(CONTAINERS, cluster({ containers, volumes: [{ name: 'a' }] }))).toEqual([]);
});
