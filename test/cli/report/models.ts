import { ClusterModel, ModelBalancer, ModelHost, ModelRouter, Process, ServerCheck } from '../../../lib/availability/model';

const CHECK: ServerCheck = {
  interMs: 500,
  fastInterMs: 200,
  downInterMs: 500,
  fall: 2,
  rise: 2,
  connectMs: 300,
  answerMs: 500,
  tls: true,
  asksReadiness: true,
  asksReadyz: true,
  drains: true,
};

/** What a hand-made cluster has. */
export interface Shape {
  /** Zone of each control plane. */
  readonly controlPlanes: string[];
  /** Zone of each worker. @default none */
  readonly workers?: string[];
  /** Zone of each external member. @default etcd is stacked */
  readonly members?: string[];
  /** Workers have balancers of their own. @default false */
  readonly workerBalancers?: boolean;
}

/** A model as that of the blueprint's default timing, by hand. */
export function clusterModel({ controlPlanes, workers = [], members, workerBalancers = false }: Shape): ClusterModel {
  const servers = names('cp', controlPlanes);
  const etcd = members ? names('etcd', members) : servers;
  const balancer: ModelBalancer = {
    servers: servers.map((host) => ({ host, check: CHECK, cutsSessions: true })),
    failOpen: true,
    attempts: 1,
    connectMs: 300,
    idleMs: 14_400_000,
  };
  const hosts = [
    ...servers.map((name, index) => controlPlane(name, controlPlanes[index]!, index, etcd, members === undefined, balancer)),
    ...(members ?? []).map((zone, index) => ({
      name: `etcd-${index + 1}`,
      zone,
      roles: ['etcd'],
      processes: ['etcd', 'kubelet'] as Process[],
      runsPods: false,
      etcd: { electionMs: 1000 },
    })),
    ...names('worker', workers).map((name, index) => worker(name, workers[index]!, workerBalancers ? balancer : undefined)),
  ];
  return {
    name: 'prod',
    hosts: hosts.sort((a, b) => (a.name < b.name ? -1 : 1)),
    endpoint: { kind: 'vrrp', address: '10.0.0.100:8443', hosts: servers },
    etcd: { topology: members ? 'external' : 'stacked', members: etcd },
    nodeMonitorGraceMs: 40_000,
    tolerationMs: 300_000,
    assumptions: ['Hosts keep their clocks together.'],
  };
}

/** One host in each of three zones, and a worker: the reference blueprint. */
export const THREE: Shape = { controlPlanes: ['a', 'b', 'c'], workers: ['a'] };

/** Seven in three zones, and ten workers with balancers of their own. */
export const SEVEN: Shape = {
  controlPlanes: ['a', 'a', 'a', 'b', 'b', 'c', 'c'],
  workers: ['a', 'a', 'a', 'a', 'b', 'b', 'b', 'c', 'c', 'c'],
  workerBalancers: true,
};

/** Three control planes, three members elsewhere. */
export const EXTERNAL: Shape = { controlPlanes: ['a', 'b', 'c'], members: ['a', 'b', 'c'], workers: ['a', 'b'] };

function controlPlane(name: string, zone: string, index: number, members: string[], stacked: boolean, balancer: ModelBalancer): ModelHost {
  const own = { to: 'apiserver', host: name } as const;
  const lease = { leaseMs: 6000, renewMs: 4000, retryMs: 1000, elected: true, server: own };
  return {
    name,
    zone,
    roles: stacked ? ['control-plane', 'etcd'] : ['control-plane'],
    processes: [
      ...(stacked ? (['etcd'] as Process[]) : []),
      'haproxy',
      'keepalived',
      'kube-apiserver',
      'kube-controller-manager',
      'kube-scheduler',
      'kubelet',
    ],
    runsPods: false,
    apiServer: {
      members: stacked ? [name] : members,
      ownMemberOnly: stacked,
      etcdHealthMs: 2000,
      etcdReadyMs: 2000,
      livenessNeedsEtcd: false,
      livenessMs: 80_000,
    },
    ...(stacked ? { etcd: { electionMs: 1000 } } : {}),
    balancer,
    router: router(200 - index),
    controllerManager: lease,
    scheduler: lease,
    kubelet: { server: own, statusMs: 10_000, leaseMs: 40_000 },
  };
}

function worker(name: string, zone: string, balancer: ModelBalancer | undefined): ModelHost {
  return {
    name,
    zone,
    roles: ['worker'],
    processes: balancer ? ['haproxy', 'kubelet'] : ['kubelet'],
    runsPods: true,
    ...(balancer ? { balancer } : {}),
    kubelet: { server: balancer ? { to: 'balancer', host: name } : { to: 'endpoint' }, statusMs: 10_000, leaseMs: 40_000 },
  };
}

function router(priority: number): ModelRouter {
  const skewMs = Math.round(((256 - priority) / 256) * 100);
  return {
    priority,
    advertMs: 100,
    skewMs,
    masterDownMs: 300 + skewMs,
    masterDownFormula: `3 x 0.1 s + skew ${skewMs} ms`,
    preempts: false,
    accepts: true,
    scripts: [{ intervalMs: 500, timeoutMs: 500, fall: 1, weight: 0, follows: 'isolated' }],
  };
}

function names(prefix: string, zones: string[]): string[] {
  return zones.map((_, index) => `${prefix}-${index + 1}`);
}
