import { canonical, isLoopback } from '../../cluster/address';
import { endpointPort } from '../read/endpoint-port';
import { etcdMembersOf } from '../read/etcd-members';
import { isMap, maps } from '../read/reading';
import { RenderedCluster } from '../read/rendered';
import { RenderedHost } from '../read/rendered-host';
import { RenderedPod } from '../read/rendered-pod';
import { ClusterModel, ModelApiServer, ModelHost, ModelLease, Route } from './cluster-model';
import { Process } from './failure';
import { balancersByHost } from './read-balancer';
import { kubeVipOf, kubeVipPod, readEndpoint } from './read-endpoint';
import { routerOf } from './read-router';
import { placeOf, RouteReader } from './read-routes';

/** The controller manager's own default of `--node-monitor-grace-period`, and the minor that raised it. */
const GRACE_MS = 50_000;
const OLD_GRACE_MS = 40_000;
const GRACE_RAISED_IN = 32;

/** The apiserver's own default of `--default-unreachable-toleration-seconds`. */
const TOLERATION_MS = 300_000;

/** The apiserver's own default of `--etcd-healthcheck-timeout` and `--etcd-readycheck-timeout`: `/readyz` takes 4.0 s while etcd hangs (1.36.3). */
const ETCD_CHECK_MS = 2000;

/** Leader election where no flag says otherwise (component-base, 1.28 to 1.36). */
const LEASE = { leaseMs: 15_000, renewMs: 10_000, retryMs: 2000 };

/** Everything about a cluster that its availability depends on, out of its files. */
export function modelOf(cluster: RenderedCluster): ClusterModel {
  const { endpoint, names, routers } = readEndpoint(cluster);
  const reader = new ModelReader(cluster, new RouteReader(cluster, names));
  const balancers = balancersByHost(cluster);
  const hosts = cluster.hosts.map((host) => {
    const router = routers.find((member) => member.host === host);
    const vip = endpoint.kind === 'kube-vip' ? kubeVipPod(host.allPods) : undefined;
    const balancer = balancers.get(host.name);
    return {
      ...reader.host(host),
      ...(balancer ? { balancer } : {}),
      ...(router ? { router: routerOf(router, endpointPort(cluster)) } : {}),
      ...(vip ? { kubeVip: kubeVipOf(vip) } : {}),
    };
  });
  return {
    name: cluster.name,
    hosts,
    endpoint,
    etcd: reader.etcd(hosts),
    nodeMonitorGraceMs: reader.nodeMonitorGraceMs(),
    tolerationMs: reader.tolerationMs(),
    assumptions: reader.assumptions.filter((text, index, all) => all.indexOf(text) === index),
  };
}

class ModelReader {
  public readonly assumptions: string[] = [];
  private readonly members;
  private readonly byAddress: ReadonlyMap<string, string>;

  constructor(
    private readonly cluster: RenderedCluster,
    private readonly routes: RouteReader,
  ) {
    this.members = etcdMembersOf(cluster);
    this.byAddress = new Map(
      this.members.flatMap(({ host, pod }) => [
        ...host.addresses.map((address): [string, string] => [canonical(address), host.name]),
        ...pod
          .flags()
          .list('advertise-client-urls')
          .map((url): [string, string] => [placeOf(url)?.host ?? '', host.name]),
      ]),
    );
  }

  public host(host: RenderedHost): ModelHost {
    const zone: unknown = host.object?.spec?.zone;
    const member = this.members.find((candidate) => candidate.host === host);
    const apiServer = host.component('kube-apiserver');
    const controllers = host.component('kube-controller-manager');
    const scheduler = host.component('kube-scheduler');
    const kubelet = this.kubelet(host);
    return {
      name: host.name,
      ...(typeof zone === 'string' ? { zone } : {}),
      roles: host.roles,
      processes: processesOf(host),
      runsPods: kubelet !== undefined && this.takesPods(host),
      ...(apiServer ? { apiServer: this.apiServer(host, apiServer) } : {}),
      ...(member ? { etcd: { electionMs: member.electionMs } } : {}),
      ...(controllers ? { controllerManager: this.lease(host, controllers) } : {}),
      ...(scheduler ? { scheduler: this.lease(host, scheduler) } : {}),
      ...(kubelet ? { kubelet } : {}),
    };
  }

  public etcd(hosts: ModelHost[]): ClusterModel['etcd'] {
    const members = this.members.map(({ host }) => host.name);
    const servers = hosts.flatMap(({ apiServer }) => (apiServer ? [apiServer] : []));
    if (members.length === 0 || servers.every((server) => server.members.length === 0)) {
      this.assumptions.push('etcd is not described here; it is taken to work, and its own failures are not among those that are looked at');
      return { topology: 'elsewhere', members: [] };
    }
    return { topology: servers.every(({ ownMemberOnly }) => ownMemberOnly) ? 'stacked' : 'external', members };
  }

  public nodeMonitorGraceMs(): number {
    const graces = this.pods('kube-controller-manager').map((pod) => {
      const minor = pod.minor ?? this.cluster.minor ?? GRACE_RAISED_IN;
      return pod.flags().millis('node-monitor-grace-period') ?? (minor < GRACE_RAISED_IN ? OLD_GRACE_MS : GRACE_MS);
    });
    return graces.length === 0 ? GRACE_MS : Math.max(...graces);
  }

