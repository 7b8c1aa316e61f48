import { Assessment, Client } from './assessment';
import { Failure } from './failure';
import { Time } from './time';

/** What is asked how fast it is back. */
export const SERVICES = ['api', 'connections', 'pods', 'controllers', 'scheduler'] as const;

/**
 * One such question: `api` is the slowest of users, workers and components with new connections; `connections` the same for connections that were
 * open; `pods` is the API through the `kubernetes` Service.
 */
export type Service = (typeof SERVICES)[number];

/** The slowest recovery of one service. */
export interface Recovery {
  readonly service: Service;
  /** The single failure, of those that the cluster survives, after which it takes longest. */
  readonly failure: Failure;
  readonly client?: Client;
  readonly time: Time;
}

/** How much may be lost while the API is readable and writable for all, and controllers and scheduler act. */
export interface Tolerance {
  /** Any so many hosts with a part of the control plane. */
  readonly hosts: number;
  /** Any so many hosts with an apiserver, all others running. */
  readonly apiServers: number;
  /** Any so many hosts with an etcd member, all others running; undefined where etcd is not described here. */
  readonly members?: number;
  /** Any so many zones; undefined where zones are unknown. */
  readonly zones?: number;
}

/** A failure after which something is missing for as long as it lasts. */
export interface Loss {
  readonly failure: Failure;
  /** What is missing, in words. */
  readonly missing: string[];
}

/** Everything that one look at a cluster tells. */
export interface Survey {
  /** Every single failure: each process, each host, each network, each zone. */
  readonly singles: Assessment[];
  readonly tolerance: Tolerance;
  /** By service; only those that take any time. */
  readonly recoveries: Recovery[];
  /** Single failures that the cluster does not survive whole. */
  readonly losses: Loss[];
}
