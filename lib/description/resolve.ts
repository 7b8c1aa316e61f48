import { Duration, Size } from 'cdk8s';
import { canonical, contains, Family, familyOf, networkOf } from '../cluster/address';
import { API_SERVER_SHAPE } from '../cluster/api-server-shape';
import { COMPONENT_SHAPE } from '../cluster/component-options';
import { ControlPlaneEndpoint } from '../cluster/endpoint';
import { KubeVipMode } from '../cluster/endpoint-props';
import { Finding } from '../cluster/finding';
import { DEFAULT_RANGES, Networks, NETWORKS_SHAPE } from '../cluster/networks';
import { CONTROL_PLANE_SHAPE, ControlPlaneNode, ETCD_NODE_SHAPE, WORKER_SHAPE } from '../cluster/nodes';
import { Acknowledgement, ACKNOWLEDGEMENT, Patch, ResolvedPatch } from '../cluster/patch';
import { KeyAlgorithm, PkiOptions, PKI_SHAPE } from '../cluster/pki-props';
import { instanceOf, list, optional, required, Shape, struct, usable } from '../cluster/shape';
import { FailoverTiming, FrontEndStyle } from '../cluster/timing';
import { EtcdBootstrap, EtcdTopology } from '../cluster/topology';
import { DNS_LABEL } from '../cluster/values/dns-label';
import { REGISTRY } from '../cluster/values/registry';
import { KubernetesVersion } from '../versions/kubernetes-version';
import { builtInAcknowledgements } from './built-in-acknowledgements';
import { byName, EndpointDescription, EtcdDescription, HostDescription, NetworksDescription, Resolved, Role } from './description';
import { ClusterHostFile, HaClusterProps } from './ha-cluster-props';
import { CLUSTER_HOST_FILE, KUBELET_SHAPE } from './option-shapes';
import { UNKNOWN_VERSION } from './rules/unknown-version';

const PROPS: Shape = {
  version: required(instanceOf(KubernetesVersion, 'a KubernetesVersion, like KubernetesVersion.V1_36')),
  controlPlanes: required(list(() => true, 1)),
  workers: optional(list(() => true)),
  etcd: required(instanceOf(EtcdTopology, 'an EtcdTopology, like EtcdTopology.stacked()')),
  endpoint: required(instanceOf(ControlPlaneEndpoint, 'a ControlPlaneEndpoint, like ControlPlaneEndpoint.haproxyKeepalived({ … })')),
  networks: optional(struct(NETWORKS_SHAPE)),
  timing: optional(instanceOf(FailoverTiming, 'a FailoverTiming, like FailoverTiming.balanced()')),
  imageRegistry: optional(REGISTRY),
  apiServer: optional(struct(API_SERVER_SHAPE)),
  controllerManager: optional(struct(COMPONENT_SHAPE)),
  scheduler: optional(struct(COMPONENT_SHAPE)),
  etcdMember: optional(struct(COMPONENT_SHAPE)),
  kubelet: optional(struct(KUBELET_SHAPE)),
  pki: optional(struct(PKI_SHAPE)),
  hostFiles: optional(list(CLUSTER_HOST_FILE)),
  patches: optional(list(instanceOf(Patch, 'a Patch, like Patch.json(target, operations)'))),
  acknowledgements: optional(list(ACKNOWLEDGEMENT)),
};

