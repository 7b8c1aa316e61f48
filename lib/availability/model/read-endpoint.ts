import { canonical, parseAddress } from '../../cluster/address';
import { apiServersOf } from '../read/apiservers';
import { RenderedCluster } from '../read/rendered';
import { RenderedPod } from '../read/rendered-pod';
import { RouterMember, virtualRoutersOf } from '../read/virtual-routers';
import { ModelEndpoint, ModelKubeVip } from './cluster-model';

/** The endpoint with what the hosts do for it. */
export interface ReadEndpoint {
  readonly endpoint: ModelEndpoint;
  /** Addresses and names that mean the endpoint. */
  readonly names: string[];
  /** Of the virtual router that keeps the address. */
  readonly routers: RouterMember[];
}

/** kube-vip's own values where its environment says nothing (release 1.2.3). */
const KUBE_VIP = { lease: 15, retry: 2, hold: 10, period: 5, timeout: 3, threshold: 3 };

/** What stands before the apiservers: a virtual IP by keepalived, one by kube-vip, a single apiserver, or something else. */
export function readEndpoint(cluster: RenderedCluster): ReadEndpoint {
  const said = cluster.object?.spec?.endpoint;
  const address = typeof said?.host === 'string' ? canonical(said.host) : undefined;
  const routers = virtualRoutersOf(cluster);
  const ip = address !== undefined && parseAddress(address) !== undefined;
  const kept = routers.find(({ members }) => members.some((member) => addressesOf(member).includes(address ?? '')));
  // A name leads to the virtual IP where the description says so, or says nothing else.
  const named = !ip && (said?.kind === undefined || said.kind === 'haproxyKeepalived') ? routers[0] : undefined;
  const router = kept ?? named;
  if (router) {
    const names = [...new Set([...router.members.flatMap(addressesOf), ...(address ? [address] : [])])];
    const hosts = router.members.map(({ host }) => host.name);
    return { endpoint: { kind: 'vrrp', address: address ?? names[0] ?? router.name, hosts }, names, routers: router.members };
  }
  // A description that promises a virtual IP, and files that keep it nowhere.
  if (said?.kind === 'haproxyKeepalived' && ip) return { endpoint: { kind: 'vrrp', address, hosts: [] }, names: [address], routers: [] };
  const vips = cluster.hosts.flatMap((host) => (kubeVipPod(host.allPods) ? [host] : []));
  const [vip] = vips;
  if (vip) {
    const moved = canonical(kubeVipPod(vip.allPods)?.variable('address') ?? kubeVipPod(vip.allPods)?.variable('vip_address') ?? address ?? '');
    return {
      endpoint: { kind: 'kube-vip', address: moved, hosts: vips.map(({ name }) => name) },
      names: [moved, ...(address ? [address] : [])],
      routers: [],
    };
  }
  return { ...withoutVirtualIp(cluster, address), routers: [] };
}

function withoutVirtualIp(cluster: RenderedCluster, address: string | undefined): Omit<ReadEndpoint, 'routers'> {
  const servers = apiServersOf(cluster);
  const only = servers.length === 1 ? servers[0] : undefined;
  if (only && (address === undefined || only.addresses.includes(address))) {
    const own = only.addresses[0] ?? only.host.name;
    return { endpoint: { kind: 'direct', address: own, host: only.host.name }, names: [] };
  }
  const elsewhere = address ?? 'the endpoint';
  return { endpoint: { kind: 'elsewhere', address: elsewhere }, names: address === undefined ? [] : [address] };
}

function addressesOf({ instance }: RouterMember): string[] {
  return instance.addresses.map(({ address }) => canonical(address));
}

/** The static pod of kube-vip. */
export function kubeVipPod(pods: RenderedPod[]): RenderedPod | undefined {
  return pods.find((pod) => pod.component === 'kube-vip' || (typeof pod.container.image === 'string' && /\/kube-vip[:@]/.test(pod.container.image)));
}

/** kube-vip's settings, by its environment. */
export function kubeVipOf(pod: RenderedPod): ModelKubeVip {
  const seconds = (name: string, otherwise: number) => {
    const given = pod.variable(name);
    return given !== undefined && /^\d{1,9}$/.test(given) ? Number(given) : otherwise;
  };
  const checked = pod.variable('control_plane_health_check_address');
  const period = seconds('control_plane_health_check_period_seconds', KUBE_VIP.period);
  const timeout = seconds('control_plane_health_check_timeout_seconds', KUBE_VIP.timeout);
  const threshold = seconds('control_plane_health_check_failure_threshold', KUBE_VIP.threshold);
  return {
    leaderElection: pod.variable('vip_leaderelection') === 'true' && pod.variable('bgp_enable') !== 'true',
    leaseMs: seconds('vip_leaseduration', KUBE_VIP.lease) * 1000,
    retryMs: seconds('vip_retryperiod', KUBE_VIP.retry) * 1000,
    ...(checked ? { healthCheckMs: ((threshold + 1) * period + timeout) * 1000 } : {}),
    holdMs: seconds('bgp_hold_time', KUBE_VIP.hold) * 1000,
  };
}
