import { attempt, butNot, crash, detection, election, extended, hang, lease, leaves, lost, Scenario, script, skew, takeover, yes } from './scenario';

/** Advertisements every second, check every 2 s twice, inter 2 s, fastinter 1 s, connect 2 s, check 3 s, leases of 24 s, election timeout 5 s. */
const slow = 'three stacked, conservative';

const SLOW_LEADER = [lease(24_000 + 2.2 * 4000), attempt(2.2 * 4000)];

export const CONSERVATIVE: Scenario[] = [
  {
    title: 'a master is lost: an election of two times 5 s, and leases in etcd that last 5 s longer',
    on: slow,
    failures: lost('cp-1'),
    users: yes(election(2 * 5000)),
    workers: yes(election(2 * 5000)),
    pods: yes(election(2 * 5000), extended(5000), leaves(15_000 + 10_000)),
    components: yes(election(2 * 5000)),
    controllers: SLOW_LEADER,
    scheduler: SLOW_LEADER,
  },
  {
    title: 'an apiserver hangs: the checks that wait for their connection are the slower ones',
    on: slow,
    failures: hang('kube-apiserver', 'cp-1'),
    users: yes(detection(2000 + 2 * 2000 + 1 * 1000)),
    workers: yes(detection(2000 + 2 * 2000 + 1 * 1000)),
    pods: yes(leaves(15_000 + 10_000)),
    components: butNot(['cp-1']),
    controllers: SLOW_LEADER,
    scheduler: SLOW_LEADER,
  },
  {
    title: 'HAProxy of the holder crashes',
    on: slow,
    failures: crash('haproxy', 'cp-1'),
    users: yes(script(2 * 2000), skew((57 / 256) * 1000)),
    workers: yes(script(2 * 2000), skew((57 / 256) * 1000)),
  },
  {
    title: 'HAProxy of the holder hangs',
    on: slow,
    failures: hang('haproxy', 'cp-1'),
    users: yes(script(2 * 2000 + 2000), skew((57 / 256) * 1000)),
    workers: yes(script(2 * 2000 + 2000), skew((57 / 256) * 1000)),
  },
  {
    title: 'keepalived of the holder crashes',
    on: slow,
    failures: crash('keepalived', 'cp-1'),
    users: yes(takeover(3 * 1000 + (57 / 256) * 1000)),
    workers: yes(takeover(3 * 1000 + (57 / 256) * 1000)),
  },
  { title: 'the leading controller manager crashes', on: slow, failures: crash('kube-controller-manager', 'cp-1'), controllers: SLOW_LEADER },
];
