import { showMillis } from '../read/durations';
import { etcdMembersOf } from '../read/etcd-members';
import { electedOf } from '../read/leases';
import { renderedRule } from './rule';

/** HA202. */
export const RENEW_OUTLASTS_ELECTION = renderedRule(
  {
    id: 'HA202',
    title: 'renew deadline >= 2 x etcd election timeout + retry period',
    cause:
      'etcd takes up to two election timeouts to find a new leader, and no lease can be renewed meanwhile: every etcd leader change also costs kube-controller-manager and kube-scheduler their leases',
    fix: 'raise the renew deadline and the lease duration with it, or lower the election timeout of every etcd member',
  },
  (cluster) => {
    const electionMs = Math.max(0, ...etcdMembersOf(cluster).map((member) => member.electionMs));
    if (electionMs === 0) return [];
    return electedOf(cluster).flatMap(({ host, component, renewMs, retryMs }) => {
      const needed = 2 * electionMs + retryMs;
      const allowed = `at least ${showMillis(needed)}: 2 x the election timeout of ${showMillis(electionMs)} and the retry period of ${showMillis(retryMs)}`;
      return renewMs >= needed ? [] : [{ host: host.name, field: `${component} --leader-elect-renew-deadline`, got: showMillis(renewMs), allowed }];
    });
  },
);
