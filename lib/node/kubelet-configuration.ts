import { Duration } from 'cdk8s';
import { NodeTaint } from '../cluster/nodes';
import { CIPHER_SUITES } from './cipher-suites';
import { PodPriority, PRIORITY_VALUE } from './component-pod';

/** What a kubelet is for. */
export enum KubeletRole {
  /** A Node that runs workloads. */
  WORKER = 'worker',
  /** A Node that runs the control plane from static pods. */
  CONTROL_PLANE = 'control-plane',
  /** No Node: it only runs the static pods of an etcd host, and serves nothing. */
  STANDALONE = 'standalone',
}

/** What decides a KubeletConfiguration. */
export interface KubeletConfigurationInput {
  readonly role: KubeletRole;
  readonly clusterDns: string[];
  readonly clusterDomain: string;
  readonly taints: NodeTaint[];
  /** How long the apiserver's pod may take to stop. */
  readonly apiserverGracePeriod: Duration;
}

/** Seconds for workloads when a host shuts down: Kubernetes' default grace period. */
const WORKLOAD_SECONDS = 30;

/** Seconds for etcd and the front end, which stop last: etcd hands its leadership over in well under that. */
const NODE_CRITICAL_SECONDS = 15;

/** Seconds beside the apiserver's own grace period, so that the kubelet never cuts it short. */
const SLACK_SECONDS = 5;

const CONTROL_PLANE_TAINT: NodeTaint = { key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' };

/**
 * Seconds that pods of a priority and above get when the host shuts down, the lowest first.
 *
 * The apiserver is drained while its own etcd still runs; etcd and a front end in static pods stop after it.
 */
export function shutdownByPriority(role: KubeletRole, apiserverGracePeriod: Duration): { priority: number; shutdownGracePeriodSeconds: number }[] {
  const cluster =
    role === KubeletRole.CONTROL_PLANE ? Math.ceil(apiserverGracePeriod.toSeconds({ integral: false })) + SLACK_SECONDS : WORKLOAD_SECONDS;
  return [
    { priority: 0, shutdownGracePeriodSeconds: WORKLOAD_SECONDS },
    { priority: PRIORITY_VALUE[PodPriority.CLUSTER_CRITICAL], shutdownGracePeriodSeconds: cluster },
    { priority: PRIORITY_VALUE[PodPriority.NODE_CRITICAL], shutdownGracePeriodSeconds: NODE_CRITICAL_SECONDS },
  ];
}

/** How long a shutdown may be held back in all; logind must allow as much. */
export function shutdownSeconds(role: KubeletRole, apiserverGracePeriod: Duration): number {
  return shutdownByPriority(role, apiserverGracePeriod).reduce((sum, step) => sum + step.shutdownGracePeriodSeconds, 0);
}

/** A KubeletConfiguration as an object. */
export function kubeletConfiguration(input: KubeletConfigurationInput): { [field: string]: unknown } {
  const standalone = input.role === KubeletRole.STANDALONE;
  const taints = input.role === KubeletRole.CONTROL_PLANE ? [CONTROL_PLANE_TAINT, ...input.taints] : input.taints;
  return {
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    kind: 'KubeletConfiguration',
    cgroupDriver: 'systemd',
    containerRuntimeEndpoint: 'unix:///run/containerd/containerd.sock',
    healthzBindAddress: '127.0.0.1',
    healthzPort: 10248,
    podPidsLimit: 4096,
    readOnlyPort: 0,
    seccompDefault: true,
    shutdownGracePeriodByPodPriority: shutdownByPriority(input.role, input.apiserverGracePeriod),
    staticPodPath: '/etc/kubernetes/manifests',
    tlsCipherSuites: CIPHER_SUITES.tls12,
    tlsMinVersion: 'VersionTLS12',
    ...(standalone ? withoutApi() : withApi(input)),
    ...(taints.length > 0 ? { registerWithTaints: taints.map((taint) => ({ ...taint })) } : {}),
  };
}

function withApi(input: KubeletConfigurationInput): { [field: string]: unknown } {
  return {
    authentication: { anonymous: { enabled: false }, webhook: { enabled: true }, x509: { clientCAFile: '/etc/kubernetes/pki/ca.crt' } },
    authorization: { mode: 'Webhook' },
    clusterDNS: input.clusterDns,
    clusterDomain: input.clusterDomain,
    rotateCertificates: true,
    tlsCertFile: '/var/lib/kubelet/pki/kubelet.crt',
    tlsPrivateKeyFile: '/var/lib/kubelet/pki/kubelet.key',
  };
}

/** Nobody can authorize a request without an API server to ask, so there is no server to send one to. */
function withoutApi(): { [field: string]: unknown } {
  return {
    authentication: { anonymous: { enabled: false }, webhook: { enabled: false }, x509: { clientCAFile: '/etc/kubernetes/pki/etcd/ca.crt' } },
    authorization: { mode: 'AlwaysAllow' },
    enableServer: false,
  };
}
