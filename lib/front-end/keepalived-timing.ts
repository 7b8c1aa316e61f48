import { Duration } from 'cdk8s';

/** The numbers that decide how fast a virtual IP moves, and how readily. */
export interface KeepalivedTiming {
  /**
   * Time between two VRRP advertisements. A holder that falls silent is replaced after three of them and up to one more (the skew, smaller for
   * higher priorities).
   *
   * VRRP version 3 carries hundredths of a second, version 2 whole seconds only.
   */
  readonly advertisement: Duration;

  /** Time between two runs of the check script. Whole seconds: keepalived before 2.3 ignores a fraction and takes 1 s (tried: 2.1.5, 2.2.7). */
  readonly checkInterval: Duration;

  /** How long the script waits for the monitor to answer; below `checkInterval`, or keepalived starts no new run. */
  readonly checkTimeout: Duration;

  /** Failed runs in a row that give the address away. */
  readonly fall: number;

  /** Good runs in a row after which this host may hold the address again. */
  readonly rise: number;

  /**
   * When a new holder announces the address a second time. Whole seconds.
   *
   * @default - keepalived's own: 5 s
   */
  readonly announceAgain?: Duration;

  /**
   * How often the holder repeats its announcement, for switches and neighbours that missed the first ones. Whole seconds.
   *
   * @default - keepalived's own: never
   */
  readonly announceEvery?: Duration;
}

/** Numbers for KeepalivedTiming that belong together. */
export class KeepalivedTimings {
  /**
   * A dead holder is replaced 0.2 to 0.4 s after it died, one whose HAProxy is dead or hung within 1.5 s (`checkInterval + checkTimeout` and
   * the skew).
   *
   * Failing once is enough, because the script asks HAProxy itself on loopback and nothing that a slow apiserver or a slow disk can delay.
   */
  public static readonly BALANCED: KeepalivedTiming = {
    advertisement: Duration.millis(100),
    checkInterval: Duration.seconds(1),
    checkTimeout: Duration.millis(400),
    fall: 1,
    rise: 2,
    announceAgain: Duration.seconds(1),
    announceEvery: Duration.seconds(10),
  };

  /** The kubeadm high-availability guide's file, with keepalived's own advertisement of 1 s written out: the yardstick, not a recommendation. */
  public static readonly KUBEADM_GUIDE: KeepalivedTiming = {
    advertisement: Duration.seconds(1),
    checkInterval: Duration.seconds(3),
    checkTimeout: Duration.seconds(2),
    fall: 10,
    rise: 2,
  };

  private constructor() {}
}
