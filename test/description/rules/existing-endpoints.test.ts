import { EtcdTopology } from '../../../lib';
import { EXISTING_ENDPOINTS } from '../../../lib/description/rules/existing-endpoints';
import { linesOf } from '../given';

test('one member of an existing etcd', () => {
  expect(linesOf(EXISTING_ENDPOINTS, { etcd: EtcdTopology.existing({ endpoints: ['https://etcd.example:2379'] }) })).toEqual([
    'HA127 etcd.endpoints: got 1 of them; allowed: the client URLs of all members of an etcd that survives a failure: three or more; fix: give the client URL of every member; accept the finding where one name stands for all of them',
  ]);
});

test('two members of an existing etcd', () => {
  expect(linesOf(EXISTING_ENDPOINTS, { etcd: EtcdTopology.existing({ endpoints: ['https://10.0.0.21:2379', 'https://10.0.0.22:2379'] }) })).toEqual([
    'HA127 etcd.endpoints: got 2 of them; allowed: the client URLs of all members of an etcd that survives a failure: three or more; fix: give the client URL of every member; accept the finding where one name stands for all of them',
  ]);
});

test('one member twice', () => {
  expect(linesOf(EXISTING_ENDPOINTS, { etcd: EtcdTopology.existing({ endpoints: ['https://[fd00::21]:2379', 'https://[fd00:0::21]:2379', 'https://[fd00::22]:2379', 'https://[fd00::23]:2379'] }) })).toEqual([
    'HA127 etcd.endpoints: got https://[fd00::21]:2379 twice; allowed: each member once; fix: remove or correct one of the two',
  ]);
});

test('three members', () => {
  expect(linesOf(EXISTING_ENDPOINTS, { etcd: EtcdTopology.existing({ endpoints: ['https://10.0.0.21:2379', 'https://10.0.0.22:2379', 'https://10.0.0.23:2379'] }) })).toEqual([]);
});
