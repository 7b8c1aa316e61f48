import { Duration, Size } from 'cdk8s';
import { Family, familyOf } from '../cluster/address';
import { API_SERVER_SHAPE } from '../cluster/api-server-shape';
import { BACKUP_SHAPE, etcdBackup } from '../cluster/backup-props';
import { COMPONENT_SHAPE } from '../cluster/component-options';
import { ControlPlaneEndpoint } from '../cluster/endpoint';
import { KubeVipMode } from '../cluster/endpoint-props';
import { Finding } from '../cluster/finding';
import { NETWORKS_SHAPE } from '../cluster/networks';
import { CONTROL_PLANE_SHAPE, ETCD_NODE_SHAPE, WORKER_SHAPE } from '../cluster/nodes';
import { Acknowledgement, ACKNOWLEDGEMENT, Patch, ResolvedPatch } from '../cluster/patch';
import { KeyAlgorithm, PkiOptions, PKI_SHAPE } from '../cluster/pki-props';
import { instanceOf, list, optional, required, Shape, struct, usable } from '../cluster/shape';
import { FailoverTiming } from '../cluster/timing';
import { EtcdBootstrap, EtcdTopology } from '../cluster/topology';
import { DNS_LABEL } from '../cluster/values/dns-label';
import { REGISTRY } from '../cluster/values/registry';
import { KubernetesVersion } from '../versions/kubernetes-version';
import { builtInAcknowledgements } from './built-in-acknowledgements';
import { EtcdDescription, HostDescription, Resolved } from './description';
import { ClusterHostFile, HaClusterProps } from './ha-cluster-props';
import { CLUSTER_HOST_FILE, KUBELET_SHAPE } from './option-shapes';
import { hosts, withPriorities } from './resolve-hosts';
import { resolveEndpoint, resolveNetworks, virtualIps } from './resolve-networks';
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
  etcdBackup: optional(struct(BACKUP_SHAPE)),
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
      etcdBackup: etcdBackup(given.etcdBackup),
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
