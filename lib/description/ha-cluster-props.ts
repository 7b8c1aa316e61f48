import { EtcdBackupOptions } from '../cluster/backup-props';
import { ComponentOptions } from '../cluster/component-options';
import { ControlPlaneEndpoint } from '../cluster/endpoint';
import { Networks } from '../cluster/networks';
import { ControlPlaneNode, WorkerNode } from '../cluster/nodes';
import { Acknowledgement, Patch } from '../cluster/patch';
import { PkiOptions } from '../cluster/pki-props';
import { FailoverTiming } from '../cluster/timing';
import { EtcdTopology } from '../cluster/topology';
import { HostFileProps } from '../node/host-file';
import { KubernetesVersion } from '../versions/kubernetes-version';

/** A file of the user's own on some of the hosts. */
export interface ClusterHostFile extends HostFileProps {
  /**
   * Names of the hosts that get it.
   *
   * @default - every host
   */
  readonly hosts?: string[];
}

/** Options of kube-apiserver. */
export interface ApiServerOptions extends ComponentOptions {
  /**
   * Text of an audit policy, YAML of kind `Policy` in `audit.k8s.io/v1`.
   *
   * @default - requests are logged by metadata, changes of RBAC and of workloads with their bodies, secrets never with theirs
   */
  readonly auditPolicy?: string;

  /**
   * Further admission plugins, beside NodeRestriction, DenyServiceExternalIPs and EventRateLimit.
   *
   * @default - none
   */
  readonly admissionPlugins?: string[];

  /**
   * The Pod Security level that is enforced in namespaces that say nothing: `privileged`, `baseline` or `restricted`. kube-system is exempt.
   *
   * @default 'baseline'
   */
  readonly podSecurity?: string;
}

/** Options of the kubelets. */
export interface KubeletOptions {
  /**
   * Flags by name, without leading dashes. A flag that the blueprint sets is replaced; an empty list removes it.
   *
   * @default - none
   */
  readonly extraArgs?: { [flag: string]: string | string[] };

  /**
   * Fields of KubeletConfiguration, merged over those of the blueprint; `null` removes one.
   *
   * @default - none
   */
  readonly configuration?: { [field: string]: any };
}

/** Description of a cluster. */
export interface HaClusterProps {
  /** The Kubernetes version of every host. */
  readonly version: KubernetesVersion;

  /** The control-plane hosts: 3, 5 or 7 with stacked etcd, two or more otherwise. Their order has no meaning. */
  readonly controlPlanes: ControlPlaneNode[];

  /**
   * The workers that the description names. Others may join later by themselves.
   *
   * @default - none
   */
  readonly workers?: WorkerNode[];

  /** Where the state is kept. */
  readonly etcd: EtcdTopology;

  /** Where clients reach the API. */
  readonly endpoint: ControlPlaneEndpoint;

  /**
   * The address ranges.
   *
   * @default - see Networks
   */
  readonly networks?: Networks;

  /**
   * How fast the cluster heals.
   *
   * @default FailoverTiming.balanced()
   */
  readonly timing?: FailoverTiming;

  /**
   * Where images of Kubernetes, etcd and pause come from.
   *
   * @default 'registry.k8s.io'
   */
  readonly imageRegistry?: string;

  /**
   * Options of kube-apiserver.
   *
   * @default - none
   */
  readonly apiServer?: ApiServerOptions;

  /**
   * Options of kube-controller-manager.
   *
   * @default - none
   */
  readonly controllerManager?: ComponentOptions;

  /**
   * Options of kube-scheduler.
   *
   * @default - none
   */
  readonly scheduler?: ComponentOptions;

  /**
   * Options of the etcd members that the blueprint renders.
   *
   * @default - none
   */
  readonly etcdMember?: ComponentOptions;

  /**
   * Snapshots of the etcd members that the blueprint renders. An etcd that exists already is backed up by whoever runs it.
   *
   * @default - every hour, the last 24 on each host
   */
  readonly etcdBackup?: EtcdBackupOptions;

  /**
   * Options of the kubelets.
   *
   * @default - none
   */
  readonly kubelet?: KubeletOptions;

  /**
   * Keys and validities.
   *
   * @default - ECDSA P-256; ten years for CAs, one year for everything else
   */
  readonly pki?: PkiOptions;

  /**
   * Files of your own on the hosts.
   *
   * @default - none
   */
  readonly hostFiles?: ClusterHostFile[];

  /**
   * Changes of final documents, in order.
   *
   * @default - none
   */
  readonly patches?: Patch[];

  /**
   * Findings that are accepted, each with its reason.
   *
   * @default - none
   */
  readonly acknowledgements?: Acknowledgement[];
}