  public tolerationMs(): number {
    const given = this.pods('kube-apiserver').map((pod) => pod.flags().bareSeconds('default-unreachable-toleration-seconds') ?? TOLERATION_MS);
    return given.length === 0 ? TOLERATION_MS : Math.max(...given);
  }

  private pods(component: string): RenderedPod[] {
    return this.cluster.hosts.flatMap((host) => host.component(component) ?? []);
  }

  private apiServer(host: RenderedHost, pod: RenderedPod): ModelApiServer {
    const flags = pod.flags();
    const targets = flags.list('etcd-servers').map((url) => placeOf(url)?.host ?? '');
    const members = [
      ...new Set(targets.flatMap((target) => (isLoopback(target) || target === 'localhost' ? [host.name] : (this.byAddress.get(target) ?? [])))),
    ];
    const known = members.filter((name) => this.members.some((member) => member.host.name === name));
    return {
      members: known,
      ownMemberOnly: known.length === 1 && known[0] === host.name,
      etcdHealthMs: flags.millis('etcd-healthcheck-timeout') ?? ETCD_CHECK_MS,
      etcdReadyMs: flags.millis('etcd-readycheck-timeout') ?? ETCD_CHECK_MS,
      ...liveness(pod),
    };
  }

  private lease(host: RenderedHost, pod: RenderedPod): ModelLease {
    const flags = pod.flags();
    const path = flags.value('kubeconfig');
    const url = path === undefined ? undefined : host.kubeconfigServer(pod.hostPathOf(path) ?? path);
    return {
      leaseMs: flags.millis('leader-elect-lease-duration') ?? LEASE.leaseMs,
      renewMs: flags.millis('leader-elect-renew-deadline') ?? LEASE.renewMs,
      retryMs: flags.millis('leader-elect-retry-period') ?? LEASE.retryMs,
      elected: flags.bool('leader-elect') !== false,
      server: this.route(host, url, pod.component),
    };
  }

  private kubelet(host: RenderedHost): ModelHost['kubelet'] {
    const flags = host.kubeletFlags();
    const config = host.kubelet();
    if (!flags && !config) return undefined;
    const url = host.kubeletServer();
    // A kubelet without a kubeconfig runs static pods and knows no API: that of a host with nothing but etcd.
    if (url === undefined && flags && !flags.has('kubeconfig')) return undefined;
    if (url === undefined && !host.component('kube-apiserver') && host.component('etcd')) return undefined;
    return { server: this.route(host, url, 'kubelet'), statusMs: config?.nodeStatusUpdateMs ?? 10_000, leaseMs: config?.nodeLeaseMs ?? 40_000 };
  }

  /** Where a component sends its requests; where no file says it, what is usual. */
  private route(host: RenderedHost, url: string | undefined, component: string): Route {
    if (url !== undefined) return this.routes.route(host, url);
    const own = host.component('kube-apiserver') !== undefined;
    this.assumptions.push(
      `no kubeconfig of ${component} on ${host.name} is here; it is taken to use ${own ? 'the apiserver of its host' : 'the endpoint'}`,
    );
    return own ? { to: 'apiserver', host: host.name } : { to: 'endpoint' };
  }

  private takesPods(host: RenderedHost): boolean {
    const taints = maps(host.kubelet()?.document.registerWithTaints);
    if (taints.some(({ effect }) => effect === 'NoSchedule' || effect === 'NoExecute')) return false;
    if (!host.component('kube-apiserver') || isMap(this.cluster.object)) return true;
    this.assumptions.push('hosts with an apiserver are taken to have the taint of the control plane, which no file says');
    return false;
  }
}

function processesOf(host: RenderedHost): Process[] {
  const has: [Process, unknown][] = [
    ['etcd', host.component('etcd')],
    ['haproxy', host.haproxy()],
    ['keepalived', host.keepalived()],
    ['kube-apiserver', host.component('kube-apiserver')],
    ['kube-controller-manager', host.component('kube-controller-manager')],
    ['kube-scheduler', host.component('kube-scheduler')],
    ['kube-vip', kubeVipPod(host.allPods)],
    ['kubelet', host.kubelet() ?? host.kubeletFlags()],
  ];
  return has.filter(([, there]) => there !== undefined).map(([process]) => process);
}

/** Whether the kubelet restarts an apiserver that has lost etcd, and how soon. */
function liveness(pod: RenderedPod): Pick<ModelApiServer, 'livenessNeedsEtcd' | 'livenessMs'> {
  const probe: unknown = pod.container.livenessProbe;
  const get = isMap(probe) && isMap(probe.httpGet) ? probe.httpGet : undefined;
  if (!isMap(probe) || !get) return { livenessNeedsEtcd: false, livenessMs: Infinity };
  const path = typeof get.path === 'string' ? get.path : '/';
  const number = (field: string, otherwise: number) => (typeof probe[field] === 'number' ? probe[field] : otherwise);
  return {
    livenessNeedsEtcd: /^\/(livez|healthz)([/?]|$)/.test(path) && !/[?&]exclude=etcd(&|$)/.test(path) && !/^\/livez\/(?!etcd)/.test(path),
    livenessMs: (number('failureThreshold', 3) * number('periodSeconds', 10) + number('timeoutSeconds', 1)) * 1000,
  };
}
