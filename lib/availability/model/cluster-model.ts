import { Process } from './failure';

/** How HAProxy sees one apiserver, and how fast; times in milliseconds. */
export interface BalancedServer {
  /** The host whose apiserver it is. */
  readonly host: string;
  /** Its own checks, or those of the server that it tracks; undefined where nothing checks it, so that HAProxy sends to it for ever. */
  readonly check?: ServerCheck;
  /** Connections are cut when it is marked down (`on-marked-down shutdown-sessions`). */
  readonly cutsSessions: boolean;
}

/** The health check of one server. */
export interface ServerCheck {
  readonly interMs: number;
  readonly fastInterMs: number;
  readonly downInterMs: number;
  readonly fall: number;
  readonly rise: number;
  /** Until the connection, and the TLS handshake where there is one, must stand. */
  readonly connectMs: number;
  /** From then until the answer; 0 where `inter` limits both together. */
  readonly answerMs: number;
  /** The check speaks TLS: a program that stands still fails it while connecting. */
  readonly tls: boolean;
  /** It asks for readiness (`/readyz`, `/healthz`), and not only for a connection or `/livez`. */
  readonly asksReadiness: boolean;
  /** It asks `/readyz`, for which the apiserver asks etcd twice. */
  readonly asksReadyz: boolean;
  /** An answer of "not ready" keeps the connections and ends only new ones. */
  readonly drains: boolean;
}

/** The HAProxy of one host, as far as it hands out connections to apiservers. */
export interface ModelBalancer {
  readonly servers: BalancedServer[];
  /** When none is ready, those that are alive get the connections. */
  readonly failOpen: boolean;
  /**
   * How many attempts at one server fail before a connection is tried elsewhere (`retries`, `option redispatch`, `balance`); undefined where it
   * never is.
   */
  readonly attempts?: number;
  /** How long one attempt to connect may take; undefined where nothing limits it. */
  readonly connectMs?: number;
  /** The longest time for which it keeps a connection on which nothing moves; undefined where nothing limits it. */
  readonly idleMs?: number;
}

/** The check script that a virtual IP follows. */
export interface ModelScript {
  readonly intervalMs: number;
  readonly timeoutMs: number;
  readonly fall: number;
  /** 0: a failure gives the address up at once. */
  readonly weight: number;
  /**
   * What makes it fail, besides a silent HAProxy: `isolated` when the own apiserver is not ready and no other is alive; `unserved` when the
   * balancer has nobody to send to; `own` when the own apiserver does not answer; `nothing` when it asks only whether HAProxy lives; `unknown`
   * when it could not be read.
   */
  readonly follows: 'isolated' | 'unserved' | 'own' | 'nothing' | 'unknown';
}

/** One host's part in keeping the virtual IP by VRRP. */
export interface ModelRouter {
  readonly priority: number;
  readonly advertMs: number;
  readonly skewMs: number;
  /** From the last advertisement of a holder until this host takes the address. */
  readonly masterDownMs: number;
  /** As in `3 x 0.1 s + skew 0.022 s`. */
  readonly masterDownFormula: string;
  readonly preempts: boolean;
  /** Whether something on this host accepts connections for the API at the address and port of the endpoint. */
  readonly accepts: boolean;
  readonly scripts: ModelScript[];
}

/** One host's part in keeping the virtual IP by a Kubernetes lease, or by BGP. */
export interface ModelKubeVip {
  readonly leaderElection: boolean;
  readonly leaseMs: number;
  readonly retryMs: number;
  /** BGP: what withdraws the route of a dead apiserver; undefined where nothing does. */
  readonly healthCheckMs?: number;
  readonly holdMs: number;
}

/** Leader election of a component. */
export interface ModelLease {
  readonly leaseMs: number;
  readonly renewMs: number;
  readonly retryMs: number;
  /** It takes part in an election; otherwise it acts wherever it runs. */
  readonly elected: boolean;
  /** Where it sends its requests. */
  readonly server: Route;
}

