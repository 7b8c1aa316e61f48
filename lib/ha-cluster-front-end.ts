import { Chart } from 'cdk8s';
import { BgpPeer, FrontEndForm } from './cluster/endpoint-props';
import { FrontEndStyle } from './cluster/timing';
import { Description, HostDescription } from './description/description';
import { HaproxyLoadBalancer } from './front-end/haproxy';
import { HaproxyServer } from './front-end/haproxy-config';
import { HaproxyKind } from './front-end/haproxy-props';
import { Keepalived } from './front-end/keepalived';
import { KubeVip } from './front-end/kube-vip';
import { KUBE_VIP_USER, KubeVipRbac } from './front-end/kube-vip-rbac';
import { haproxyTiming, keepalivedTiming } from './ha-cluster-timing';
import { HostUser } from './node/host';

/** Where a worker's own balancer listens; the address is in the certificate of every apiserver. */
export const LOOPBACK_PORT = 7443;

/** Where kube-vip finds its kubeconfig and the CA of the apiserver. */
export const KUBE_VIP_DIRECTORY = '/etc/kubernetes/kube-vip';

/** What a front end needs of its host. */
export interface FrontEndNeeds {
  readonly packages: string[];
  readonly units: string[];
  readonly users: HostUser[];
}

const NOTHING: FrontEndNeeds = { packages: [], units: [], users: [] };
const BALANCER: FrontEndNeeds = { packages: ['haproxy'], units: ['haproxy.service'], users: [] };
const BALANCER_WITH_ADDRESS: FrontEndNeeds = { packages: ['haproxy', 'keepalived'], units: ['haproxy.service', 'keepalived.service'], users: [] };

/** What the front end of a host, or a worker's balancer, needs there. */
export function frontEndNeeds(description: Description, host: HostDescription): FrontEndNeeds {
  const { endpoint } = description;
  if (host.roles.includes('worker')) return endpoint?.workerLoadBalancer ? BALANCER : NOTHING;
  const asService = endpoint?.kind === 'haproxyKeepalived' && endpoint.props.form !== FrontEndForm.STATIC_POD;
  return host.roles.includes('control-plane') && asService ? BALANCER_WITH_ADDRESS : NOTHING;
}

/** What makes the endpoint on one control-plane host. */
export function placeFrontEnd(chart: Chart, description: Description, host: HostDescription): void {
  const { endpoint } = description;
  if (endpoint?.kind === 'kubeVip') placeKubeVip(chart, description, host);
  if (endpoint?.kind !== 'haproxyKeepalived') return;
  placeHaproxy(chart, description, host);
  placeKeepalived(chart, description, host);
}

/** The balancer of one worker. */
export function placeWorkerLoadBalancer(chart: Chart, description: Description, _host: HostDescription): void {
  new HaproxyLoadBalancer(chart, 'haproxy', {
    kind: HaproxyKind.WORKER,
    servers: servers(description),
    port: LOOPBACK_PORT,
    timing: haproxyTiming(description, HaproxyKind.WORKER),
  });
}

function placeHaproxy(chart: Chart, description: Description, host: HostDescription): void {
  const { props, port } = description.endpoint!;
  new HaproxyLoadBalancer(chart, 'haproxy', {
    servers: servers(description),
    ownServer: host.name,
    form: props.form,
    port,
    image: props.haproxyImage,
    kubeadmGuide: description.style === FrontEndStyle.KUBEADM_GUIDE,
    timing: haproxyTiming(description, HaproxyKind.CONTROL_PLANE),
  });
}

function placeKeepalived(chart: Chart, description: Description, host: HostDescription): void {
  const { props, port, routerId, virtualAddresses } = description.endpoint!;
  const others = description.controlPlanes.filter((other) => other.name !== host.name);
  const priorities = description.controlPlanes.map((each) => each.vrrpPriority ?? 0);
  new Keepalived(chart, 'keepalived', {
    nodeName: host.name,
    addresses: host.addresses,
    peers: others.flatMap((other) => other.addresses),
    virtualAddresses: virtualAddresses.map((text) => ({ address: text.split('/')[0] as string, prefix: Number(text.split('/')[1]) })),
    networkInterface: host.networkInterface ?? props.networkInterface,
    virtualRouterId: routerId,
    priority: host.vrrpPriority ?? 0,
    instanceName: description.name,
    form: props.form,
    timing: keepalivedTiming(description),
    kubeadmGuide: description.style === FrontEndStyle.KUBEADM_GUIDE,
    startsAsMaster: host.vrrpPriority === Math.max(...priorities),
    balancerPort: port,
    image: props.keepalivedImage,
  });
}

function placeKubeVip(chart: Chart, description: Description, host: HostDescription): void {
  const { props, host: virtualIp } = description.endpoint!;
  const { mode, asNumber, bgpPeers, image } = props;
  new KubeVip(chart, 'kube-vip', {
    nodeName: host.name,
    nodeAddress: host.address,
    virtualIp,
    networkInterface: host.networkInterface ?? props.networkInterface,
    mode,
    leaseDuration: description.timing.leaseDuration,
    leaseRenewDeadline: description.timing.leaseRenewDeadline,
    leaseRetryPeriod: description.timing.leaseRetryPeriod,
    asNumber,
    bgpPeers: bgpPeers ? [...bgpPeers].sort((a: BgpPeer, b: BgpPeer) => (a.address < b.address ? -1 : 1)) : undefined,
    directory: KUBE_VIP_DIRECTORY,
    image,
  });
}

function servers(description: Description): HaproxyServer[] {
  return description.controlPlanes.map((host) => ({ name: host.name, address: host.address, port: 6443 }));
}

/** What kube-vip may do in the API. */
export function placeKubeVipRbac(chart: Chart, description: Description): void {
  if (description.endpoint?.kind === 'kubeVip') new KubeVipRbac(chart, 'kube-vip', { user: KUBE_VIP_USER });
}
