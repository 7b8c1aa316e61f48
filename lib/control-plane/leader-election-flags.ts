import { goDuration, Timing } from '../cluster/timing';
import { Flags } from '../node/component-flags';

/** Flags by which one of several instances leads. */
export function leaderElectionFlags(timing: Timing): Flags {
  return {
    'leader-elect': 'true',
    'leader-elect-lease-duration': goDuration(timing.leaseDuration),
    'leader-elect-renew-deadline': goDuration(timing.leaseRenewDeadline),
    'leader-elect-retry-period': goDuration(timing.leaseRetryPeriod),
  };
}
