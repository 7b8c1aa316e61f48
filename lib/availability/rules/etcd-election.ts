import { showMillis } from '../read/durations';
import { etcdMembersOf } from '../read/etcd-members';
import { Fault, renderedRule } from './rule';

/** etcd refuses to start below this many heartbeats (server/embed, 3.5 and 3.6). */
const HEARTBEATS = 5;

/** etcd refuses to start above this many milliseconds (same place). */
const LONGEST_MS = 50_000;

/** HA203. */
export const ETCD_ELECTION = renderedRule(
  {
    id: 'HA203',
    title: 'etcd election timeout between 5 heartbeats and 50 s',
    cause: 'the member refuses to start; and close to 5 heartbeats, one lost packet is enough for an election',
    fix: 'set the election timeout to ten times the heartbeat interval, on every member',
  },
  (cluster) =>
    etcdMembersOf(cluster).flatMap(({ host, pod, heartbeatMs, electionMs }) => {
      const fault = (allowed: string): Fault[] => [
        { host: host.name, field: `${pod.name} --election-timeout`, got: showMillis(electionMs), allowed },
      ];
      const least = HEARTBEATS * heartbeatMs;
      if (electionMs < least) return fault(`at least ${showMillis(least)}, ${HEARTBEATS} x the heartbeat interval of ${showMillis(heartbeatMs)}`);
      return electionMs > LONGEST_MS ? fault(`at most ${showMillis(LONGEST_MS)}`) : [];
    }),
);
