import { Duration } from 'cdk8s';
import { Finding } from './finding';
import { Field, optional, Shape, usable } from './shape';
import { FailoverTimingProps } from './timing-props';
import { ADVERTISEMENT } from './values/advertisement';
import { DURATION } from './values/duration';
import { wholeNumber } from './values/whole-number';
import { WHOLE_SECONDS } from './values/whole-seconds';

/** The numbers after the preset and the overrides were put together. */
export type Timing = Required<FailoverTimingProps>;

/** What of a preset is more than a number. */
export enum FrontEndStyle {
  /** Drain, fail open, event-driven checks: what this project stands for. */
  OWN = 'own',
  /** The public kubeadm guide's files: the yardstick. */
  KUBEADM_GUIDE = 'kubeadm-guide',
}

/** Each number's reason stands at its property; the trial that they come from is described in docs/decisions. */
const BALANCED: Timing = {
  vrrpAdvertisement: Duration.millis(100),
  vrrpCheckInterval: Duration.seconds(1),
  vrrpCheckFall: 1,
  vrrpCheckRise: 2,
  proxyInterval: Duration.millis(500),
  proxyFastInterval: Duration.millis(200),
  proxyDownInterval: Duration.millis(500),
  workerProxyInterval: Duration.seconds(2),
  workerProxyFastInterval: Duration.millis(500),
  proxyFall: 2,
  proxyRise: 2,
  proxyConnectTimeout: Duration.millis(300),
  proxyCheckTimeout: Duration.seconds(1),
  proxyIdleTimeout: Duration.minutes(10),
  proxyTunnelTimeout: Duration.hours(4),
  proxyRetries: 3,
  apiserverShutdownDelay: Duration.seconds(5),
  apiserverGracePeriod: Duration.seconds(80),
  leaseDuration: Duration.seconds(6),
  leaseRenewDeadline: Duration.seconds(4),
  leaseRetryPeriod: Duration.seconds(1),
  etcdHeartbeat: Duration.millis(100),
  etcdElection: Duration.millis(1000),
  nodeMonitorGrace: Duration.seconds(50),
  defaultToleration: Duration.seconds(300),
};

/** For disks whose fsync may take a second and round trips up to 50 ms: everything that an etcd election or a late check could upset is slower. */
const CONSERVATIVE: Timing = {
  ...BALANCED,
  vrrpAdvertisement: Duration.seconds(1),
  vrrpCheckInterval: Duration.seconds(2),
  vrrpCheckFall: 2,
  proxyInterval: Duration.seconds(2),
  proxyFastInterval: Duration.seconds(1),
  proxyDownInterval: Duration.seconds(2),
  workerProxyInterval: Duration.seconds(5),
  workerProxyFastInterval: Duration.seconds(1),
  proxyConnectTimeout: Duration.seconds(2),
  proxyCheckTimeout: Duration.seconds(3),
  apiserverShutdownDelay: Duration.seconds(15),
  apiserverGracePeriod: Duration.seconds(90),
  leaseDuration: Duration.seconds(24),
  leaseRenewDeadline: Duration.seconds(16),
  leaseRetryPeriod: Duration.seconds(4),
  etcdHeartbeat: Duration.millis(500),
  etcdElection: Duration.seconds(5),
};

/** The kubeadm project's guide for HAProxy and keepalived, and Kubernetes' own defaults where it is silent. */
const KUBEADM_GUIDE: Timing = {
  ...BALANCED,
  vrrpAdvertisement: Duration.seconds(1),
  vrrpCheckInterval: Duration.seconds(3),
  vrrpCheckFall: 10,
  vrrpCheckRise: 2,
  proxyInterval: Duration.seconds(2),
  proxyFastInterval: Duration.seconds(2),
  proxyDownInterval: Duration.seconds(2),
  workerProxyFastInterval: Duration.seconds(2),
  proxyFall: 3,
  proxyRise: 2,
  proxyConnectTimeout: Duration.seconds(5),
  proxyCheckTimeout: Duration.seconds(10),
  proxyIdleTimeout: Duration.seconds(35),
  proxyTunnelTimeout: Duration.seconds(35),
  proxyRetries: 1,
  apiserverShutdownDelay: Duration.millis(0),
  apiserverGracePeriod: Duration.seconds(30),
  leaseDuration: Duration.seconds(15),
  leaseRenewDeadline: Duration.seconds(10),
  leaseRetryPeriod: Duration.seconds(2),
};

