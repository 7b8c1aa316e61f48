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
  const cluster = 'c'.repeat(22);
  expect(linesOf(HOST_NAMES, { workers: [{ name: 'w'.repeat(41), address: '10.0.0.31' }] }, cluster)).toEqual([
    `HA102 workers[0].name: got "${'w'.repeat(41)}"; allowed: at most 40 characters, so that ${cluster}-<host> has no more than 63; fix: shorten the name of the host or of the cluster`,
  ]);
  expect(linesOf(HOST_NAMES, { workers: [{ name: 'w'.repeat(40), address: '10.0.0.31' }] }, cluster)).toEqual([]);
});

test('the user name of a node fits into a certificate', () => {
  expect(linesOf(HOST_NAMES, { workers: [{ name: 'w'.repeat(53), address: '10.0.0.31' }] })).toEqual([
    `HA102 workers[0].name: got "${'w'.repeat(53)}"; allowed: at most 52 characters, so that system:node:<host> has no more than 64, which is all that a certificate can name; fix: shorten the name of the host or of the cluster`,
  ]);
});

test('52 characters are just right', () => {
  expect(linesOf(HOST_NAMES, { workers: [{ name: 'w'.repeat(52), address: '10.0.0.31' }] })).toEqual([]);
});

test('a cluster whose name leaves no room for -api is too long', () => {
  expect(linesOf(HOST_NAMES, { controlPlanes: [{ name: 'c', address: '10.0.0.11' }], workers: [] }, 'c'.repeat(60))).toEqual([
    'HA102 id: got "cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc"; allowed: at most 59 characters, so that <cluster>-api has no more than 63; fix: shorten the name of the cluster',
  ]);
});