/** Fills in every default, and records what cannot be used. Never throws on a bad value. */
export function resolve(name: string, props: HaClusterProps): Resolved {
  const findings: Finding[] = [];
  if (!DNS_LABEL.accepts(name)) findings.push({ rule: DNS_LABEL, path: 'id', got: JSON.stringify(name), allowed: DNS_LABEL.allowed });
  const given = partial(props, findings);
  const version: KubernetesVersion = given.version ?? KubernetesVersion.V1_36;
  const row = version._row();
  if (!row) findings.push({ rule: UNKNOWN_VERSION, path: 'version', got: JSON.stringify(version.version), allowed: UNKNOWN_VERSION.allowed });

  const controlPlanes = hosts(
    given.controlPlanes,
    'controlPlanes',
    CONTROL_PLANE_SHAPE,
    given.etcd?._kind() === 'stacked' || given.etcd?._kind() === 'single' ? ['control-plane', 'etcd'] : ['control-plane'],
    findings,
  );
  const workers = hosts(given.workers, 'workers', WORKER_SHAPE, ['worker'], findings);
  const facts = row ?? KubernetesVersion.V1_36._row()!;
  const etcd = resolveEtcd(given.etcd ?? EtcdTopology.stacked(), name, facts.etcd, controlPlanes, findings);
  const everyone = [...controlPlanes, ...workers, ...etcd.members];
  const families = [...new Set(everyone.flatMap((host) => host.addresses.map((address) => familyOf(address) as Family)))];
  const endpointProps = given.endpoint?._resolve('endpoint', findings);
  const networks = resolveNetworks(
    given.networks ?? {},
    families,
    controlPlanes,
    endpointProps?.mode === KubeVipMode.BGP ? [] : virtualIps(endpointProps),
  );
  const timing = given.timing ?? FailoverTiming.balanced();
  const resolved = timing._resolve('timing', findings);
  const patches = (given.patches ?? [])
    .map((patch: Patch, index: number) => patch._resolve(`patches[${index}]`, findings))
    .filter((patch: ResolvedPatch | undefined): patch is ResolvedPatch => patch !== undefined);
  return {
    findings,
    description: {
      name,
      version: row ? version : KubernetesVersion.V1_36,
      row: facts,
      registry: given.imageRegistry,
      controlPlanes: withPriorities(controlPlanes, timing._style()),
      workers,
      etcd,
      endpoint: given.endpoint && endpointProps ? resolveEndpoint(name, given.endpoint, endpointProps, networks) : undefined,
      families,
      networks,
      failoverTiming: timing._usable(),
      timing: resolved,
      style: timing._style(),
      preset: timing.preset,
      apiServer: {
        ...given.apiServer,
        ...(given.apiServer?.admissionPlugins ? { admissionPlugins: [...given.apiServer.admissionPlugins].sort() } : {}),
      },
      controllerManager: given.controllerManager ?? {},
      scheduler: given.scheduler ?? {},
      etcdMember: given.etcdMember ?? {},
      kubelet: given.kubelet ?? {},
      pki: {
        keyAlgorithm: KeyAlgorithm.ECDSA_P256,
        caValidity: Duration.days(3650),
        certificateValidity: Duration.days(365),
        ...(given.pki as PkiOptions | undefined),
      },
      hostFiles: [...(given.hostFiles ?? [])].sort((a: ClusterHostFile, b: ClusterHostFile) => (a.path < b.path ? -1 : 1)),
      patches,
      acknowledgements: [...(given.acknowledgements ?? [])].sort((a: Acknowledgement, b: Acknowledgement) =>
        `${a.rule} ${a.host}` < `${b.rule} ${b.host}` ? -1 : 1,
      ),
      builtIn: builtInAcknowledgements(timing._style(), etcd.members),
      complete: findings.length === 0,
      leftOut: leftOut(findings),
    },
  };
}

/** The properties in which something is missing; all of them where the whole could not be read. */
function leftOut(findings: Finding[]): string[] {
  const places = findings.map((finding) => /^[A-Za-z]+/.exec(finding.path)?.[0] ?? '');
  return places.includes('props') ? Object.keys(PROPS) : [...new Set(places)];
}

/** Each property by itself: one that cannot be used must not hide the others. */
function partial(props: unknown, findings: Finding[]): any {
  const whole = usable<any>(PROPS, props, '', findings);
  if (whole || typeof props !== 'object' || props === null || Array.isArray(props)) return whole ?? {};
  const silent: Finding[] = [];
  return Object.fromEntries(
    Object.entries(props).filter(([key, value]) => PROPS[key]?.check(value, key, silent) && value !== undefined && value !== null),
  );
}

function hosts(given: unknown[] | undefined, path: string, shape: Shape, roles: Role[], findings: Finding[]): HostDescription[] {
  const found: HostDescription[] = [];
  (given ?? []).forEach((entry, index) => {
    const at = `${path}[${index}]`;
    const host = usable<ControlPlaneNode>(shape, entry, at, findings);
    if (!host) return;
    const address = canonical(host.address);
    found.push({
      name: host.name,
      address,
      addresses: [...new Set([address, ...(host.addresses ?? []).map(canonical)])],
      zone: host.zone,
      networkInterface: host.networkInterface,
      roles,
      labels: host.labels ?? {},
      taints: [...(host.taints ?? [])].sort((a, b) => (`${a.key}${a.effect}` < `${b.key}${b.effect}` ? -1 : 1)),
      vrrpPriority: host.vrrpPriority,
      path: at,
    });
  });
  return found.sort(byName);
}

