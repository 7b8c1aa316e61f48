import { Duration } from 'cdk8s';

/**
 * Every number that decides how fast the cluster heals. All are optional: what is not given comes from the preset.
 *
 * The numbers depend on each other; the rules HA201 to HA218 check the relations on the rendered files.
 */
export interface FailoverTimingProps {
  /**
   * Time between two VRRP advertisements of the holder of the virtual IP. A dead holder is replaced after three of them plus the skew.
   *
   * @default Duration.millis(100)
   */
  readonly vrrpAdvertisement?: Duration;

  /**
   * Time between two runs of the check whose failure gives the virtual IP away. Whole seconds: keepalived before 2.3 ignores fractions.
   *
   * @default Duration.seconds(1)
   */
  readonly vrrpCheckInterval?: Duration;

  /**
   * Failed checks in a row after which the virtual IP is given away.
   *
   * @default 1
   */
  readonly vrrpCheckFall?: number;

  /**
   * Successful checks in a row after which a host may hold the virtual IP again.
   *
   * @default 2
   */
  readonly vrrpCheckRise?: number;

  /**
   * Time between two HAProxy health checks of an apiserver in a steady state (`inter`).
   *
   * @default Duration.millis(500)
   */
  readonly proxyInterval?: Duration;

  /**
   * Time between two health checks while a server is going up or down (`fastinter`).
   *
   * @default Duration.millis(200)
   */
  readonly proxyFastInterval?: Duration;

  /**
   * Time between two health checks of a server that is down (`downinter`).
   *
   * @default Duration.millis(500)
   */
  readonly proxyDownInterval?: Duration;

  /**
   * Time between two health checks by the HAProxy of a worker: longer, because every worker checks every apiserver. A connection that an apiserver
   * refuses or does not answer is tried on another one at once all the same.
   *
   * @default Duration.seconds(2)
   */
  readonly workerProxyInterval?: Duration;

  /**
   * The same while a server is going up or down.
   *
   * @default Duration.millis(500)
   */
  readonly workerProxyFastInterval?: Duration;

  /**
   * Failed health checks in a row after which a server is down (`fall`).
   *
   * @default 2
   */
  readonly proxyFall?: number;

  /**
   * Successful health checks in a row after which a server is up (`rise`).
   *
   * @default 2
   */
  readonly proxyRise?: number;

  /**
   * Limit for a TCP connection to an apiserver (`timeout connect`).
   *
   * @default Duration.millis(300)
   */
  readonly proxyConnectTimeout?: Duration;

  /**
   * Limit for the answer to a health check (`timeout check`). Longer than one slow fsync, or a busy disk takes apiservers out.
   *
   * @default Duration.seconds(1)
   */
  readonly proxyCheckTimeout?: Duration;

  /**
   * How long a connection may be silent (`timeout client` and `timeout server`). Clients ping an idle HTTP/2 connection after 30 s.
   *
   * @default Duration.minutes(10)
   */
  readonly proxyIdleTimeout?: Duration;

  /**
   * How long a connection may be silent once both sides have sent something (`timeout tunnel`): watches, `logs -f`, `exec`.
   *
   * @default Duration.hours(4)
   */
  readonly proxyTunnelTimeout?: Duration;

  /**
   * Connection attempts after the first before a client is refused (`retries`).
   *
   * @default 3
   */
  readonly proxyRetries?: number;

  /**
   * How long an apiserver goes on serving after it was told to stop, while its readiness already fails: time for every balancer to notice.
   *
   * @default Duration.seconds(5)
   */
  readonly apiserverShutdownDelay?: Duration;

  /**
   * How long the kubelet waits for an apiserver to stop. At least the shutdown delay, 60 s for requests in flight, and some slack.
   *
   * @default Duration.seconds(80)
   */
  readonly apiserverGracePeriod?: Duration;

  /**
   * How long the lease of kube-controller-manager and kube-scheduler lasts after its last renewal.
   *
   * @default Duration.seconds(6)
   */
  readonly leaseDuration?: Duration;

  /**
   * How long a leader tries to renew before it gives up and exits. Must outlast an etcd election.
   *
   * @default Duration.seconds(4)
   */
  readonly leaseRenewDeadline?: Duration;

  /**
   * Time between two attempts to get or renew the lease.
   *
   * @default Duration.seconds(1)
   */
  readonly leaseRetryPeriod?: Duration;

  /**
   * Time between two heartbeats of the etcd leader: about the round-trip time between members.
   *
   * @default Duration.millis(100)
   */
  readonly etcdHeartbeat?: Duration;

  /**
   * How long an etcd follower waits for a heartbeat; it then waits up to as long again, at random. At least ten round trips.
   *
   * @default Duration.millis(1000)
   */
  readonly etcdElection?: Duration;

  /**
   * How long a node may be silent before it is NotReady. Must outlast a failover of the API, 45 s for a silent client connection included.
   *
   * @default Duration.seconds(50)
   */
  readonly nodeMonitorGrace?: Duration;

  /**
   * How long a pod stays bound to a node that is NotReady or unreachable, unless it says otherwise itself.
   *
   * @default Duration.seconds(300)
   */
  readonly defaultToleration?: Duration;
}
