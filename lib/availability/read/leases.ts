import { RenderedCluster } from './rendered';
import { RenderedHost } from './rendered-host';

/** The components that elect a leader among the control-plane hosts. */
const ELECTED = ['kube-controller-manager', 'kube-scheduler'];

/** Defaults of leader election (component-base, 1.28 to 1.36). */
const LEASE_MS = 15_000;
const RENEW_MS = 10_000;
const RETRY_MS = 2000;

/** How one component takes part in a leader election. */
export interface Elected {
  readonly host: RenderedHost;
  readonly component: string;
  readonly leaseMs: number;
  readonly renewMs: number;
  readonly retryMs: number;
}

/** Every component of every host that elects a leader. */
export function electedOf(cluster: RenderedCluster): Elected[] {
  return cluster.hosts.flatMap((host) =>
    ELECTED.flatMap((component) => {
      const flags = host.component(component)?.flags();
      if (!flags || flags.bool('leader-elect') === false) return [];
      return [
        {
          host,
          component,
          leaseMs: flags.millis('leader-elect-lease-duration') ?? LEASE_MS,
          renewMs: flags.millis('leader-elect-renew-deadline') ?? RENEW_MS,
          retryMs: flags.millis('leader-elect-retry-period') ?? RETRY_MS,
        },
      ];
    }),
  );
}
