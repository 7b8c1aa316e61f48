import { canonical, familyOf, isLoopback } from '../../cluster/address';
import { isMap, maps, text } from './reading';
import { RenderedHost } from './rendered-host';
import { RenderedPod } from './rendered-pod';
import { placeOfUrl } from './serving-certificates';

/** Programs whose pods make a host part of the control plane. */
const CONTROL_PLANE = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler'];

/**
 * The specification of a host: what is given, and from its files what is not.
 *
 * Addresses are those by which its components say that they are reached; roles are those of what runs. The zone stands in no file.
 */
export function hostSpecOf(host: RenderedHost, given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return {
    ...given,
    addresses: texts(given.addresses) ?? addressesOf(host),
    roles: texts(given.roles) ?? rolesOf(host),
    staticPods: host.allPods.map((pod) => pod.name).sort(),
  };
}

function texts(value: unknown): string[] | undefined {
  return Array.isArray(value) && value.length > 0 && value.every((entry) => typeof entry === 'string') ? value : undefined;
}

function rolesOf(host: RenderedHost): string[] {
  const roles: string[] = [];
  if (CONTROL_PLANE.some((program) => host.component(program))) roles.push('control-plane');
  if (host.component('etcd')) roles.push('etcd');
  return roles.length > 0 ? roles : ['worker'];
}

/** The most telling place first; an address is listed once. */
function addressesOf(host: RenderedHost): string[] {
  const [apiServer, etcd] = [host.component('kube-apiserver'), host.component('etcd')];
  const found = [
    ...(apiServer?.flags().list('advertise-address') ?? []),
    ...(host.kubeletFlags()?.list('node-ip') ?? []),
    ...['advertise-client-urls', 'initial-advertise-peer-urls', 'listen-peer-urls', 'listen-client-urls'].flatMap((flag) => urlsOf(etcd, flag)),
    ...(apiServer ? annotated(apiServer) : []),
    ...(host.keepalived()?.instances ?? []).flatMap(({ unicastSource }) => (unicastSource === undefined ? [] : [unicastSource])),
    ...namedInHosts(host),
  ];
  return [...new Set(found.filter(isUsable).map(canonical))];
}

function urlsOf(pod: RenderedPod | undefined, flag: string): string[] {
  return (pod?.flags().list(flag) ?? []).flatMap((url) => placeOfUrl(url)?.address ?? []);
}

/** kubeadm writes the address of the apiserver into an annotation, whatever the flags say. */
function annotated(pod: RenderedPod): string[] {
  const annotations: unknown = pod.object?.metadata?.annotations;
  const place = isMap(annotations) ? text(annotations['kubeadm.kubernetes.io/kube-apiserver.advertise-address.endpoint']) : undefined;
  const address = /^\[?([^\]]+?)\]?:\d+$/.exec(place ?? '')?.[1];
  const probes = maps([pod.container.livenessProbe]).flatMap((probe) => (isMap(probe.httpGet) ? (text(probe.httpGet.host) ?? []) : []));
  return [...(address === undefined ? [] : [address]), ...probes];
}

function namedInHosts(host: RenderedHost): string[] {
  return host.addressesNamed(host.name);
}

/** An address by which others can reach the host. */
function isUsable(address: string): boolean {
  return familyOf(address) !== undefined && !isLoopback(address) && !['0.0.0.0', '::'].includes(canonical(address));
}
