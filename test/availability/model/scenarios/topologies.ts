import { App } from 'cdk8s';
import {
  ControlPlaneEndpoint,
  EtcdTopology,
  FailoverTiming,
  FrontEndForm,
  HaCluster,
  HaClusterProps,
  KubernetesVersion,
  KubeVipMode,
} from '../../../../lib';
import { ClusterModel, modelOf } from '../../../../lib/availability/model';
import { readRendered } from '../../../../lib/availability/read/rendered';

const VIP = { virtualIp: '10.0.0.100', networkInterface: 'eth0' };
const AS_PODS = { ...VIP, form: FrontEndForm.STATIC_POD, keepalivedImage: 'registry.example/keepalived:2.2.7' };

/** Hosts `<name>-1`, `<name>-2`, … at `10.0.0.<first>` and so on, one in each of these zones. */
function hosts(name: string, first: number, zones: string): { name: string; address: string; zone: string }[] {
  return [...zones].map((zone, index) => ({ name: `${name}-${index + 1}`, address: `10.0.0.${first + index}`, zone }));
}

function description(zones: string, change: Partial<HaClusterProps> = {}): HaClusterProps {
  return {
    version: KubernetesVersion.V1_36,
    controlPlanes: hosts('cp', 11, zones),
    workers: hosts('worker', 31, 'abc'),
    etcd: EtcdTopology.stacked(),
    endpoint: ControlPlaneEndpoint.haproxyKeepalived(VIP),
    ...change,
  };
}

/** One zone has the majority, as it cannot be otherwise with fewer than three. */
const FEW_ZONES = { acknowledgements: [{ rule: 'HA123', reason: 'there are no more zones than these' }] };

const external = (zones: string) => ({ etcd: EtcdTopology.external({ members: hosts('etcd', 21, zones) }) });

/** A name for the endpoint of a master that is alone, which becomes its address in what was rendered: a description refuses that. */
const DIRECT = 'cp-1.example.com';

/** Clusters by name; where they say nothing else: HAProxy and keepalived as services, `balanced`, workers in zones a, b and c without a balancer. */
const DESCRIPTIONS = {
  'three stacked': description('abc'),
  'three stacked, own balancers': description('abc', { endpoint: ControlPlaneEndpoint.haproxyKeepalived({ ...VIP, workerLoadBalancer: true }) }),
  'three stacked, static pods': description('abc', { endpoint: ControlPlaneEndpoint.haproxyKeepalived(AS_PODS) }),
  'three stacked, conservative': description('abc', { timing: FailoverTiming.conservative() }),
  'three stacked, guide': description('abc', { timing: FailoverTiming.kubeadmGuide(), endpoint: ControlPlaneEndpoint.haproxyKeepalived(AS_PODS) }),
  'three stacked, kube-vip ARP': description('abc', { endpoint: ControlPlaneEndpoint.kubeVip(VIP) }),
  'three stacked, kube-vip BGP': description('abc', {
    endpoint: ControlPlaneEndpoint.kubeVip({
      ...VIP,
      networkInterface: 'lo',
      mode: KubeVipMode.BGP,
      bgpPeers: [{ address: '10.0.0.1', asNumber: 65001 }],
    }),
  }),
  'three stacked, existing balancer': description('abc', { endpoint: ControlPlaneEndpoint.external({ host: 'api.example.com' }) }),
  'three stacked, two zones': description('aab', FEW_ZONES),
  'three stacked, one zone': description('aaa', FEW_ZONES),
  'five stacked': description('aabbc'),
  'seven stacked': description('aaabbcc'),
  'seven stacked, own balancers': description('aaabbcc', {
    endpoint: ControlPlaneEndpoint.haproxyKeepalived({ ...VIP, workerLoadBalancer: true }),
  }),
  'three external': description('abc', external('abc')),
  'three external, guide': description('abc', {
    ...external('abc'),
    timing: FailoverTiming.kubeadmGuide(),
    endpoint: ControlPlaneEndpoint.haproxyKeepalived(AS_PODS),
  }),
  'five external': description('abc', external('aabbc')),
  'single, direct': description('a', { etcd: EtcdTopology.singleForDevelopment(), endpoint: ControlPlaneEndpoint.external({ host: DIRECT }) }),
  'single, virtual IP': description('a', { etcd: EtcdTopology.singleForDevelopment() }),
} satisfies Record<string, HaClusterProps>;

/** Name of a cluster that scenarios are about. */
export type Topology = keyof typeof DESCRIPTIONS;

/** Every name. */
export const TOPOLOGIES = Object.keys(DESCRIPTIONS) as Topology[];

/** A change to the text of what was rendered, as an operator would edit it: every file and every flag in which it occurs. */
export type Edit = readonly [from: string | RegExp, to: string];

const texts = new Map<Topology, string>();
const models = new Map<string, ClusterModel>();

/**
 * The model of a cluster, from what HaCluster renders for it.
 *
 * @param edits changes to the rendered text
 * @throws if an edit changes nothing
 */
export function modelled(topology: Topology, edits: readonly Edit[] = []): ClusterModel {
  const key = [topology, ...edits.map(String)].join('\n');
  const known = models.get(key);
  if (known) return known;
  const [cluster] = readRendered(JSON.parse(edits.reduce(edited, rendered(topology))));
  if (!cluster) throw new Error(`nothing was rendered for ${topology}`);
  const model = modelOf(cluster);
  models.set(key, model);
  return model;
}

function rendered(topology: Topology): string {
  const known = texts.get(topology);
  if (known !== undefined) return known;
  const text = JSON.stringify(objectsOf(DESCRIPTIONS[topology])).replaceAll(DIRECT, '10.0.0.11');
  texts.set(topology, text);
  return text;
}

/** The objects of every chart of a cluster `prod`. */
export function objectsOf(props: HaClusterProps): any[] {
  const app = new App();
  new HaCluster(app, 'prod', props);
  return app.node.children.flatMap((chart) => (chart as HaCluster).toJson());
}

function edited(text: string, [from, to]: Edit): string {
  const result = text.replaceAll(typeof from === 'string' ? from : new RegExp(from.source, 'g'), to);
  if (result === text) throw new Error(`nothing that was rendered contains ${from}`);
  return result;
}