/** 200 for the first by name and one less for each further: far below 255, which VRRP reserves for the owner of an address. */
function withPriorities(controlPlanes: HostDescription[], style: FrontEndStyle): HostDescription[] {
  const taken = new Set(controlPlanes.map((host) => host.vrrpPriority));
  let next = 200;
  controlPlanes.forEach((host, index) => {
    if (host.vrrpPriority !== undefined) return;
    while (taken.has(next)) next--;
    const priority = style === FrontEndStyle.KUBEADM_GUIDE ? guidePriority(index) : next--;
    // In place: stacked members are the same objects, and a host is one object wherever it appears.
    (host as { vrrpPriority?: number }).vrrpPriority = priority;
  });
  return controlPlanes;
}

/** The guide has one number for the host that starts as MASTER, and another for all the others. */
function guidePriority(index: number): number {
  return index === 0 ? 101 : 100;
}

function resolveEtcd(topology: EtcdTopology, cluster: string, tag: string, controlPlanes: HostDescription[], findings: Finding[]): EtcdDescription {
  const kind = topology._kind();
  const options = topology._resolve('etcd', findings) ?? {};
  const members =
    kind === 'external' ? hosts(options.members, 'etcd.members', ETCD_NODE_SHAPE, ['etcd'], findings) : kind === 'existing' ? [] : controlPlanes;
  return {
    kind,
    bootstrap: options.bootstrap ?? EtcdBootstrap.NEW,
    quota: options.quota ?? Size.gibibytes(8),
    version: options.version ?? tag,
    token: options.token ?? cluster,
    dataDirectory: options.dataDirectory ?? '/var/lib/etcd',
    members,
    endpoints: [...(options.endpoints ?? [])].sort(),
    clientFiles: {
      ca: options.caFile ?? '/etc/kubernetes/pki/etcd/ca.crt',
      cert: options.certFile ?? '/etc/kubernetes/pki/apiserver-etcd-client.crt',
      key: options.keyFile ?? '/etc/kubernetes/pki/apiserver-etcd-client.key',
    },
  };
}

function resolveNetworks(given: Networks, families: Family[], controlPlanes: HostDescription[], virtual: string[]): NetworksDescription {
  const used: Family[] = families.length > 0 ? families : ['ipv4'];
  const ordered = (ranges: string[]) =>
    [...ranges].map(canonicalRange).sort((a, b) => used.indexOf(familyOf(a) as Family) - used.indexOf(familyOf(b) as Family) || (a < b ? -1 : 1));
  const addresses = [...controlPlanes.flatMap((host) => host.addresses), ...virtual];
  const derived = used.flatMap((family) => {
    const own = addresses.filter((address) => familyOf(address) === family);
    const network = own[0] ? networkOf(own[0], DEFAULT_RANGES[family].nodePrefix) : undefined;
    return network && own.every((address) => contains(network, address)) ? [network] : [];
  });
  return {
    nodes: ordered(given.nodes ?? derived),
    pods: ordered(given.pods ?? used.map((family) => DEFAULT_RANGES[family].pods)),
    services: ordered(given.services ?? used.map((family) => DEFAULT_RANGES[family].services)),
    domain: given.domain ?? 'cluster.local',
  };
}

function resolveEndpoint(cluster: string, endpoint: ControlPlaneEndpoint, props: any, networks: NetworksDescription): EndpointDescription {
  const kind = endpoint._kind();
  const host = canonical(kind === 'external' ? props.host : props.virtualIp);
  return {
    kind,
    host,
    port: props.port ?? (kind === 'haproxyKeepalived' ? 8443 : 6443),
    virtualAddresses: virtualIps(props).map(
      (address) => `${address}/${networks.nodes.find((range) => contains(range, address))?.split('/')[1] ?? (address.includes(':') ? 128 : 32)}`,
    ),
    workerLoadBalancer: props.workerLoadBalancer ?? false,
    certificateNames: [...(props.certificateNames ?? [])].map(canonical).sort(),
    routerId: kind === 'haproxyKeepalived' ? (props.routerId ?? routerIdOf(cluster)) : 0,
    neighbourRouterIds: [...(props.neighbourRouterIds ?? [])].sort((a: number, b: number) => a - b),
    props,
  };
}

function virtualIps(props: any): string[] {
  return [props?.virtualIp, props?.secondVirtualIp].filter((address) => typeof address === 'string').map(canonical);
}

/** 1 to 255 from the name (FNV-1a): the same on every machine, and different for most pairs of clusters on one segment. */
function routerIdOf(cluster: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(cluster)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return 1 + (hash % 255);
}

function canonicalRange(range: string): string {
  const [base = '', bits = ''] = range.split('/');
  return `${canonical(base)}/${bits}`;
}
