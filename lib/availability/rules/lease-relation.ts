import { showMillis } from '../read/durations';
import { electedOf } from '../read/leases';
import { Fault, renderedRule } from './rule';

/** How much a retry may be late: client-go stretches each by up to this factor and demands room for it (leaderelection.JitterFactor). */
const JITTER = 1.2;

/** HA201. */
export const LEASE_RELATION = renderedRule(
  {
    id: 'HA201',
    title: 'lease duration > renew deadline > 1.2 x retry period',
    cause: 'the component refuses to start, or a leader loses its lease to a single late renewal while it is still working',
    fix: 'raise the larger of the two; the defaults of this project are 6s, 4s and 1s',
  },
  (cluster) =>
    electedOf(cluster).flatMap(({ host, component, leaseMs, renewMs, retryMs }) => {
      const faults: Fault[] = [];
      if (leaseMs <= renewMs) {
        const allowed = `more than ${showMillis(renewMs)}, the renew deadline`;
        faults.push({ host: host.name, field: `${component} --leader-elect-lease-duration`, got: showMillis(leaseMs), allowed });
      }
      if (renewMs <= JITTER * retryMs) {
        const allowed = `more than ${showMillis(JITTER * retryMs)}, ${JITTER} x the retry period of ${showMillis(retryMs)}`;
        faults.push({ host: host.name, field: `${component} --leader-elect-renew-deadline`, got: showMillis(renewMs), allowed });
      }
      return faults;
    }),
);
