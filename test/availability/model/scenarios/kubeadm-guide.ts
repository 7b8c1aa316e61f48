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
  redispatch,
  Scenario,
  script,
  takeover,
  unbounded,
  yes,
} from './scenario';

const ELECTED = election(2 * 1000);

const LEAVES_AFTER_ELECTION = [extended(1000), leaves(15_000 + 10_000)];

const NOBODY_ACTS = { controllers: IDLE, scheduler: IDLE } as const;

/**
 * The kubeadm guide: VRRP version 2 with one MASTER of priority 101 and two of 100, which preempt; a script every 3 s, ten times, weight -2, that
 * asks the balanced API; HAProxy with inter 2 s, fall 3, connect 5 s, check 10 s, GET /healthz; leases of 15 s.
 */
const guide = 'three stacked, guide';

const GUIDE_LEADER = [lease(15_000 + 2.2 * 2000), attempt(2.2 * 2000)];

const SLOWEST_TAKEOVER = takeover(3 * 1000 + (156 / 256) * 1000);

export const GUIDE: Scenario[] = [
  {
    title: 'the master that holds the address is lost: takeover, and then one attempt of 5 s to connect to it',
    on: guide,
    failures: lost('cp-1'),
    users: yes(SLOWEST_TAKEOVER, redispatch(5000)),
    workers: yes(SLOWEST_TAKEOVER, redispatch(5000)),
    pods: yes(ELECTED, ...LEAVES_AFTER_ELECTION),
    components: yes(ELECTED),
    controllers: GUIDE_LEADER,
    scheduler: GUIDE_LEADER,
  },
  {
    title: 'a master that does not hold the address is lost: one attempt of 5 s to connect to it',
    on: guide,
    failures: lost('cp-2'),
    users: yes(redispatch(5000)),
    workers: yes(redispatch(5000)),
    pods: yes(ELECTED, ...LEAVES_AFTER_ELECTION),
    components: yes(ELECTED),
    controllers: GUIDE_LEADER,
    scheduler: GUIDE_LEADER,
  },
  {
    title: 'HAProxy of the holder crashes: ten checks, then a peer must outwait the lower priority',
    on: guide,
    failures: crash('haproxy', 'cp-1'),
    users: yes(script(10 * 3000), SLOWEST_TAKEOVER),
    workers: yes(script(10 * 3000), SLOWEST_TAKEOVER),
  },
  {
    title: 'HAProxy of the holder hangs: the same and one timeout',
    on: guide,
    failures: hang('haproxy', 'cp-1'),
    users: yes(script(10 * 3000 + 3000), SLOWEST_TAKEOVER),
    workers: yes(script(10 * 3000 + 3000), SLOWEST_TAKEOVER),
  },
  { title: 'HAProxy crashes on a host that cannot hold the address while cp-1 is well', on: guide, failures: crash('haproxy', 'cp-2') },
  {
    title: 'HAProxy of the holder crashes, and nopreempt keeps its peers back: the address stays where nothing listens',
    on: guide,
    edits: [
      ['state MASTER', 'state BACKUP\\n    nopreempt'],
      [/state BACKUP\\n {4}interface/, 'state BACKUP\\n    nopreempt\\n    interface'],
    ],
    failures: crash('haproxy', 'cp-1'),
    users: NO,
    workers: NO,
    doubted: ['worker-1', 'worker-2', 'worker-3'],
    replaced: [unbounded()],
  },
  {
    title: 'an apiserver hangs: the check that was past its TLS handshake waits for 10 s, two more for 2 s each',
    on: guide,
    failures: hang('kube-apiserver', 'cp-2'),
    users: yes(detection(10_000 + 2 * (2000 + 2000))),
    workers: yes(detection(10_000 + 2 * (2000 + 2000))),
    pods: yes(leaves(15_000 + 10_000)),
    components: butNot(['cp-2']),
    controllers: GUIDE_LEADER,
    scheduler: GUIDE_LEADER,
  },
  {
    title: 'an apiserver crashes: one try more is enough',
    on: guide,
    failures: crash('kube-apiserver', 'cp-3'),
    pods: yes(leaves(15_000 + 10_000)),
    components: butNot(['cp-3']),
    controllers: GUIDE_LEADER,
    scheduler: GUIDE_LEADER,
  },
  {
    title: 'an etcd member crashes: its apiserver says so three times, after 2 s of asking each time',
    on: guide,
    failures: crash('etcd', 'cp-1'),
    users: yes(detection(2000 + 3 * 2000 + 2 * 2000)),
    workers: yes(detection(2000 + 3 * 2000 + 2 * 2000)),
    pods: yes(ELECTED, ...LEAVES_AFTER_ELECTION),
    components: butNot(['cp-1'], ELECTED),
    controllers: GUIDE_LEADER,
    scheduler: GUIDE_LEADER,
  },
  {
    title: 'two etcd members crash: no apiserver is healthy, and no balancer has anybody to send to',
    on: guide,
    failures: crash('etcd', 'cp-1', 'cp-2'),
    users: NO,
    workers: NO,
    pods: CACHED,
    components: CACHED,
    ...NOBODY_ACTS,
  },
  {
    title: 'two masters are lost: the third keeps the address and sends nobody anywhere',
    on: guide,
    failures: lost('cp-1', 'cp-3'),
    users: NO,
    workers: NO,
    pods: CACHED,
    components: CACHED,
    ...NOBODY_ACTS,
  },
  { title: 'the leading controller manager crashes', on: guide, failures: crash('kube-controller-manager', 'cp-2'), controllers: GUIDE_LEADER },
];
