import { Duration } from 'cdk8s';
import * as fc from 'fast-check';
import { ControlPlaneEndpoint, EtcdTopology, FailoverTiming, HaClusterProps, KubernetesVersion, KubeVipMode } from '../../lib';

const VERSIONS = [KubernetesVersion.V1_28, KubernetesVersion.V1_31, KubernetesVersion.V1_34, KubernetesVersion.V1_36];

/** Fields of hosts that are right, apart from name and address. */
const extras = fc.record(
  {
    zone: fc.constantFrom('a', 'b', 'c'),
    networkInterface: fc.constantFrom('eth0', 'ens192', 'bond0.100'),
    labels: fc.dictionary(fc.constantFrom('role', 'example.com/disk'), fc.constantFrom('x', 'y.z'), { maxKeys: 2 }),
    taints: fc.array(fc.record({ key: fc.constantFrom('gpu', 'example.com/a'), effect: fc.constantFrom('NoSchedule', 'NoExecute') }), {
      maxLength: 2,
    }),
  },
  { requiredKeys: [] },
);

function hosts(name: string, first: number, count: number, dual: boolean, given: object[]): any[] {
  return Array.from({ length: count }, (_, index) => ({
    ...given[index],
    name: `${name}-${index + 1}`,
    address: `10.0.0.${first + index}`,
    ...(dual ? { addresses: [`fd00::${first + index}`] } : {}),
  }));
}

function endpointOf(kind: string, dual: boolean, workerLoadBalancer: boolean, certificateNames: string[]): ControlPlaneEndpoint {
  const common = { workerLoadBalancer, certificateNames };
  const virtual = { ...common, virtualIp: '10.0.0.100', networkInterface: 'eth0' };
  if (kind === 'external') return ControlPlaneEndpoint.external({ ...common, host: 'api.example.com' });
  if (kind === 'bgp') {
    const bgpPeers = [
      { address: '10.0.0.1', asNumber: 65001 },
      { address: '10.0.0.2', asNumber: 65002 },
    ];
    return ControlPlaneEndpoint.kubeVip({ ...virtual, networkInterface: 'lo', mode: KubeVipMode.BGP, bgpPeers });
  }
  if (kind === 'kubeVip') return ControlPlaneEndpoint.kubeVip(virtual);
  return ControlPlaneEndpoint.haproxyKeepalived({ ...virtual, ...(dual ? { secondVirtualIp: 'fd00::100' } : {}), neighbourRouterIds: [1, 7] });
}

/** Descriptions without a fault, but for zones, whose loss is accepted. */
export const description: fc.Arbitrary<HaClusterProps> = fc
  .record({
    controlPlanes: fc.constantFrom(3, 3, 5, 7),
    workers: fc.nat(3),
    external: fc.boolean(),
    dual: fc.boolean(),
    endpoint: fc.constantFrom('haproxyKeepalived', 'haproxyKeepalived', 'kubeVip', 'bgp', 'external'),
    balancer: fc.boolean(),
    names: fc.uniqueArray(fc.constantFrom('a.example', 'b.example', '192.0.2.1'), { maxLength: 3 }),
    extras: fc.array(extras, { minLength: 14, maxLength: 14 }),
    version: fc.constantFrom(...VERSIONS),
    preset: fc.constantFrom(FailoverTiming.balanced(), FailoverTiming.conservative()),
    files: fc.uniqueArray(fc.constantFrom('/etc/motd', '/etc/a-b', '/etc/a/b', '/srv/x'), { maxLength: 3 }),
    plugins: fc.uniqueArray(fc.constantFrom('PodNodeSelector', 'PodTolerationRestriction'), { maxLength: 2 }),
    token: fc.constantFrom('token', '"quoted" #text: {x}', '%n $HOME'),
  })
  .map((given) => {
    const { dual, extras: own } = given;
    const etcdExtras = own.slice(0, 3).map(({ zone, networkInterface }) => ({ zone, networkInterface }));
    return {
      version: given.version,
      controlPlanes: hosts('cp', 11, given.controlPlanes, dual, own),
      workers: hosts('worker', 41, given.workers, dual, own.slice(8)),
      etcd: given.external
        ? EtcdTopology.external({ members: hosts('etcd', 71, 3, false, etcdExtras), token: given.token })
        : EtcdTopology.stacked({ token: given.token }),
      endpoint: endpointOf(given.endpoint, dual, given.balancer, given.names),
      timing: given.preset,
      apiServer: { admissionPlugins: given.plugins },
      hostFiles: given.files.map((path) => ({ path, content: `${path}\n` })),
      pki: { caValidity: Duration.days(400) },
      acknowledgements: [{ rule: 'HA123', reason: 'zones are drawn at random' }],
    };
  });

