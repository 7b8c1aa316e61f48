import { Duration } from 'cdk8s';

/**
 * The numbers that decide how fast an HAProxy sees an apiserver die, and what it does to connections meanwhile.
 *
 * A field that may be absent is then not written at all, and what HAProxy does by itself applies.
 */
export interface HaproxyTiming {
  /** Time between two health checks of a server that is up and stays up. Rendered in milliseconds. */
  readonly inter: Duration;

  /**
   * Time between two checks while a server is changing its state: this is what `fall` and `rise` are multiplied with.
   *
   * @default - HAProxy's own: the same as `inter`
   */
  readonly fastInter?: Duration;

  /**
   * Time between two checks of a server that is down.
   *
   * @default - HAProxy's own: the same as `inter`
   */
  readonly downInter?: Duration;

  /** Failed checks in a row that take a server down. */
  readonly fall: number;

  /** Good checks in a row that bring it back. */
  readonly rise: number;

  /**
   * Limit of one TCP handshake with a server; a client's connection is then tried on another one. In a check it also limits the TLS handshake after
   * it (tried with 2.6 and 3.2), so that a stopped apiserver is found as soon as a silent host.
   */
  readonly connect: Duration;

  /** Limit of the answer to a check, counted from the end of the TLS handshake. */
  readonly check: Duration;

  /** Tries of one client connection after the first, each on another server. */
  readonly retries: number;

  /** Silence of a client after which its connection is closed, where no `tunnel` says otherwise. */
  readonly client: Duration;

  /** Silence of a server after which the connection is closed, where no `tunnel` says otherwise. */
  readonly server: Duration;

  /**
   * Silence on both sides of an established connection after which it is closed; replaces `client` and `server` for it.
   *
   * @default - none: `client` and `server` apply, and cut watches of clients that send no pings
   */
  readonly tunnel?: Duration;

  /**
   * How long one side may stay half closed after the other has ended.
   *
   * @default - none: as long as `tunnel`
   */
  readonly halfClosed?: Duration;

  /**
   * Wait in a queue for a server with a free slot. Without a limit of connections per server, nothing waits.
   *
   * @default - HAProxy's own: the same as `connect`
   */
  readonly queue?: Duration;

  /**
   * How long the processes before a reload keep the connections that they hold. They check no servers any more, so nothing cuts a connection
   * to a dead one.
   *
   * @default - none: until the last connection ends
   */
  readonly oldProcess?: Duration;
}

/** Numbers for HaproxyTiming that belong together. */
export class HaproxyTimings {
  /**
   * A dead process is found in 0.7 s at most (`inter + (fall - 1) x fastInter`), a silent host or a stopped process in 1.3 s (and `fall x
   * connect`), one that shakes hands and then does not answer in 3.3 s (and `fall x check`).
   *
   * connect 300 ms: a lost SYN is sent again by the kernel after 1 s, by HAProxy to another server after 300 ms. check 1 s: longer than one
   * slow fsync below /readyz. tunnel 4 h: kubectl exec sessions and watches without pings live; dead peers are found by TCP keepalive. client
   * and server 10 min: they only hold until a server is connected, and are above the 30 s pings of Kubernetes clients should someone remove
   * the tunnel.
   */
  public static readonly BALANCED: HaproxyTiming = {
    inter: Duration.millis(500),
    fastInter: Duration.millis(200),
    downInter: Duration.millis(500),
    fall: 2,
    rise: 2,
    connect: Duration.millis(300),
    check: Duration.seconds(1),
    retries: 3,
    client: Duration.minutes(10),
    server: Duration.minutes(10),
    tunnel: Duration.hours(4),
    halfClosed: Duration.seconds(30),
    oldProcess: Duration.minutes(10),
  };

  /**
   * For the balancer on every worker: a quarter of the checks, since each worker checks every apiserver (500 workers with `BALANCED` would
   * make 2,000 TLS handshakes a second on each). A refused or lost connection is tried on another server at once all the same; what stopped is
   * found in 3.1 s, what does not answer in 5.1 s.
   */
  public static readonly WORKER: HaproxyTiming = {
    ...HaproxyTimings.BALANCED,
    inter: Duration.seconds(2),
    fastInter: Duration.millis(500),
    downInter: Duration.seconds(2),
  };

  /** The kubeadm high-availability guide's file, with HAProxy's own `inter 2s fall 3 rise 2` written out: the yardstick, not a recommendation. */
  public static readonly KUBEADM_GUIDE: HaproxyTiming = {
    inter: Duration.seconds(2),
    fall: 3,
    rise: 2,
    connect: Duration.seconds(5),
    check: Duration.seconds(10),
    retries: 1,
    client: Duration.seconds(35),
    server: Duration.seconds(35),
    queue: Duration.seconds(20),
  };

  private constructor() {}
}