/** Where a client sends its requests. */
export type Route =
  /** To the apiserver of one host. */
  | { readonly to: 'apiserver'; readonly host: string }
  /** To the HAProxy of its own host. */
  | { readonly to: 'balancer'; readonly host: string }
  /** To the virtual IP, or whatever the endpoint is. */
  | { readonly to: 'endpoint' }
  /** To somewhere that the files do not say. */
  | { readonly to: 'unknown'; readonly server: string };

/** The apiserver of a host. */
export interface ModelApiServer {
  /** Hosts whose etcd members it uses; empty where they are none of this cluster's. */
  readonly members: string[];
  /** It uses the member of its own host only. */
  readonly ownMemberOnly: boolean;
  /** How long its answer on `/healthz` takes while etcd hangs: `--etcd-healthcheck-timeout`. */
  readonly etcdHealthMs: number;
  /** How much longer its answer on `/readyz` takes then: `--etcd-readycheck-timeout`. */
  readonly etcdReadyMs: number;
  /** Its liveness probe fails while etcd has no quorum, so that the kubelet restarts it. */
  readonly livenessNeedsEtcd: boolean;
  /** How soon that restart is due. */
  readonly livenessMs: number;
}

/** A kubelet that reports to an API. */
export interface ModelKubelet {
  readonly server: Route;
  /** `nodeStatusUpdateFrequency`: also how long one of its heartbeats may take. */
  readonly statusMs: number;
  /** `nodeLeaseDurationSeconds`: it renews four times as often. */
  readonly leaseMs: number;
}

/** One host. */
export interface ModelHost {
  readonly name: string;
  /** Undefined where nobody says. */
  readonly zone?: string;
  /** `control-plane`, `etcd`, `worker`. */
  readonly roles: string[];
  /** What runs here. */
  readonly processes: Process[];
  /** It takes ordinary pods: no taint of the control plane keeps them away. */
  readonly runsPods: boolean;
  readonly apiServer?: ModelApiServer;
  /** Election timeout of its etcd member. */
  readonly etcd?: { readonly electionMs: number };
  readonly balancer?: ModelBalancer;
  readonly router?: ModelRouter;
  readonly kubeVip?: ModelKubeVip;
  readonly controllerManager?: ModelLease;
  readonly scheduler?: ModelLease;
  /** Where its kubelet sends its requests; undefined where there is no kubelet or it has no API. */
  readonly kubelet?: ModelKubelet;
}

/** What stands before the apiservers. */
export type ModelEndpoint =
  /** A virtual IP by keepalived, with HAProxy behind it on each host that may hold it. */
  | { readonly kind: 'vrrp'; readonly address: string; readonly hosts: string[] }
  /** A virtual IP by kube-vip, which leads to the apiserver of its holder. */
  | { readonly kind: 'kube-vip'; readonly address: string; readonly hosts: string[] }
  /** One apiserver, nothing before it. */
  | { readonly kind: 'direct'; readonly address: string; readonly host: string }
  /** Something that these files do not describe. */
  | { readonly kind: 'elsewhere'; readonly address: string };

/** Everything about a cluster that its availability depends on. Nothing in it knows files. */
export interface ClusterModel {
  readonly name: string;
  /** By name. */
  readonly hosts: ModelHost[];
  readonly endpoint: ModelEndpoint;
  readonly etcd: {
    /** `stacked`: apiservers use the member of their own host; `external`: members of this cluster elsewhere; `elsewhere`: not described here. */
    readonly topology: 'stacked' | 'external' | 'elsewhere';
    /** Hosts of the members. */
    readonly members: string[];
  };
  /** `--node-monitor-grace-period`. */
  readonly nodeMonitorGraceMs: number;
  /** How long pods stay on a node that is not ready: the apiserver's default toleration. */
  readonly tolerationMs: number;
  /** What the files do not say and the model had to assume, a sentence each. */
  readonly assumptions: string[];
}