/** Places of a description, and values that are wrong at most of them. */
const WRONG_PLACES = [
  ['version'],
  ['controlPlanes'],
  ['controlPlanes', 0, 'name'],
  ['controlPlanes', 1, 'address'],
  ['controlPlanes', 2, 'zone'],
  ['controlPlanes', 0, 'labels'],
  ['controlPlanes', 0, 'addresses'],
  ['controlPlanes', 1, 'taints'],
  ['controlPlanes', 1, 'vrrpPriority'],
  ['controlPlanes', 2],
  ['workers'],
  ['workers', 0],
  ['workers', 0, 'address'],
  ['etcd'],
  ['endpoint'],
  ['networks'],
  ['networks', 'nodes'],
  ['networks', 'pods'],
  ['networks', 'services'],
  ['networks', 'domain'],
  ['timing'],
  ['imageRegistry'],
  ['apiServer'],
  ['apiServer', 'extraArgs'],
  ['apiServer', 'extraEnv'],
  ['apiServer', 'extraVolumes'],
  ['apiServer', 'auditPolicy'],
  ['apiServer', 'podSecurity'],
  ['controllerManager', 'extraArgs'],
  ['scheduler', 'image'],
  ['etcdMember'],
  ['etcdBackup'],
  ['etcdBackup', 'directory'],
  ['etcdBackup', 'copyCommand'],
  ['kubelet', 'extraArgs'],
  ['kubelet', 'configuration'],
  ['pki', 'caValidity'],
  ['hostFiles', 0],
  ['hostFiles', 0, 'path'],
  ['hostFiles', 0, 'content'],
  ['hostFiles', 0, 'contentFrom'],
  ['hostFiles', 0, 'hosts'],
  ['acknowledgements'],
  ['patches'],
  ['unknown'],
] as (string | number)[][];

const wrong = fc.oneof(
  fc.anything(),
  fc.constantFrom<unknown>(
    'cp-2',
    '10.0.0.12',
    '10.96.0.1',
    '10.0.0.100',
    'fd00::12',
    ['10.0.0.0/16'],
    ['fd00::/8'],
    'a\n  bind *:1',
    '${secret:SecretKey/x#key}',
    { v: 'a\nb' },
    [{}],
    { 'feature-gates': ['a=true'] },
  ),
);

/** Wrong values and where to put them. */
export const faults = fc.array(fc.tuple(fc.constantFrom(...WRONG_PLACES), wrong), { minLength: 0, maxLength: 3 });

/** A copy of a description with a value at a place. */
export function withFault(props: any, [head, ...rest]: (string | number)[], value: unknown): any {
  if (head === undefined) return value;
  if (typeof head === 'number') {
    const list = Array.isArray(props) ? props : [];
    return list.length === 0 && rest.length > 0
      ? list
      : Object.assign([...list], { [Math.min(head, list.length)]: withFault(list[head], rest, value) });
  }
  const inner = typeof props === 'object' && props !== null ? props : {};
  return { ...inner, [head]: withFault(inner[head], rest, value) };
}

/** The same description with every list whose order has no meaning in another order. */
export function permuted(props: HaClusterProps, seed: number): HaClusterProps {
  const turned = <T>(list: T[] | undefined): T[] =>
    [...(list ?? [])]
      .map((entry, index) => ({ entry, key: (index * 7919 + seed) % 101 }))
      .sort((a, b) => a.key - b.key)
      .map(({ entry }) => entry);
  const turnedIn = (given: any, field: string) => (given[field] ? { [field]: turned(given[field]) } : {});
  const node = (host: any) => ({ ...host, ...turnedIn(host, 'taints') });
  const endpoint: any = props.endpoint;
  const etcd: any = props.etcd;
  const endpointProps = {
    ...endpoint.props,
    certificateNames: turned(endpoint.props.certificateNames),
    ...turnedIn(endpoint.props, 'neighbourRouterIds'),
    ...turnedIn(endpoint.props, 'bgpPeers'),
  };
  return {
    ...props,
    controlPlanes: turned(props.controlPlanes).map(node),
    workers: turned(props.workers).map(node),
    etcd: etcd.kind === 'external' ? EtcdTopology.external({ ...etcd.options, members: turned(etcd.options.members) }) : props.etcd,
    endpoint: (ControlPlaneEndpoint as any)[endpoint.kind](endpointProps),
    apiServer: { ...props.apiServer, admissionPlugins: turned(props.apiServer?.admissionPlugins) },
    hostFiles: turned(props.hostFiles),
    acknowledgements: turned(props.acknowledgements),
  };
}