const COUNT = optional(wholeNumber(1, 20));
const COUNTS = ['vrrpCheckFall', 'vrrpCheckRise', 'proxyFall', 'proxyRise', 'proxyRetries'];
const SECONDS = ['vrrpCheckInterval', 'apiserverGracePeriod', 'defaultToleration'];
const SHAPE: Shape = Object.fromEntries(Object.keys(BALANCED).map((name) => [name, fieldOf(name)]));

function fieldOf(name: string): Field {
  if (name === 'vrrpAdvertisement') return optional(ADVERTISEMENT);
  return COUNTS.includes(name) ? COUNT : optional(SECONDS.includes(name) ? WHOLE_SECONDS : DURATION);
}

/** How fast the cluster heals, as one of three presets with overrides. */
export class FailoverTiming {
  /**
   * Fast and steady on ordinary hardware: solid-state disks, round trips of a few milliseconds between members. The default.
   *
   * @param overrides numbers that differ from the preset
   */
  public static balanced(overrides?: FailoverTimingProps): FailoverTiming {
    return new FailoverTiming('balanced', overrides);
  }

  /**
   * For slow disks and round trips up to 50 ms: later, but never upset by a slow fsync.
   *
   * @param overrides numbers that differ from the preset
   */
  public static conservative(overrides?: FailoverTimingProps): FailoverTiming {
    return new FailoverTiming('conservative', overrides);
  }

  /**
   * The public kubeadm guide, numbers and shape of the files both. The yardstick to measure against, not a recommendation: the relations that it
   * breaks are acknowledged inside the preset and stay visible in every report.
   *
   * @param overrides numbers that differ from the preset
   */
  public static kubeadmGuide(overrides?: FailoverTimingProps): FailoverTiming {
    return new FailoverTiming('kubeadmGuide', overrides);
  }

  private constructor(
    /** Name of the preset. */
    public readonly preset: string,
    private readonly overrides?: FailoverTimingProps,
  ) {}

  /**
   * The numbers; an override that cannot be used is recorded and left out.
   *
   * @internal
   */
  public _resolve(path: string, findings: Finding[]): Timing {
    const base = this.preset === 'kubeadmGuide' ? KUBEADM_GUIDE : this.preset === 'conservative' ? CONSERVATIVE : BALANCED;
    return { ...base, ...usable<FailoverTimingProps>(SHAPE, this.overrides ?? {}, path, findings) };
  }

  /**
   * The same without what cannot be used, for constructs that would report it again.
   *
   * @internal
   */
  public _usable(): FailoverTiming {
    return new FailoverTiming(this.preset, usable<FailoverTimingProps>(SHAPE, this.overrides ?? {}, '', []));
  }

  /** @internal */
  public _style(): FrontEndStyle {
    return this.preset === 'kubeadmGuide' ? FrontEndStyle.KUBEADM_GUIDE : FrontEndStyle.OWN;
  }
}

/** The default of every piece that is used alone. */
export function defaultTiming(): Timing {
  return BALANCED;
}

/** Go's syntax for a duration, exact to the millisecond: `80s`, `500ms`, `1m30s`. */
export function goDuration(duration: Duration): string {
  const millis = duration.toMilliseconds();
  if (millis % 1000 !== 0) return `${millis}ms`;
  const seconds = millis / 1000;
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60];
  return [hours ? `${hours}h` : '', hours || minutes ? `${minutes}m` : '', `${rest}s`].join('');
}
