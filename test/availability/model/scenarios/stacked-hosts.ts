import {
  attempt,
  butNot,
  CACHED,
  crash,
  cutOff,
  election,
  extended,
  IDLE,
  lease,
  leaves,
  lost,
  NO,
  notReady,
  Scenario,
  split,
  tolerated,
  yes,
  zone,
} from './scenario';

const NEW_LEADER = [lease(6000 + 2.2 * 1000), attempt(2.2 * 1000)];

const ELECTED = election(2 * 1000);

const LEAVES_AFTER_ELECTION = [extended(1000), leaves(15_000 + 10_000)];

/** One master less, whichever it was. */
const ONE_LESS = {
  users: yes(ELECTED),
  workers: yes(ELECTED),
  pods: yes(ELECTED, ...LEAVES_AFTER_ELECTION),
  components: yes(ELECTED),
  controllers: NEW_LEADER,
  scheduler: NEW_LEADER,
};

/** A new controller manager knows no node yet: the grace begins when it does. */
const REPLACED_BY_NEW_LEADER = [...NEW_LEADER, notReady(50_000 + 5000), tolerated(300_000)];

const NOBODY_ACTS = { controllers: IDLE, scheduler: IDLE } as const;

const NOTHING = { users: NO, workers: NO, pods: NO, components: NO, ...NOBODY_ACTS };

const on = 'three stacked';

/** Hosts and networks of stacked masters, `balanced`. */
export const STACKED_HOSTS: Scenario[] = [
  { title: 'any one of three masters is lost', on, failures: lost('cp-1'), ...ONE_LESS },
  { title: 'whichever it is', on, failures: lost('cp-3'), ...ONE_LESS },
  {
    title: 'a master loses its network: as good as lost',
    on,
    failures: cutOff('cp-2'),
    ...ONE_LESS,
  },
  {
    title: 'a lost worker takes its pods with it, and nothing else',
    on,
    failures: lost('worker-2'),
    lost: ['worker-2'],
    replaced: [notReady(50_000 + 5000), tolerated(300_000)],
  },
  {
    title: 'a worker without network is as good as lost',
    on,
    failures: cutOff('worker-1'),
    lost: ['worker-1'],
    replaced: [notReady(50_000 + 5000), tolerated(300_000)],
  },
  {
    title: 'a worker cut off by a partition: its pods go on and find no API, and are out of reach for all others',
    on,
    failures: split('cp-1 cp-2 cp-3 worker-1 worker-2', 'worker-3'),
    workers: butNot(['worker-3']),
    pods: butNot(['worker-3']),
    lost: ['worker-3'],
    replaced: [notReady(50_000 + 5000), tolerated(300_000)],
  },
  {
    title: 'a master and a worker are lost: the new controller manager counts the grace from its own start',
    on,
    failures: lost('cp-1', 'worker-1'),
    ...ONE_LESS,
    lost: ['worker-1'],
    replaced: REPLACED_BY_NEW_LEADER,
  },
  {
    title: 'a zone with a master and a worker is lost: the same',
    on,
    failures: zone('b'),
    ...ONE_LESS,
    lost: ['worker-2'],
    replaced: REPLACED_BY_NEW_LEADER,
  },
  {
    title: 'two of three masters lost: the third cannot know whether it is cut off, and gives the address up',
    on,
    failures: lost('cp-1', 'cp-2'),
    users: NO,
    workers: NO,
    pods: CACHED,
    components: CACHED,
    ...NOBODY_ACTS,
  },
  {
    title: 'two of three masters cut off: the same',
    on,
    failures: cutOff('cp-1', 'cp-3'),
    users: NO,
    workers: NO,
    pods: CACHED,
    components: CACHED,
    ...NOBODY_ACTS,
  },
  {
    title: 'all masters are lost: pods go on, nobody looks after them',
    on,
    failures: lost('cp-1', 'cp-2', 'cp-3'),
    ...NOTHING,
  },
  {
    title: 'a partition 2 | 1: the two go on, the one is cut off',
    on,
    failures: split('cp-1 cp-2 worker-1 worker-2 worker-3', 'cp-3'),
    ...ONE_LESS,
    components: butNot(['cp-3'], ELECTED),
  },
  {
    title: 'a partition 2 | 1 with a worker beside the one: its pods are started again elsewhere',
    on,
    failures: split('cp-1 cp-2 worker-1 worker-2', 'cp-3 worker-3'),
    ...ONE_LESS,
    workers: butNot(['worker-3'], ELECTED),
    pods: butNot(['worker-3'], ELECTED, ...LEAVES_AFTER_ELECTION),
    components: butNot(['cp-3'], ELECTED),
    lost: ['worker-3'],
    replaced: REPLACED_BY_NEW_LEADER,
  },
  {
    title: 'a partition 1 | 1 | 1: every master is alone, and has its own cache only',
    on,
    failures: split('cp-1', 'cp-2', 'cp-3'),
    users: NO,
    workers: NO,
    pods: NO,
    components: CACHED,
    ...NOBODY_ACTS,
    lost: ['worker-1', 'worker-2', 'worker-3'],
  },
  {
    title: 'two zones for three masters: the zone with two takes the quorum with it',
    on: 'three stacked, two zones',
    failures: zone('a'),
    users: NO,
    workers: NO,
    pods: CACHED,
    components: CACHED,
    ...NOBODY_ACTS,
    lost: ['worker-1'],
  },
  {
    title: 'two zones for three masters: the zone with one is like a host',
    on: 'three stacked, two zones',
    failures: zone('b'),
    ...ONE_LESS,
    lost: ['worker-2'],
    replaced: REPLACED_BY_NEW_LEADER,
  },
  {
    title: 'one zone for everything: nothing is left but the workers elsewhere',
    on: 'three stacked, one zone',
    failures: zone('a'),
    ...NOTHING,
    lost: ['worker-1'],
  },
  {
    title: 'a lost master and a crashed HAProxy on the next one',
    on,
    failures: [...lost('cp-1'), ...crash('haproxy', 'cp-2')],
    ...ONE_LESS,
  },
  {
    title: 'a lost master and a crashed etcd member on another: no quorum, and two apiservers that see each other keep the address',
    on,
    failures: [...lost('cp-1'), ...crash('etcd', 'cp-2')],
    users: CACHED,
    workers: CACHED,
    pods: CACHED,
    components: CACHED,
    ...NOBODY_ACTS,
  },
];
