import { Duration } from 'cdk8s';
import { FrontEndStyle } from './cluster/timing';
import { Description } from './description/description';
import { HaproxyKind } from './front-end/haproxy-props';
import { HaproxyTiming, HaproxyTimings } from './front-end/haproxy-timing';
import { KeepalivedTiming, KeepalivedTimings } from './front-end/keepalived-timing';

/** The numbers of a balancer; what the guide leaves to HAProxy is left to it here as well. */
export function haproxyTiming(description: Description, kind: HaproxyKind): HaproxyTiming {
  const { timing } = description;
  const worker = kind === HaproxyKind.WORKER;
  const guide = description.style === FrontEndStyle.KUBEADM_GUIDE && !worker;
  const inter = worker ? timing.workerProxyInterval : timing.proxyInterval;
  const fastInter = worker ? timing.workerProxyFastInterval : timing.proxyFastInterval;
  const downInter = worker ? timing.workerProxyInterval : timing.proxyDownInterval;
  return {
    ...(guide
      ? { queue: HaproxyTimings.KUBEADM_GUIDE.queue }
      : { halfClosed: HaproxyTimings.BALANCED.halfClosed, oldProcess: HaproxyTimings.BALANCED.oldProcess }),
    inter,
    ...(same(fastInter, inter) ? {} : { fastInter }),
    ...(same(downInter, inter) ? {} : { downInter }),
    fall: timing.proxyFall,
    rise: timing.proxyRise,
    connect: timing.proxyConnectTimeout,
    check: timing.proxyCheckTimeout,
    retries: timing.proxyRetries,
    client: timing.proxyIdleTimeout,
    server: timing.proxyIdleTimeout,
    ...(same(timing.proxyTunnelTimeout, timing.proxyIdleTimeout) ? {} : { tunnel: timing.proxyTunnelTimeout }),
  };
}

/** The numbers of keepalived. */
export function keepalivedTiming(description: Description): KeepalivedTiming {
  const { timing } = description;
  const base = description.style === FrontEndStyle.KUBEADM_GUIDE ? KeepalivedTimings.KUBEADM_GUIDE : KeepalivedTimings.BALANCED;
  return {
    ...base,
    advertisement: timing.vrrpAdvertisement,
    checkInterval: timing.vrrpCheckInterval,
    fall: timing.vrrpCheckFall,
    rise: timing.vrrpCheckRise,
  };
}

function same(a: Duration, b: Duration): boolean {
  return a.toMilliseconds() === b.toMilliseconds();
}
