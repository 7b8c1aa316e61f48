import { EtcdTopology } from '../../../lib';
import { ZONE_QUORUM } from '../../../lib/description/rules/zone-quorum';
import { controlPlanes, external, linesOf, zoned } from '../given';

test('two of three in one zone', () => {
  expect(linesOf(ZONE_QUORUM, { controlPlanes: zoned('a', 'b', 'a') })).toEqual([
    'HA123 controlPlanes: got zone "a" with cp-1 and cp-3, 2 of 3 etcd members; allowed: at most 1 of 3 members in one zone: its loss leaves 1, writes need 2; fix: spread the hosts over three zones or more, so that no zone has half of them; where there are only two, accept the loss by name',
  ]);
});

test('everything in one zone', () => {
  expect(linesOf(ZONE_QUORUM, { controlPlanes: zoned('a', 'a', 'a') })).toEqual([
    'HA123 controlPlanes: got zone "a" with cp-1, cp-2 and cp-3, 3 of 3 etcd members; allowed: at most 1 of 3 members in one zone: its loss leaves 0, writes need 2; fix: spread the hosts over three zones or more, so that no zone has half of them; where there are only two, accept the loss by name',
  ]);
});

test('stacked control planes in one zone are named once, as members', () => {
  expect(linesOf(ZONE_QUORUM, { controlPlanes: zoned('b', 'b', 'b') })).toEqual([
    'HA123 controlPlanes: got zone "b" with cp-1, cp-2 and cp-3, 3 of 3 etcd members; allowed: at most 1 of 3 members in one zone: its loss leaves 0, writes need 2; fix: spread the hosts over three zones or more, so that no zone has half of them; where there are only two, accept the loss by name',
  ]);
});

test('seven in three zones survive the loss of the largest', () => {
  expect(linesOf(ZONE_QUORUM, { controlPlanes: zoned('a', 'a', 'a', 'b', 'b', 'c', 'c') })).toEqual([]);
});

test('seven in two zones do not', () => {
  expect(linesOf(ZONE_QUORUM, { controlPlanes: zoned('a', 'a', 'a', 'b', 'b', 'b', 'b') })).toEqual([
    'HA123 controlPlanes: got zone "b" with cp-4, cp-5, cp-6 and cp-7, 4 of 7 etcd members; allowed: at most 3 of 7 members in one zone: its loss leaves 3, writes need 4; fix: spread the hosts over three zones or more, so that no zone has half of them; where there are only two, accept the loss by name',
  ]);
});

test('hosts without a zone fail alone', () => {
  expect(linesOf(ZONE_QUORUM, { controlPlanes: controlPlanes(3) })).toEqual([]);
});

test('external members are counted by their own zones', () => {
  expect(linesOf(ZONE_QUORUM, { etcd: external(['a', 'b', 'b']) })).toEqual([
    'HA123 etcd.members: got zone "b" with etcd-2 and etcd-3, 2 of 3 etcd members; allowed: at most 1 of 3 members in one zone: its loss leaves 1, writes need 2; fix: spread the hosts over three zones or more, so that no zone has half of them; where there are only two, accept the loss by name',
  ]);
});

test('control planes in one zone lose the API with it', () => {
  expect(linesOf(ZONE_QUORUM, { controlPlanes: zoned('a', 'a'), etcd: external(['a', 'b', 'c']) })).toEqual([
    'HA123 controlPlanes: got all of cp-1 and cp-2 in zone "a"; allowed: control planes in two zones or more: the loss of this one takes every apiserver; fix: spread the hosts over three zones or more, so that no zone has half of them; where there are only two, accept the loss by name',
  ]);
});

test('control planes in two zones keep it', () => {
  expect(linesOf(ZONE_QUORUM, { controlPlanes: zoned('a', 'b'), etcd: external(['a', 'b', 'c']) })).toEqual([]);
});

test('with an existing etcd the workers show that there are other zones', () => {
  expect(linesOf(ZONE_QUORUM, { controlPlanes: zoned('b', 'b'), etcd: EtcdTopology.existing({ endpoints: ['https://10.0.0.21:2379'] }) })).toEqual([
    'HA123 controlPlanes: got all of cp-1 and cp-2 in zone "b"; allowed: control planes in two zones or more: the loss of this one takes every apiserver; fix: spread the hosts over three zones or more, so that no zone has half of them; where there are only two, accept the loss by name',
  ]);
});

test('a development cluster has nothing to spread', () => {
  expect(linesOf(ZONE_QUORUM, { controlPlanes: zoned('a'), etcd: EtcdTopology.singleForDevelopment() })).toEqual([]);
});
