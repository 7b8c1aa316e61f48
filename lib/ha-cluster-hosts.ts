import { Chart } from 'cdk8s';
import { inUrl, nth, parseAddress } from './cluster/address';
import { KubeVipMode } from './cluster/endpoint-props';
import { ENCRYPTION_KEY } from './control-plane/encryption';
import { KubeApiserver } from './control-plane/kube-apiserver';
import { KubeControllerManager } from './control-plane/kube-controller-manager';
import { KubeScheduler } from './control-plane/kube-scheduler';
import { Description, HostDescription } from './description/description';
import { BACKUP_TIMER, EtcdMemberBackup } from './etcd/backup';
import { EtcdMember } from './etcd/etcd-member';
import { KUBE_VIP_USER } from './front-end/kube-vip-rbac';
import { frontEndNeeds, KUBE_VIP_DIRECTORY, LOOPBACK_PORT, placeFrontEnd, placeWorkerLoadBalancer } from './ha-cluster-front-end';
import { Containerd } from './node/containerd';
import { Host } from './node/host';
import { HostFile } from './node/host-file';
import { KERNEL_MODULES, kernelFiles, nodeSysctls } from './node/kernel';
import { Kubelet } from './node/kubelet';
import { KubeletRole } from './node/kubelet-configuration';
import { Issuing } from './pki/issuing';
import { planCluster, planControlPlane, planEtcdMember, planKubeVip, planNode } from './pki/plan';
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

/** Everything that one host holds: what it is, what runs on it, what that reads, and last the plan of its secrets. */
export function placeHost(chart: Chart, description: Description, host: HostDescription): void {
  const controlPlane = host.roles.includes('control-plane');
  const worker = host.roles.includes('worker');
  const balanced = worker && description.endpoint?.workerLoadBalancer === true;
  placeHostObject(chart, description, host);
  if (host.roles.includes('etcd')) placeEtcdMember(chart, description, host);
  if (isBackedUp(description, host)) placeEtcdBackup(chart, description, host);
  if (controlPlane) placeControlPlane(chart, description, host);
  if (controlPlane) placeFrontEnd(chart, description, host);
  if (balanced) placeWorkerLoadBalancer(chart, description, host);
  placeRuntime(chart, description, host, controlPlane ? KubeletRole.CONTROL_PLANE : worker ? KubeletRole.WORKER : KubeletRole.STANDALONE);
  kernelFiles(chart, modulesOf(host), sysctlsOf(description, host));
  const own = description.hostFiles.filter((candidate) => candidate.hosts?.includes(host.name) ?? true);
  // By number: two paths may differ in nothing but a slash for a dash, and two files of one path are a finding, no duplicate construct.
  for (const [index, { hosts: _, ...props }] of own.entries()) new HostFile(chart, `user-${index}`, props);
  placeSecrets(chart, description, host, balanced);
}

function isNode(host: HostDescription): boolean {
  return host.roles.includes('control-plane') || host.roles.includes('worker');
}

function modulesOf(host: HostDescription): string[] {
  return isNode(host) ? KERNEL_MODULES : ['overlay'];
}

function sysctlsOf(description: Description, host: HostDescription): { [name: string]: string } {
  return isNode(host) ? nodeSysctls(description.families) : {};
}

function placeHostObject(chart: Chart, description: Description, host: HostDescription): void {
  const front = frontEndNeeds(description, host);
  new Host(chart, 'host', {
    name: host.name,
    addresses: host.addresses,
    zone: host.zone,
    networkInterface: host.networkInterface ?? description.endpoint?.props.networkInterface,
    roles: host.roles,
    kubeletVersion: description.version.version,
    packages: ['containerd', 'kubelet', ...(isNode(host) ? ['conntrack', 'ethtool', 'iptables', 'mount', 'socat'] : []), ...front.packages],
    kernelModules: modulesOf(host),
    sysctls: sysctlsOf(description, host),
    users: [...(host.roles.includes('etcd') ? [{ name: 'etcd', home: description.etcd.dataDirectory }] : []), ...front.users],
    units: ['containerd.service', 'kubelet.service', ...front.units, ...(isBackedUp(description, host) ? [BACKUP_TIMER] : [])],
  });
}

