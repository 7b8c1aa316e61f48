import { FrontEndForm } from '../cluster/endpoint-props';
import type { KeepalivedTiming } from './keepalived-timing';

/** An address that moves between hosts. */
export interface VirtualAddress {
  /** The address: free, and in the segment of the hosts. */
  readonly address: string;
  /** Length of the segment's prefix, like 24. */
  readonly prefix: number;
}

/** Properties of Keepalived. */
export interface KeepalivedProps {
  /** Name of this host. */
  readonly nodeName: string;

  /** Addresses of this host: one of each family that a virtual address has. */
  readonly addresses: string[];

  /** Addresses of the other hosts that may hold the virtual addresses, of each family. Empty where there are none. */
  readonly peers: string[];

  /** One virtual address, or one of each family. */
  readonly virtualAddresses: VirtualAddress[];

  /** The network interface that gets them. */
  readonly networkInterface: string;

  /** VRRP virtual router id, 1 to 255, unlike that of any other VRRP group in the segment. */
  readonly virtualRouterId: number;

  /** 1 to 254, unlike that of every other host. The highest wins where several start at the same time. */
  readonly priority: number;

  /**
   * Name of the VRRP instances, for logs; the family is appended.
   *
   * @default 'control-plane'
   */
  readonly instanceName?: string;

  /**
   * How keepalived runs.
   *
   * @default FrontEndForm.SERVICE
   */
  readonly form?: FrontEndForm;

  /**
   * How fast an address moves.
   *
   * @default KeepalivedTimings.BALANCED
   */
  readonly timing?: KeepalivedTiming;

  /**
   * Whether the process that advertises is scheduled in real time, before every ordinary process.
   *
   * Switch it off where keepalived has no CAP_SYS_RESOURCE and its file may change while it runs, as in some containers that act as hosts: there the
   * kernel kills it at every reload, and the address moves (tried with 2.1.5, 2.2.7, 2.3.3). A service of an ordinary host has that capability, and
   * the static pod is never reloaded. Without it, the process gets the best ordinary priority.
   *
   * @default true
   */
  readonly realtime?: boolean;

  /**
   * Port of HAProxy's monitor on 127.0.0.1.
   *
   * @default 8444
   */
  readonly monitorPort?: number;

  /**
   * Render the kubeadm high-availability guide's files instead: VRRP version 2 by multicast, a check through the balancer that lowers the
   * priority by 2, the higher host takes the address back. The yardstick to measure against, not a recommendation.
   *
   * @default false
   */
  readonly kubeadmGuide?: boolean;

  /**
   * Whether this host starts with the address; for `kubeadmGuide` alone.
   *
   * @default false
   */
  readonly startsAsMaster?: boolean;

  /**
   * Port of the balancer that the guide's check asks; for `kubeadmGuide` alone.
   *
   * @default 8443
   */
  readonly balancerPort?: number;

  /**
   * Image for FrontEndForm.STATIC_POD, and required for it since there is no official one. It needs keepalived 2.2.4 or later and bash; curl
   * for `kubeadmGuide`.
   *
   * @default - none
   */
  readonly image?: string;
}
