import { EtcdTopology } from '../../../lib';
import { ETCD_REACHABLE } from '../../../lib/availability/rules/etcd-reachable';
import { describe as line } from '../../../lib/cluster/finding';
import { rendered } from './certificate-names';

const FIX = 'fix: take back the argument or patch that changed --etcd-servers or --listen-client-urls';
const external = EtcdTopology.external({ members: [1, 2, 3].map((n) => ({ name: `etcd-${n}`, address: `10.0.0.2${n}`, zone: `z${n}` })) });
const existing = EtcdTopology.existing({ endpoints: [1, 2, 3].map((n) => `https://10.0.9.2${n}:2379`) });
const says = (change: Parameters<typeof rendered>[0]) => ETCD_REACHABLE.check(rendered(change)).map(line).filter((text) => text.includes(' cp-1 '));

test.each([['stacked', undefined], ['external', external], ['existing', existing]])('%s etcd as it is rendered', (_, etcd) => {
  expect(ETCD_REACHABLE.check(rendered(etcd ? { etcd } : {}))).toEqual([]);
});

test('an etcd of another cluster', () => {
  expect(says({ apiServer: { extraArgs: { 'etcd-servers': 'https://10.0.0.99:2379' } } })).toEqual([
    `HA310 cp-1 kube-apiserver --etcd-servers: got https://10.0.0.99:2379; allowed: a client URL of cp-1, cp-2, cp-3; ${FIX}`,
  ]);
});

test('a member that does not listen on loopback any more', () => {
  expect(says({ etcdMember: { extraArgs: { 'listen-client-urls': 'https://10.0.0.11:2379' } } })).toEqual([
    `HA310 cp-1 kube-apiserver --etcd-servers: got https://127.0.0.1:2379; allowed: a client URL of cp-1, cp-2, cp-3; ${FIX}`,
  ]);
});

test('a member that listens on every address is good', () => {
  expect(says({ etcdMember: { extraArgs: { 'listen-client-urls': 'https://0.0.0.0:2379' } } })).toEqual([]);
});
