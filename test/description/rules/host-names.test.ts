import { HOST_NAMES } from '../../../lib/description/rules/host-names';
import { controlPlanes, external, linesOf } from '../given';

test('two control planes of one name are one too many', () => {
  expect(linesOf(HOST_NAMES, { controlPlanes: [...controlPlanes(3), { name: 'cp-1', address: '10.0.0.19' }] })).toEqual([
    'HA102 controlPlanes[3].name: got "cp-1"; allowed: a name that controlPlanes[0] does not have; fix: give every host a name of its own',
  ]);
});

test('a worker may not have the name of a control plane', () => {
  expect(linesOf(HOST_NAMES, { workers: [{ name: 'cp-1', address: '10.0.0.31' }] })).toEqual([
    'HA102 workers[0].name: got "cp-1"; allowed: a name that controlPlanes[0] does not have; fix: give every host a name of its own',
  ]);
});

test('nor the name of an etcd member', () => {
  expect(linesOf(HOST_NAMES, { workers: [{ name: 'etcd-1', address: '10.0.0.31' }], etcd: external(['a', 'b', 'c']) })).toEqual([
    'HA102 etcd.members[0].name: got "etcd-1"; allowed: a name that workers[0] does not have; fix: give every host a name of its own',
  ]);
});

test('`api` is the name of a chart', () => {
  expect(linesOf(HOST_NAMES, { workers: [{ name: 'api', address: '10.0.0.31' }] })).toEqual([
    'HA102 workers[0].name: got "api"; allowed: another name: the chart prod-api holds the objects that are applied to the API; fix: rename the host',
  ]);
});

test('`api-1` is not', () => {
  expect(linesOf(HOST_NAMES, { workers: [{ name: 'api-1', address: '10.0.0.31' }] })).toEqual([]);
});

test('cluster and host fit into 63 characters together', () => {
  expect(linesOf(HOST_NAMES, { workers: [{ name: 'w'.repeat(59), address: '10.0.0.31' }] })).toEqual([
    'HA102 workers[0].name: got "wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww"; allowed: at most 58 characters, so that prod-<host> has no more than 63; fix: shorten the name of the host or of the cluster',
  ]);
});

test('63 characters are just right', () => {
  expect(linesOf(HOST_NAMES, { workers: [{ name: 'w'.repeat(58), address: '10.0.0.31' }] })).toEqual([]);
});

test('a cluster whose name leaves no room for -api is too long', () => {
  expect(linesOf(HOST_NAMES, { controlPlanes: [{ name: 'c', address: '10.0.0.11' }], workers: [] }, 'c'.repeat(60))).toEqual([
    'HA102 id: got "cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc"; allowed: at most 59 characters, so that <cluster>-api has no more than 63; fix: shorten the name of the cluster',
  ]);
});
