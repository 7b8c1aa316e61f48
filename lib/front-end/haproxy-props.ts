import { FrontEndForm } from '../cluster/endpoint-props';
import type { HaproxyServer } from './haproxy-config';
import type { HaproxyTiming } from './haproxy-timing';

/** Whose connections a balancer takes. */
export enum HaproxyKind {
  /** On a control-plane host, for every client of the cluster. */
  CONTROL_PLANE = 'control-plane',
  /** On a worker, for that worker alone, on loopback. */
  WORKER = 'worker',
}

/** Properties of HaproxyLoadBalancer. */
export interface HaproxyLoadBalancerProps {
  /** Every apiserver, the one of this host among them. */
  readonly servers: HaproxyServer[];

  /**
   * Which of them runs on this host, by name.
   *
   * @default - none does
   */
  readonly ownServer?: string;

  /**
   * Whose connections it takes.
   *
   * @default HaproxyKind.CONTROL_PLANE
   */
  readonly kind?: HaproxyKind;

  /**
   * How HAProxy runs.
   *
   * @default FrontEndForm.SERVICE
   */
  readonly form?: FrontEndForm;

  /**
   * Addresses to listen on: `*` is every IPv4 address, `::` every IPv6 address.
   *
   * @default - for a control-plane host every address of the families that the servers have; 127.0.0.1 for a worker
   */
  readonly bindAddresses?: string[];

  /**
   * Port to listen on, 1024 or above.
   *
   * @default - 8443 for a control-plane host, 7443 for a worker
   */
  readonly port?: number;

  /**
   * Port of the monitor on 127.0.0.1: `/livez` says that HAProxy runs, `/readyz` that the virtual IP may point here.
   *
   * @default 8444
   */
  readonly monitorPort?: number;

  /**
   * How fast it sees failures, and how long connections live.
   *
   * @default - HaproxyTimings.BALANCED, or HaproxyTimings.WORKER for a worker
   */
  readonly timing?: HaproxyTiming;

  /**
   * Connections at a time, 100 to 1000000. Each needs two open files and, while data moves, 32 KiB. Where the hard limit of
   * open files is lower, HAProxy does not start.
   *
   * @default 8000
   */
  readonly maxConnections?: number;

  /**
   * Render the kubeadm high-availability guide's file instead: `/healthz`, no drain, no fail-open, no monitor, its numbers, and as static pod
   * its liveness probe through an apiserver. The yardstick to measure against, not a recommendation.
   *
   * @default false
   */
  readonly kubeadmGuide?: boolean;

  /**
   * Image for FrontEndForm.STATIC_POD: Docker's official one or one like it, with `haproxy` in its path and a user 99.
   *
   * @default - the official image of a release with long-term support
   */
  readonly image?: string;
}
