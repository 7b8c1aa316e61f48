import {
  attempt,
  butNot,
  CACHED,
  crash,
  cutOff,
  election,
  expired,
  extended,
  hang,
  holdTime,
  IDLE,
  lease,
  leaves,
  lost,
  NO,
  Scenario,
  SHARE,
  unbounded,
  vipCheck,
  yes,
} from './scenario';

const NEW_LEADER = [lease(6000 + 2.2 * 1000), attempt(2.2 * 1000)];

const ELECTED = election(2 * 1000);

const LEAVES_AFTER_ELECTION = [extended(1000), leaves(15_000 + 10_000)];

const LEADERS = { controllers: NEW_LEADER, scheduler: NEW_LEADER };

const NOBODY_ACTS = { controllers: IDLE, scheduler: IDLE } as const;

/** The lease of the virtual IP has the times of all others: 6 s after the last renewal that was seen, up to 2.2 s late, and the next attempt. */
const arp = 'three stacked, kube-vip ARP';

const KUBE_VIP_LEASE = yes(lease(6000 + 2.2 * 1000), attempt(2.2 * 1000));

export const KUBE_VIP: Scenario[] = [
  {
    title: 'the holder is lost: its lease runs out, while etcd elects',
    on: arp,
    failures: lost('cp-1'),
    users: KUBE_VIP_LEASE,
    workers: KUBE_VIP_LEASE,
    pods: yes(ELECTED, ...LEAVES_AFTER_ELECTION),
    components: yes(ELECTED),
    ...LEADERS,
  },
  {
    title: 'the apiserver of the holder crashes: it cannot renew, and nobody but it has the address',
    on: arp,
    failures: crash('kube-apiserver', 'cp-2'),
    users: KUBE_VIP_LEASE,
    workers: KUBE_VIP_LEASE,
    pods: yes(leaves(15_000 + 10_000)),
    components: butNot(['cp-2']),
    ...LEADERS,
  },
  {
    title: 'the apiserver of the holder hangs: the same',
    on: arp,
    failures: hang('kube-apiserver', 'cp-2'),
    users: KUBE_VIP_LEASE,
    workers: KUBE_VIP_LEASE,
    pods: yes(leaves(15_000 + 10_000)),
    components: butNot(['cp-2']),
    ...LEADERS,
  },
  {
    title: 'the etcd member of the holder crashes: the same',
    on: arp,
    failures: crash('etcd', 'cp-1'),
    users: KUBE_VIP_LEASE,
    workers: KUBE_VIP_LEASE,
    pods: yes(ELECTED, ...LEAVES_AFTER_ELECTION),
    components: butNot(['cp-1'], ELECTED),
    ...LEADERS,
  },
  {
    title: 'without quorum no lease is renewed, and everybody gives the address up',
    on: arp,
    failures: crash('etcd', 'cp-1', 'cp-2'),
    users: NO,
    workers: NO,
    pods: CACHED,
    components: CACHED,
    ...NOBODY_ACTS,
  },
  {
    title: 'two masters are lost: the same',
    on: arp,
    failures: lost('cp-1', 'cp-2'),
    users: NO,
    workers: NO,
    pods: CACHED,
    components: CACHED,
    ...NOBODY_ACTS,
  },
  {
    title: 'the serving certificate of the holder runs out: its kube-vip renews on a connection from before, and nobody else trusts it',
    on: arp,
    failures: expired('apiserver-serving'),
    users: NO,
    workers: NO,
    pods: SHARE,
    components: butNot(['cp-1']),
    ...LEADERS,
    doubted: ['worker-1', 'worker-2', 'worker-3'],
    replaced: [unbounded()],
  },
];

/** Every healthy host announces the address: question every second, answered within one, twice; hold time 3 s. */
const bgp = 'three stacked, kube-vip BGP';

export const KUBE_VIP_BGP: Scenario[] = [
  {
    title: 'a master is lost: routers wait for the hold time',
    on: bgp,
    failures: lost('cp-1'),
    users: yes(holdTime(3000)),
    workers: yes(holdTime(3000)),
    pods: yes(ELECTED, ...LEAVES_AFTER_ELECTION),
    components: yes(ELECTED),
    ...LEADERS,
  },
  {
    title: 'a master loses its network: the same',
    on: bgp,
    failures: cutOff('cp-3'),
    users: yes(holdTime(3000)),
    workers: yes(holdTime(3000)),
    pods: yes(ELECTED, ...LEAVES_AFTER_ELECTION),
    components: yes(ELECTED),
    ...LEADERS,
  },
  {
    title: 'an apiserver crashes: its host withdraws the route',
    on: bgp,
    failures: crash('kube-apiserver', 'cp-1'),
    users: yes(vipCheck((2 + 1) * 1000 + 1000)),
    workers: yes(vipCheck((2 + 1) * 1000 + 1000)),
    pods: yes(leaves(15_000 + 10_000)),
    components: butNot(['cp-1']),
    ...LEADERS,
  },
  {
    title: 'an etcd member hangs: its apiserver is not ready, and its host withdraws the route',
    on: bgp,
    failures: hang('etcd', 'cp-1'),
    users: yes(vipCheck((2 + 1) * 1000 + 1000)),
    workers: yes(vipCheck((2 + 1) * 1000 + 1000)),
    pods: yes(ELECTED, ...LEAVES_AFTER_ELECTION),
    components: butNot(['cp-1'], ELECTED),
    ...LEADERS,
  },
  {
    title: 'without quorum nobody is ready, and every route is withdrawn',
    on: bgp,
    failures: crash('etcd', 'cp-1', 'cp-2'),
    users: NO,
    workers: NO,
    pods: CACHED,
    components: CACHED,
    ...NOBODY_ACTS,
  },
  {
    title: 'the serving certificate of a master runs out: its kube-vip asks on a connection from before, and goes on to announce it',
    on: bgp,
    failures: expired('apiserver-serving'),
    users: SHARE,
    workers: SHARE,
    pods: SHARE,
    components: butNot(['cp-1']),
    ...LEADERS,
  },
];
