import {
  attempt,
  butNot,
  CACHED,
  crash,
  detection,
  election,
  extended,
  hang,
  IDLE,
  lease,
  leaves,
  lost,
  NO,
  notReady,
  Scenario,
  script,
  skew,
  tolerated,
  yes,
} from './scenario';

const NEW_LEADER = [lease(6000 + 2.2 * 1000), attempt(2.2 * 1000)];

const ELECTED = election(2 * 1000);

const LEAVES_AFTER_ELECTION = [extended(1000), leaves(15_000 + 10_000)];

const LEADERS = { controllers: NEW_LEADER, scheduler: NEW_LEADER };

const NOBODY_ACTS = { controllers: IDLE, scheduler: IDLE } as const;

/** Workers with a HAProxy of their own: inter 2 s, fastinter 500 ms. */
const own = 'three stacked, own balancers';

export const OWN_BALANCERS: Scenario[] = [
  {
    title: 'HAProxy of a worker crashes: this worker alone is cut off',
    on: own,
    failures: crash('haproxy', 'worker-1'),
    workers: butNot(['worker-1']),
    doubted: ['worker-1'],
    replaced: [notReady(50_000 + 5000), tolerated(300_000)],
  },
  {
    title: 'HAProxy of a worker hangs: the same',
    on: own,
    failures: hang('haproxy', 'worker-2'),
    workers: butNot(['worker-2']),
    doubted: ['worker-2'],
    replaced: [notReady(50_000 + 5000), tolerated(300_000)],
  },
  {
    title: 'HAProxy of the holder crashes: workers need no virtual IP',
    on: own,
    failures: crash('haproxy', 'cp-1'),
    users: yes(script(1 * 1000), skew((57 / 256) * 100)),
  },
  { title: 'no virtual IP at all: workers notice nothing', on: own, failures: crash('haproxy', 'cp-1', 'cp-2', 'cp-3'), users: NO },
  {
    title: 'an apiserver hangs: workers check more slowly',
    on: own,
    failures: hang('kube-apiserver', 'cp-1'),
    users: yes(detection(1000 + 1 * (200 + 300))),
    workers: yes(detection(2000 + 2 * 300 + 1 * 500)),
    pods: yes(leaves(15_000 + 10_000)),
    components: butNot(['cp-1']),
    ...LEADERS,
  },
  {
    title: 'a master is lost: the election covers everything',
    on: own,
    failures: lost('cp-1'),
    users: yes(ELECTED),
    workers: yes(ELECTED),
    pods: yes(ELECTED, ...LEAVES_AFTER_ELECTION),
    components: yes(ELECTED),
    ...LEADERS,
  },
  {
    title: 'two of three masters are lost: users have no address, workers what the third remembers',
    on: own,
    failures: lost('cp-1', 'cp-2'),
    users: NO,
    workers: CACHED,
    pods: CACHED,
    components: CACHED,
    ...NOBODY_ACTS,
  },
  {
    title: 'two apiservers crash: workers wait for their own detection',
    on: own,
    failures: crash('kube-apiserver', 'cp-1', 'cp-3'),
    users: yes(detection(500 + 1 * 200)),
    workers: yes(detection(2000 + 1 * 500)),
    pods: yes(leaves(15_000 + 10_000)),
    components: butNot(['cp-1', 'cp-3']),
    ...LEADERS,
  },
];

const pods = 'three stacked, static pods';

export const AS_STATIC_PODS: Scenario[] = [
  {
    title: 'HAProxy as a static pod hangs on the holder',
    on: pods,
    failures: hang('haproxy', 'cp-1'),
    users: yes(script(1 * 1000 + 1000), skew((57 / 256) * 100)),
    workers: yes(script(1 * 1000 + 1000), skew((57 / 256) * 100)),
  },
  {
    title: 'a master is lost',
    on: pods,
    failures: lost('cp-2'),
    users: yes(ELECTED),
    workers: yes(ELECTED),
    pods: yes(ELECTED, ...LEAVES_AFTER_ELECTION),
    components: yes(ELECTED),
    ...LEADERS,
  },
  { title: 'the kubelet crashes: what it started goes on', on: pods, failures: crash('kubelet', 'cp-1') },
];