function placeSecrets(chart: Chart, description: Description, host: HostDescription, balanced: boolean): void {
  const issuing = issuingOf(description);
  const controlPlane = host.roles.includes('control-plane');
  const own = `https://${inUrl(host.address)}:6443`;
  const planned = { name: host.name, addresses: host.addresses };
  // A control plane's kubelet never depends on the endpoint that it makes; a worker with a balancer of its own needs no virtual IP.
  const server = controlPlane ? own : balanced ? `https://127.0.0.1:${LOOPBACK_PORT}` : endpointUrl(description);
  if (isNode(host)) planNode(chart, issuing, planned, server);
  if (controlPlane) planControlPlane(chart, issuing, planned, own, apiNames(description), ownsEtcd(description));
  if (host.roles.includes('etcd')) planEtcdMember(chart, issuing, planned, controlPlane);
  if (controlPlane && description.endpoint?.kind === 'kubeVip') planKubeVip(chart, issuing, planned, KUBE_VIP_DIRECTORY, own, KUBE_VIP_USER);
}

/** Names and addresses that every apiserver must answer to, whichever of them a balancer chooses. */
function apiNames(description: Description): { dnsNames: string[]; ipAddresses: string[] } {
  const endpoint = description.endpoint;
  const virtual = (endpoint?.virtualAddresses ?? []).map((address) => address.split('/')[0] as string);
  const given = [...(endpoint ? [endpoint.host] : []), ...virtual, ...(endpoint?.certificateNames ?? [])];
  const { domain } = description.networks;
  const isAddress = (text: string) => parseAddress(text) !== undefined;
  return {
    dnsNames: [
      'kubernetes',
      'kubernetes.default',
      'kubernetes.default.svc',
      `kubernetes.default.svc.${domain}`,
      ...given.filter((text) => !isAddress(text)),
    ],
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
    balanced: isBalanced(description),
  });
  new KubeControllerManager(chart, 'kube-controller-manager', {
    ...common,
    options: description.controllerManager,
    podRanges: networks.pods,
    serviceRanges: networks.services,
  });
  new KubeScheduler(chart, 'kube-scheduler', { ...common, options: description.scheduler });
}

/** Whether clients are spread over several apiservers: kube-vip by ARP leads all of them to one. */
function isBalanced(description: Description): boolean {
  const { endpoint, controlPlanes, workers } = description;
  const spreadByWorkers = endpoint?.workerLoadBalancer === true && workers.length > 0;
  const oneAtATime = endpoint?.kind === 'kubeVip' && endpoint.props.mode !== KubeVipMode.BGP && !spreadByWorkers;
  return controlPlanes.length > 1 && !oneAtATime;
}

/** Stacked: the member of the same host only, so that an apiserver and its data fail together. Otherwise every member. */
function etcdServers(description: Description): string[] | undefined {
  const { kind, members, endpoints } = description.etcd;
  const urls = kind === 'external' ? members.map((member) => `https://${inUrl(member.address)}:2379`) : endpoints;
  // None at all where the members could not be used, which is a finding of its own.
  return urls.length > 0 ? urls : undefined;
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

function isBackedUp(description: Description, host: HostDescription): boolean {
  return host.roles.includes('etcd') && description.etcdBackup.enabled;
}

function placeEtcdBackup(chart: Chart, description: Description, host: HostDescription): void {
  const { etcd } = description;
  new EtcdMemberBackup(chart, 'etcd-backup', {
    ...description.etcdBackup,
    cluster: description.name,
    member: host.name,
    address: host.address,
    version: description.version,
    etcdVersion: etcd.version,
    imageRegistry: description.registry,
    image: description.etcdMember.image,
    dataDirectory: etcd.dataDirectory,
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
