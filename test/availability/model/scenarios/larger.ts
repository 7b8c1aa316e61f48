import {
  attempt,
  butNot,
  CACHED,
  crash,
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

/** Larger clusters of stacked masters, `balanced`: priorities from 200 downwards, zones aabbc and aaabbcc. */
export const LARGER: Scenario[] = [
  { title: 'one of five lost', on: 'five stacked', failures: lost('cp-4'), ...ONE_LESS },
  { title: 'two of five lost', on: 'five stacked', failures: lost('cp-1', 'cp-2'), ...ONE_LESS },
  {
    title: 'three of five lost: no quorum, but two are left that see each other, and the address stays for reading',
    on: 'five stacked',
    failures: lost('cp-1', 'cp-2', 'cp-3'),
    users: CACHED,
    workers: CACHED,
    pods: CACHED,
    components: CACHED,
    ...NOBODY_ACTS,
  },
  {
    title: 'four of five lost: the last one is alone, and gives the address up',
    on: 'five stacked',
    failures: lost('cp-1', 'cp-2', 'cp-3', 'cp-4'),
    users: NO,
    workers: NO,
    pods: CACHED,
    components: CACHED,
    ...NOBODY_ACTS,
  },
  {
    title: 'a zone with two of five lost',
    on: 'five stacked',
    failures: zone('a'),
    ...ONE_LESS,
    lost: ['worker-1'],
    replaced: REPLACED_BY_NEW_LEADER,
  },
  {
    title: 'a partition 3 | 2',
    on: 'five stacked',
    failures: split('cp-1 cp-2 cp-3 worker-1 worker-2 worker-3', 'cp-4 cp-5'),
    ...ONE_LESS,
    components: butNot(['cp-4', 'cp-5'], ELECTED),
  },
  {
    title: 'a partition 2 | 2 | 1: nobody writes',
    on: 'five stacked',
    failures: split('cp-1 cp-2 worker-1 worker-2 worker-3', 'cp-3 cp-4', 'cp-5'),
    users: CACHED,
    workers: CACHED,
    pods: CACHED,
    components: CACHED,
    ...NOBODY_ACTS,
  },
  {
    title: 'two etcd members of five crash, on other hosts than a lost one: no quorum',
    on: 'five stacked',
    failures: [...lost('cp-5'), ...crash('etcd', 'cp-1', 'cp-2')],
    users: CACHED,
    workers: CACHED,
    pods: CACHED,
    components: CACHED,
    ...NOBODY_ACTS,
  },
  {
    title: 'an etcd member of five crashes and a host is lost',
    on: 'five stacked',
    failures: [...lost('cp-5'), ...crash('etcd', 'cp-1')],
    ...ONE_LESS,
    components: butNot(['cp-1'], ELECTED),
  },
  { title: 'three of seven lost', on: 'seven stacked', failures: lost('cp-1', 'cp-4', 'cp-7'), ...ONE_LESS },
  {
    title: 'the zone with three of seven lost',
    on: 'seven stacked',
    failures: zone('a'),
    ...ONE_LESS,
    lost: ['worker-1'],
    replaced: REPLACED_BY_NEW_LEADER,
  },
  {
    title: 'four of seven lost',
    on: 'seven stacked',
    failures: lost('cp-1', 'cp-2', 'cp-3', 'cp-4'),
    users: CACHED,
    workers: CACHED,
    pods: CACHED,
    components: CACHED,
    ...NOBODY_ACTS,
  },
  {
    title: 'two zones of three lost',
    on: 'seven stacked',
    failures: [...zone('a'), ...zone('b')],
    users: CACHED,
    workers: CACHED,
    pods: CACHED,
    components: CACHED,
    ...NOBODY_ACTS,
    lost: ['worker-1', 'worker-2'],
  },
  {
    title: 'a partition by zones: three alone, four together',
    on: 'seven stacked',
    failures: split('cp-1 cp-2 cp-3', 'cp-4 cp-5 cp-6 cp-7 worker-1 worker-2 worker-3'),
    ...ONE_LESS,
    components: butNot(['cp-1', 'cp-2', 'cp-3'], ELECTED),
  },
];
