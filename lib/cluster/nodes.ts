import { list, optional, record, required, Shape, struct } from './shape';
import { DNS_LABEL } from './values/dns-label';
import { INTERFACE_NAME } from './values/interface-name';
import { IP_ADDRESS } from './values/ip-address';
import { LABEL_KEY } from './values/label-key';
import { LABEL_VALUE } from './values/label-value';
import { TAINT_EFFECTS } from './values/taint-effect';
import { wholeNumber } from './values/whole-number';

/** A taint that a node registers with. */
export interface NodeTaint {
  /** The key, like `example.com/gpu`. */
  readonly key: string;
  /**
   * The value.
   *
   * @default - none
   */
  readonly value?: string;
  /** `NoSchedule`, `PreferNoSchedule` or `NoExecute`. */
  readonly effect: string;
}

/** What every host of the cluster has. */
export interface HostProps {
  /** The host's name: a DNS label, the same as its host name, and the name of its Node. Unique in the cluster. */
  readonly name: string;

  /** The address at which the other hosts reach it. Unique in the cluster, and within `networks.nodes`. */
  readonly address: string;

  /**
   * Further addresses: one of the other family makes the host dual stack. The family of `address` is the primary one.
   *
   * @default - none
   */
  readonly addresses?: string[];

  /**
   * The failure domain: hosts of one zone are expected to fail together. Becomes the label `topology.kubernetes.io/zone`.
   *
   * @default - a zone of its own, and no label
   */
  readonly zone?: string;

  /**
   * The network interface that has the address.
   *
   * @default - the endpoint's
   */
  readonly networkInterface?: string;
}

/** A host that is a Node of the cluster. */
export interface NodeProps extends HostProps {
  /**
   * Labels that the kubelet registers. Prefixes that Kubernetes reserves cannot be set by a kubelet.
   *
   * @default - the zone only
   */
  readonly labels?: { [key: string]: string };

  /**
   * Taints that the kubelet registers, beside the control-plane taint of control-plane nodes.
   *
   * @default - none
   */
  readonly taints?: NodeTaint[];
}

/** A host that runs a kube-apiserver, a kube-controller-manager and a kube-scheduler, and with stacked etcd a member. */
export interface ControlPlaneNode extends NodeProps {
  /**
   * VRRP priority, 1 to 254, unique in the cluster: of two hosts that both could, the one with the higher number takes the virtual IP.
   *
   * @default - 200 for the first control plane by name, 199 for the second, and so on
   */
  readonly vrrpPriority?: number;
}

/** A host that runs workloads. */
export interface WorkerNode extends NodeProps {}

/** A host that runs a member of an external etcd cluster, and nothing else. */
export interface EtcdNode extends HostProps {}

const HOST_SHAPE: Shape = {
  name: required(DNS_LABEL),
  address: required(IP_ADDRESS),
  addresses: optional(list(IP_ADDRESS)),
  zone: optional(LABEL_VALUE),
  networkInterface: optional(INTERFACE_NAME),
};

/** Fields of a host that is a Node. */
export const NODE_SHAPE: Shape = {
  ...HOST_SHAPE,
  labels: optional(record(LABEL_KEY, LABEL_VALUE)),
  taints: optional(list(struct({ key: required(LABEL_KEY), value: optional(LABEL_VALUE), effect: required(TAINT_EFFECTS) }))),
};

/** Fields of a control plane. */
export const CONTROL_PLANE_SHAPE: Shape = { ...NODE_SHAPE, vrrpPriority: optional(wholeNumber(1, 254)) };

/** Fields of a worker. */
export const WORKER_SHAPE: Shape = NODE_SHAPE;

/** Fields of an external etcd host. */
export const ETCD_NODE_SHAPE: Shape = HOST_SHAPE;
