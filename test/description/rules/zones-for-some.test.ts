import { ZONES_FOR_SOME } from '../../../lib/description/rules/zones-for-some';
import { controlPlanes, external, linesOf, zoned } from '../given';

test('a control plane without a zone among others that have one', () => {
  expect(linesOf(ZONES_FOR_SOME, { controlPlanes: zoned('a', undefined, 'c') })).toEqual([
    'HA118 controlPlanes: got no zone for cp-2; allowed: a zone for every one of them, or for none; fix: give the zone of each, or of none',
  ]);
});

test('members without zones among others that have one', () => {
  expect(linesOf(ZONES_FOR_SOME, { etcd: external(['a', undefined, undefined]) })).toEqual([
    'HA118 etcd.members: got no zone for etcd-2 and etcd-3; allowed: a zone for every one of them, or for none; fix: give the zone of each, or of none',
  ]);
});

test('no zones at all are fine', () => {
  expect(linesOf(ZONES_FOR_SOME, { controlPlanes: controlPlanes(3) })).toEqual([]);
});

test('workers may do as they like', () => {
  expect(linesOf(ZONES_FOR_SOME, { workers: [{ name: 'worker-1', address: '10.0.0.31', zone: 'a' }, { name: 'worker-2', address: '10.0.0.32' }] })).toEqual([]);
});
