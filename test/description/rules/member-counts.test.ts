import { EtcdTopology } from '../../../lib';
import { MEMBER_COUNTS } from '../../../lib/description/rules/member-counts';
import { controlPlanes, external, linesOf } from '../given';

test('two control planes with stacked etcd are worse than one', () => {
  expect(linesOf(MEMBER_COUNTS, { controlPlanes: controlPlanes(2) })).toEqual([
    'HA101 controlPlanes: got 2 with stacked etcd; allowed: 3, 5 or 7 (members to failures survived: 1→0, 2→0, 3→1, 4→1, 5→2, 6→2, 7→3); fix: add one: 2 members survive 0 failures, 3 survive 1 failure',
  ]);
});

test('one control plane with stacked etcd is named a development cluster', () => {
  expect(linesOf(MEMBER_COUNTS, { controlPlanes: controlPlanes(1) })).toEqual([
    'HA101 controlPlanes: got 1 with stacked etcd; allowed: 3, 5 or 7 (members to failures survived: 1→0, 2→0, 3→1, 4→1, 5→2, 6→2, 7→3); fix: add two; EtcdTopology.singleForDevelopment() with one control plane is for a laptop or a test',
  ]);
});

test('an even count gains nothing', () => {
  expect(linesOf(MEMBER_COUNTS, { controlPlanes: controlPlanes(4) })).toEqual([
    'HA101 controlPlanes: got 4 with stacked etcd; allowed: 3, 5 or 7 (members to failures survived: 1→0, 2→0, 3→1, 4→1, 5→2, 6→2, 7→3); fix: add one: 4 members survive 1 failure, 5 survive 2 failures',
  ]);
});

test('more than seven gain nothing either', () => {
  expect(linesOf(MEMBER_COUNTS, { controlPlanes: controlPlanes(9) })).toEqual([
    'HA101 controlPlanes: got 9 with stacked etcd; allowed: 3, 5 or 7 (members to failures survived: 1→0, 2→0, 3→1, 4→1, 5→2, 6→2, 7→3); fix: keep seven: more members survive no failure that matters, and every write waits for more disks',
  ]);
});

test('three, five and seven are right', () => {
  expect(linesOf(MEMBER_COUNTS, { controlPlanes: controlPlanes(7) })).toEqual([]);
});

test('external members are counted by themselves', () => {
  expect(linesOf(MEMBER_COUNTS, { controlPlanes: controlPlanes(2), etcd: external([undefined, undefined]) })).toEqual([
    'HA101 etcd.members: got 2; allowed: 3, 5 or 7 (members to failures survived: 1→0, 2→0, 3→1, 4→1, 5→2, 6→2, 7→3); fix: add one: 2 members survive 0 failures, 3 survive 1 failure',
  ]);
});

test('two control planes are enough for external etcd', () => {
  expect(linesOf(MEMBER_COUNTS, { controlPlanes: controlPlanes(2), etcd: external([undefined, undefined, undefined]) })).toEqual([]);
});

test('one apiserver in front of external etcd is no high availability', () => {
  expect(linesOf(MEMBER_COUNTS, { controlPlanes: controlPlanes(1), etcd: external([undefined, undefined, undefined]) })).toEqual([
    'HA101 controlPlanes: got 1 with etcd on other hosts; allowed: two or more; fix: add a control plane: an etcd that survives a failure serves nobody without an apiserver',
  ]);
});

test('one apiserver in front of an existing etcd is none either', () => {
  expect(linesOf(MEMBER_COUNTS, { controlPlanes: controlPlanes(1), etcd: EtcdTopology.existing({ endpoints: ['https://10.0.0.21:2379'] }) })).toEqual([
    'HA101 controlPlanes: got 1 with etcd on other hosts; allowed: two or more; fix: add a control plane: an etcd that survives a failure serves nobody without an apiserver',
  ]);
});

test('etcd for development is one member', () => {
  expect(linesOf(MEMBER_COUNTS, { controlPlanes: controlPlanes(3), etcd: EtcdTopology.singleForDevelopment() })).toEqual([
    'HA101 controlPlanes: got 3 with etcd for development; allowed: exactly one; fix: use EtcdTopology.stacked() with three control planes',
  ]);
});

test('etcd for development takes one control plane', () => {
  expect(linesOf(MEMBER_COUNTS, { controlPlanes: controlPlanes(1), etcd: EtcdTopology.singleForDevelopment() })).toEqual([]);
});

test('hosts that were left out are not counted as missing', () => {
  expect(linesOf(MEMBER_COUNTS, { controlPlanes: [...controlPlanes(2), { name: 'cp-3', address: 'x' }] })).toEqual([]);
});
