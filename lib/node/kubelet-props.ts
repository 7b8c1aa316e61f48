import { COMPONENT_SHAPE } from '../cluster/component-options';
import { NODE_SHAPE, NodeTaint } from '../cluster/nodes';
import { list, MAP, oneOf, optional, required, Shape } from '../cluster/shape';
import { FailoverTiming } from '../cluster/timing';
import { DOMAIN } from '../cluster/values/domain';
import { IP_ADDRESS } from '../cluster/values/ip-address';
import { KubernetesVersion } from '../versions/kubernetes-version';
import { KNOWN_VERSION, TIMING } from './checked-props';
import { KubeletRole } from './kubelet-configuration';

/** Properties of Kubelet. */
export interface KubeletProps {
  /** The Kubernetes version. */
  readonly version: KubernetesVersion;

  /** What it is for. */
  readonly role: KubeletRole;

  /**
   * Addresses of the Node, the primary family first; not for a standalone kubelet.
   *
   * @default - the kubelet finds one by itself
   */
  readonly addresses?: string[];

  /**
   * The failure domain, as label `topology.kubernetes.io/zone`.
   *
   * @default - no label
   */
  readonly zone?: string;

  /**
   * Further labels.
   *
   * @default - none
   */
  readonly labels?: { [key: string]: string };

  /**
   * Taints beside the control plane's own.
   *
   * @default - none
   */
  readonly taints?: NodeTaint[];

  /**
   * Addresses of the cluster's DNS Service.
   *
   * @default - 10.96.0.10
   */
  readonly clusterDns?: string[];

  /**
   * The DNS domain of Services.
   *
   * @default 'cluster.local'
   */
  readonly clusterDomain?: string;

  /**
   * The apiserver's grace period decides how long a shutdown may take.
   *
   * @default FailoverTiming.balanced()
   */
  readonly timing?: FailoverTiming;

  /**
   * Flags by name, without leading dashes.
   *
   * @default - none
   */
  readonly extraArgs?: { [flag: string]: string | string[] };

  /**
   * Fields of KubeletConfiguration, merged over the blueprint's; `null` removes one.
   *
   * @default - none
   */
  readonly configuration?: { [field: string]: any };
}

/** Fields of the properties. */
export const KUBELET_PROPS_SHAPE: Shape = {
  version: required(KNOWN_VERSION),
  role: required(oneOf(Object.values(KubeletRole))),
  addresses: optional(list(IP_ADDRESS)),
  zone: NODE_SHAPE.zone!,
  labels: NODE_SHAPE.labels!,
  taints: NODE_SHAPE.taints!,
  clusterDns: optional(list(IP_ADDRESS)),
  clusterDomain: optional(DOMAIN),
  timing: optional(TIMING),
  extraArgs: COMPONENT_SHAPE.extraArgs!,
  configuration: optional(MAP),
};
