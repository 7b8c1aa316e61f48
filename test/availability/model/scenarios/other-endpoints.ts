import {
  attempt,
  butNot,
  CACHED,
  crash,
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
  tolerated,
  unbounded,
  yes,
} from './scenario';

const NEW_LEADER = [lease(6000 + 2.2 * 1000), attempt(2.2 * 1000)];

const ELECTED = election(2 * 1000);

const LEAVES_AFTER_ELECTION = [extended(1000), leaves(15_000 + 10_000)];

const LEADERS = { controllers: NEW_LEADER, scheduler: NEW_LEADER };

const NOBODY_ACTS = { controllers: IDLE, scheduler: IDLE } as const;

/** A balancer of which the files say nothing: what it does is not bounded here. */
const existing = 'three stacked, existing balancer';

export const EXISTING_BALANCER: Scenario[] = [
  {
    title: 'an apiserver crashes: nobody can say when the balancer notices',
    on: existing,
    failures: crash('kube-apiserver', 'cp-1'),
    users: yes(unbounded()),
    workers: yes(unbounded()),
    pods: yes(leaves(15_000 + 10_000)),
    components: butNot(['cp-1']),
    ...LEADERS,
    doubted: ['worker-1', 'worker-2', 'worker-3'],
    replaced: [unbounded()],
  },
  {
    title: 'a master is lost: the same',
    on: existing,
    failures: lost('cp-1'),
    users: yes(unbounded()),
    workers: yes(unbounded()),
    pods: yes(ELECTED, ...LEAVES_AFTER_ELECTION),
    components: yes(ELECTED),
    ...LEADERS,
    doubted: ['worker-1', 'worker-2', 'worker-3'],
    replaced: [unbounded()],
  },
  {
    title: 'the leading scheduler crashes: the balancer has no part in it',
    on: existing,
    failures: crash('kube-scheduler', 'cp-1'),
    scheduler: NEW_LEADER,
  },
];

const NOTHING = { users: NO, workers: NO, pods: NO, components: NO, ...NOBODY_ACTS };

export const SINGLE: Scenario[] = [
  { title: 'the only apiserver crashes', on: 'single, direct', failures: crash('kube-apiserver', 'cp-1'), ...NOTHING },
  { title: 'the only master is lost', on: 'single, direct', failures: lost('cp-1'), ...NOTHING },
  {
    title: 'the only etcd member crashes: the apiserver answers out of its cache',
    on: 'single, direct',
    failures: crash('etcd', 'cp-1'),
    users: CACHED,
    workers: CACHED,
    pods: CACHED,
    components: CACHED,
    ...NOBODY_ACTS,
  },
  { title: 'the only controller manager crashes', on: 'single, direct', failures: crash('kube-controller-manager', 'cp-1'), controllers: IDLE },
  { title: 'the only scheduler hangs', on: 'single, direct', failures: hang('kube-scheduler', 'cp-1'), scheduler: IDLE },
  {
    title: 'the only HAProxy crashes: the address leads nowhere',
    on: 'single, virtual IP',
    failures: crash('haproxy', 'cp-1'),
    users: NO,
    workers: NO,
    doubted: ['worker-1', 'worker-2', 'worker-3'],
    replaced: [unbounded()],
  },
  {
    title: 'a worker of a single master is lost',
    on: 'single, virtual IP',
    failures: lost('worker-1'),
    lost: ['worker-1'],
    replaced: [notReady(50_000 + 5000), tolerated(300_000)],
  },
];
