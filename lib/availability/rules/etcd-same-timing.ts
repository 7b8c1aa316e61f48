import { RuleLevel } from '../../cluster/finding';
import { showMillis } from '../read/durations';
import { etcdMembersOf } from '../read/etcd-members';
import { renderedRule } from './rule';

/** HA204. */
export const ETCD_SAME_TIMING = renderedRule(
  {
    id: 'HA204',
    level: RuleLevel.WARNING,
    title: 'every etcd member has the same heartbeat and election timeout',
    cause: 'the most impatient member calls elections that the others see no reason for, so the cluster loses its leader again and again',
    fix: 'give every member the same values; while a change is rolled out, expect this warning',
  },
  (cluster) => {
    const [first, ...others] = etcdMembersOf(cluster);
    if (!first) return [];
    return others.flatMap((member) =>
      (
        [
          ['heartbeat-interval', 'heartbeatMs'],
          ['election-timeout', 'electionMs'],
        ] as const
      )
        .filter(([, field]) => member[field] !== first[field])
        .map(([flag, field]) => ({
          host: member.host.name,
          field: `${member.pod.name} --${flag}`,
          got: showMillis(member[field]),
          allowed: `${showMillis(first[field])}, as on ${first.host.name}`,
        })),
    );
  },
);
