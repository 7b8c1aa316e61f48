import { etcdFeatures, parseEtcdVersion } from '../../lib/versions/etcd';

test.each([
  ['3.6.8-0', [3, 6, 8]],
  ['v3.5.24', [3, 5, 24]],
  ['3.5.0', [3, 5, 0]],
  ['3.6', undefined],
  ['3.6.8-rc1', undefined],
  ['latest', undefined],
])('%s is read as %j', (tag, parsed) => {
  expect(parseEtcdVersion(tag)).toEqual(parsed);
});

test.each([
  ['3.5.10-0', false, false],
  ['3.5.11-0', false, true],
  ['3.5.24-0', false, true],
  ['3.6.0-0', true, true],
  ['3.7.1-0', true, true],
  // An image of somebody's own is taken for a current one.
  ['mine', true, true],
])('etcd %s has feature gates: %s, /readyz: %s', (tag, featureGates, readyz) => {
  expect(etcdFeatures(tag)).toEqual({ featureGates, readyz });
});
