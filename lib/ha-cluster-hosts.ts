import { Chart } from 'cdk8s';
import { inUrl, nth } from './cluster/address';
import { ENCRYPTION_KEY } from './control-plane/encryption';
import { KubeApiserver } from './control-plane/kube-apiserver';
import { KubeControllerManager } from './control-plane/kube-controller-manager';
import { KubeScheduler } from './control-plane/kube-scheduler';
import { Description, HostDescription } from './description/description';
import { EtcdMember } from './etcd/etcd-member';
import { LOOPBACK_PORT, placeFrontEnd, placeWorkerLoadBalancer } from './ha-cluster-front-end';
import { Containerd } from './node/containerd';
import { staticPodNames } from './node/find';
import { Host } from './node/host';
import { HostFile } from './node/host-file';
import { KERNEL_MODULES, kernelFiles, nodeSysctls } from './node/kernel';
import { Kubelet } from './node/kubelet';
import { KubeletRole } from './node/kubelet-configuration';
import { Issuing } from './pki/issuing';
import { planCluster, planControlPlane, planEtcdMember, planNode } from './pki/plan';
import { pauseImage } from './versions/images';

/** The Service address that the API itself has, in each family. */
function apiServiceAddresses(description: Description): string[] {
  return description.networks.services.map((range) => nth(range, 1));
}

/** The API as clients outside the cluster name it. */
export function endpointUrl(description: Description): string {
  const endpoint = description.endpoint;
  return endpoint ? `https://${inUrl(endpoint.host)}:${endpoint.port}` : 'https://localhost:6443';
}

/** What is the same for every certificate. */
export function issuingOf(description: Description): Issuing {
  return { cluster: description.name, ...description.pki };
}

/** Whether the blueprint issues etcd's certificates. */
export function ownsEtcd(description: Description): boolean {
  return description.etcd.kind !== 'existing';
}

/** Plans what exists once in the cluster. */
export function placePlan(chart: Chart, description: Description): void {
  planCluster(chart, issuingOf(description), endpointUrl(description), ownsEtcd(description), ENCRYPTION_KEY);
}

/** Everything that one host holds. */
export function placeHost(chart: Chart, description: Description, host: HostDescription): void {
  const issuing = issuingOf(description);
  const controlPlane = host.roles.includes('control-plane');
  const node = controlPlane || host.roles.includes('worker');
  const own = `https://${inUrl(host.address)}:6443`;
  const planned = { name: host.name, addresses: host.addresses };
  const loopback = description.endpoint?.workerLoadBalancer && !controlPlane;

  const units = ['containerd.service', 'kubelet.service'];
  const packages = ['containerd', 'kubelet', ...(node ? ['conntrack', 'ethtool', 'iptables', 'mount', 'socat'] : [])];
  if (node) planNode(chart, issuing, planned, { kubelet: controlPlane ? own : loopback ? `https://127.0.0.1:${LOOPBACK_PORT}` : endpointUrl(description) });
  if (controlPlane) {
    planControlPlane(chart, issuing, planned, own, apiNames(description), ownsEtcd(description));
    placeControlPlane(chart, description, host);
  }
  if (host.roles.includes('etcd')) {
    planEtcdMember(chart, issuing, planned, controlPlane);
    placeEtcdMember(chart, description, host);
  }
  placeRuntime(chart, description, host, controlPlane ? KubeletRole.CONTROL_PLANE : node ? KubeletRole.WORKER : KubeletRole.STANDALONE);
  const front = controlPlane ? placeFrontEnd(chart, description, host) : loopback ? placeWorkerLoadBalancer(chart, description, host) : { packages: [], units: [], users: [] };
  for (const file of description.hostFiles.filter((candidate) => candidate.hosts?.includes(host.name) ?? true)) {
    const { hosts: _, ...props } = file;
    new HostFile(chart, `user-${file.path.slice(1).replace(/\//g, '-')}`, props);
  }

  const sysctls = node ? nodeSysctls(description.families) : {};
  const modules = node ? KERNEL_MODULES : ['overlay'];
  kernelFiles(chart, modules, sysctls);
  new Host(chart, 'host', {
    name: host.name,
    addresses: host.addresses,
    zone: host.zone,
    networkInterface: host.networkInterface ?? description.endpoint?.props.networkInterface,
    roles: host.roles,
    kubeletVersion: description.version.version,
    packages: [...packages, ...front.packages],
    kernelModules: modules,
    sysctls,
    users: [...(host.roles.includes('etcd') ? [{ name: 'etcd', home: description.etcd.dataDirectory }] : []), ...front.users],
    units: [...units, ...front.units],
    staticPods: staticPodNames(chart),
  });
}

