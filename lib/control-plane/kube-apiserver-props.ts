import { API_SERVER_EXTRAS } from '../cluster/api-server-shape';
import { ComponentOptions, COMPONENT_SHAPE } from '../cluster/component-options';
import { bool, list, optional, required, Shape, struct } from '../cluster/shape';
import { FailoverTiming } from '../cluster/timing';
import { ABSOLUTE_PATH } from '../cluster/values/absolute-path';
import { ADDRESS_RANGE } from '../cluster/values/address-range';
import { DOMAIN } from '../cluster/values/domain';
import { HTTPS_URL } from '../cluster/values/https-url';
import { IP_ADDRESS } from '../cluster/values/ip-address';
import { REGISTRY } from '../cluster/values/registry';
import { KNOWN_VERSION, TIMING } from '../node/checked-props';
import { KubernetesVersion } from '../versions/kubernetes-version';

/** Properties of KubeApiserver. */
export interface KubeApiserverProps {
  /** The Kubernetes version. */
  readonly version: KubernetesVersion;

  /** The address of the host, which the apiserver advertises. */
  readonly address: string;

  /**
   * Client URLs of etcd.
   *
   * @default - the member on the same host
   */
  readonly etcdServers?: string[];

  /**
   * The certificate of the CA that signed etcd's.
   *
   * @default '/etc/kubernetes/pki/etcd/ca.crt'
   */
  readonly etcdCaFile?: string;

  /**
   * The client certificate for etcd.
   *
   * @default '/etc/kubernetes/pki/apiserver-etcd-client.crt'
   */
  readonly etcdCertFile?: string;

  /**
   * Its key.
   *
   * @default '/etc/kubernetes/pki/apiserver-etcd-client.key'
   */
  readonly etcdKeyFile?: string;

  /**
   * The ranges of Services, the primary family first.
   *
   * @default - 10.96.0.0/12
   */
  readonly serviceRanges?: string[];

  /**
   * The DNS domain of Services, part of the issuer of service account tokens.
   *
   * @default 'cluster.local'
   */
  readonly domain?: string;

  /**
   * Whether clients are spread over several apiservers.
   *
   * @default false
   */
  readonly balanced?: boolean;

  /**
   * Text of an audit policy.
   *
   * @default - metadata of requests, bodies of changes that matter, never those of secrets
   */
  readonly auditPolicy?: string;

  /**
   * Further admission plugins.
   *
   * @default - none
   */
  readonly admissionPlugins?: string[];

  /**
   * The Pod Security level of namespaces that say nothing.
   *
   * @default 'baseline'
   */
  readonly podSecurity?: string;

  /**
   * Where the image comes from.
   *
   * @default 'registry.k8s.io'
   */
  readonly imageRegistry?: string;

  /**
   * Shutdown delay, grace period and default tolerations.
   *
   * @default FailoverTiming.balanced()
   */
  readonly timing?: FailoverTiming;

  /**
   * Extra arguments, environment, volumes, image.
   *
   * @default - none
   */
  readonly options?: ComponentOptions;
}

/** Fields of the properties. */
export const KUBE_APISERVER_SHAPE: Shape = {
  version: required(KNOWN_VERSION),
  address: required(IP_ADDRESS),
  etcdServers: optional(list(HTTPS_URL, 1)),
  etcdCaFile: optional(ABSOLUTE_PATH),
  etcdCertFile: optional(ABSOLUTE_PATH),
  etcdKeyFile: optional(ABSOLUTE_PATH),
  serviceRanges: optional(list(ADDRESS_RANGE, 1)),
  domain: optional(DOMAIN),
  balanced: optional(bool),
  ...API_SERVER_EXTRAS,
  imageRegistry: optional(REGISTRY),
  timing: optional(TIMING),
  options: optional(struct(COMPONENT_SHAPE)),
};
