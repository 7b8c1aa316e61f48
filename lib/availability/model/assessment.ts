import { Failure } from './failure';
import { Time } from './time';

/**
 * Who uses the API, and by which way.
 *
 * `users` through the endpoint; `workers` are the kubelets of hosts without an apiserver, through their own balancer or the endpoint; `pods` through
 * the `kubernetes` Service; `components` are kubelet, controller manager and scheduler of hosts with an apiserver, each by its own kubeconfig.
 */
export const CLIENTS = ['users', 'workers', 'pods', 'components'] as const;

/** One kind of client. */
export type Client = (typeof CLIENTS)[number];

/**
 * How much of the API a client has once the cluster has settled, while the failure lasts.
 *
 * `yes`: every request that is tried again. `partly`: a share of the connections ends where nothing works, and nothing takes that place out of the
 * way; or some of these clients are cut off. `cached`: reads that do not insist on fresh data, out of the apiservers' memory. `no`: nothing.
 */
export type Access = 'yes' | 'partly' | 'cached' | 'no';

/** What a failure does to one kind of client. */
export interface ClientAnswer {
  readonly client: Client;
  /** How many of them there are on hosts that run and are on the network; without any, there is nobody to have access. */
  readonly present: number;
  readonly reads: Access;
  /** Never `cached`. */
  readonly writes: Access;
  /** From the failure until a new connection that is tried again is served; of no meaning where `writes` is `no`. */
  readonly interruption: Time;
  /** From the failure until a connection that was open works again, or was replaced by its client. */
  readonly openConnections: Time;
  /** Hosts whose clients of this kind cannot write although they run; users are on no host. */
  readonly cutOff: string[];
  /** What else a reader must know, a sentence each. */
  readonly notes: string[];
}

/** Whether somebody does the work of an elected component. */
export interface ActingAnswer {
  readonly acts: boolean;
  /** From the failure until somebody acts again; of no meaning where nobody does. */
  readonly interruption: Time;
}

/** What happens to the pods of the workers. */
export interface WorkloadsAnswer {
  /** Every pod on a host that still runs and reaches the others keeps running. */
  readonly keepRunning: boolean;
  /** Hosts whose pods are gone or out of reach, and must be started elsewhere. */
  readonly lost: string[];
  /** Hosts whose pods run, and whose kubelets cannot say so: they are started a second time elsewhere. */
  readonly doubted: string[];
  /** From the failure until the pods of those hosts are started elsewhere; NO_TIME where there are none. */
  readonly replaced: Time;
}

/** What a set of failures, all at the same moment, does to a cluster. */
export interface Assessment {
  readonly failures: Failure[];
  /** One for each kind of client that there is, in the order of CLIENTS. */
  readonly clients: ClientAnswer[];
  readonly controllers: ActingAnswer;
  readonly scheduler: ActingAnswer;
  readonly workloads: WorkloadsAnswer;
}
