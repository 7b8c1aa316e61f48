import { Chart } from 'cdk8s';
import { FrontEndForm } from './cluster/endpoint-props';
import { FrontEndStyle } from './cluster/timing';
import { Description, HostDescription } from './description/description';
import { HaproxyLoadBalancer } from './front-end/haproxy';
import { HaproxyServer } from './front-end/haproxy-config';
import { HaproxyKind } from './front-end/haproxy-props';
import { haproxyTiming } from './ha-cluster-timing';
import { HostUser } from './node/host';

/** Where a worker's own balancer listens; the address is in the certificate of every apiserver. */
export const LOOPBACK_PORT = 7443;

/** Where kube-vip finds its kubeconfig. */
export const KUBE_VIP_KUBECONFIG = '/etc/kubernetes/kube-vip/kubeconfig';

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
  if (endpoint?.kind === 'haproxyKeepalived') placeHaproxy(chart, description, host);
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

function servers(description: Description): HaproxyServer[] {
  return description.controlPlanes.map((host) => ({ name: host.name, address: host.address, port: 6443 }));
}

/** What kube-vip may do in the API. */
export function placeKubeVipRbac(_chart: Chart, _description: Description): void {}