/** Names and addresses that every apiserver must answer to, whichever of them a balancer chooses. */
function apiNames(description: Description): { dnsNames: string[]; ipAddresses: string[] } {
  const endpoint = description.endpoint;
  const virtual = (endpoint?.virtualAddresses ?? []).map((address) => address.split('/')[0] as string);
  const given = [...(endpoint ? [endpoint.host] : []), ...virtual, ...(endpoint?.certificateNames ?? [])];
  const { domain } = description.networks;
  const isAddress = (text: string) => /^[0-9.]+$/.test(text) || text.includes(':');
  return {
    dnsNames: ['kubernetes', 'kubernetes.default', 'kubernetes.default.svc', `kubernetes.default.svc.${domain}`, ...given.filter((text) => !isAddress(text))],
    ipAddresses: [...apiServiceAddresses(description), ...given.filter(isAddress)],
  };
}

function placeControlPlane(chart: Chart, description: Description, host: HostDescription): void {
  const { version, registry: imageRegistry, failoverTiming: timing, networks, etcd } = description;
  const common = { version, imageRegistry, timing };
  const { auditPolicy, admissionPlugins, podSecurity, ...options } = description.apiServer;
  new KubeApiserver(chart, 'kube-apiserver', {
    ...common,
    options,
    auditPolicy,
    admissionPlugins,
    podSecurity,
    address: host.address,
    etcdServers: etcdServers(description),
    etcdCaFile: etcd.clientFiles.ca,
    etcdCertFile: etcd.clientFiles.cert,
    etcdKeyFile: etcd.clientFiles.key,
    serviceRanges: networks.services,
    domain: networks.domain,
    balanced: description.controlPlanes.length > 1,
  });
  new KubeControllerManager(chart, 'kube-controller-manager', { ...common, options: description.controllerManager, podRanges: networks.pods, serviceRanges: networks.services });
  new KubeScheduler(chart, 'kube-scheduler', { ...common, options: description.scheduler });
}

/** Stacked: the member of the same host only, so that an apiserver and its data fail together. Otherwise every member. */
function etcdServers(description: Description): string[] | undefined {
  const { kind, members, endpoints } = description.etcd;
  if (kind === 'existing') return endpoints;
  return kind === 'external' ? members.map((member) => `https://${inUrl(member.address)}:2379`) : undefined;
}

function placeEtcdMember(chart: Chart, description: Description, host: HostDescription): void {
  const { etcd } = description;
  new EtcdMember(chart, 'etcd', {
    name: host.name,
    members: etcd.members.map((member) => ({ name: member.name, address: member.address })),
    version: description.version,
    etcdVersion: etcd.version,
    bootstrap: etcd.bootstrap,
    token: etcd.token,
    dataDirectory: etcd.dataDirectory,
    quota: etcd.quota,
    imageRegistry: description.registry,
    timing: description.failoverTiming,
    options: description.etcdMember,
  });
}

function placeRuntime(chart: Chart, description: Description, host: HostDescription, role: KubeletRole): void {
  new Containerd(chart, 'containerd', { sandboxImage: pauseImage(description.registry, description.row.pause) });
  new Kubelet(chart, 'kubelet', {
    version: description.version,
    role,
    addresses: host.addresses,
    zone: host.zone,
    labels: host.labels,
    taints: host.taints,
    clusterDns: description.networks.services.map((range) => nth(range, 10)),
    clusterDomain: description.networks.domain,
    timing: description.failoverTiming,
    extraArgs: description.kubelet.extraArgs,
    configuration: description.kubelet.configuration,
  });
}
