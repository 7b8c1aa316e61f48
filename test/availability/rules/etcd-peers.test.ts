import { ETCD_PEERS } from '../../../lib/availability/rules/etcd-peers';
import { clusterOf, faults, podObject, says } from '../rendered-objects';

const LIST = [1, 2].map((n) => `cp-${n}=https://10.0.0.1${n}:2380`).join(',');
const ADVERTISED = 'https://10.0.0.11:2380';

function cluster(listen: string, advertised = ADVERTISED) {
  const host = (n: number, url: string, own: string) => ({
    pods: [podObject('etcd', [`--name=cp-${n}`, `--initial-cluster=${LIST}`, `--initial-advertise-peer-urls=${own}`, `--listen-peer-urls=${url}`])],
  });
  return clusterOf({ 'cp-1': host(1, listen, advertised), 'cp-2': host(2, 'https://10.0.0.12:2380', 'https://10.0.0.12:2380') });
}

test.each(['https://127.0.0.1:2380', 'https://10.0.0.11:2390', 'https://10.0.0.12:2380'])('a member that listens at %s is never found', (listen) => {
  expect(faults(ETCD_PEERS, cluster(listen))).toEqual([`HA312 cp-1 etcd --listen-peer-urls: got ${listen}; allowed: one that takes ${ADVERTISED}`]);
});

test.each([ADVERTISED, 'https://0.0.0.0:2380', 'https://[::]:2380', `https://127.0.0.1:2380,${ADVERTISED}`])(
  'a member that listens at %s is found',
  (listen) => {
    expect(says(ETCD_PEERS, cluster(listen))).toEqual([]);
  },
);

test('a member that advertises another port than the lists say', () => {
  expect(faults(ETCD_PEERS, cluster(ADVERTISED, 'https://10.0.0.11:2390'))).toEqual([
    `HA312 cp-1 etcd --listen-peer-urls: got ${ADVERTISED}; allowed: one that takes https://10.0.0.11:2390`,
  ]);
});
