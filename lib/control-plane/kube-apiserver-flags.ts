import { Duration } from 'cdk8s';
import { goDuration, Timing } from '../cluster/timing';
import { CIPHER_SUITES } from '../node/cipher-suites';
import { Flags } from '../node/component-flags';
import { PKI } from '../node/pki-folder';
import { KubernetesRow } from '../versions/table';
import { API_SERVER_CONFIG, AUDIT_LOG } from './paths';

/** What Kubernetes itself tolerates when it is not told otherwise. */
const KUBERNETES_TOLERATION = Duration.seconds(300);

/** What decides the flags of one kube-apiserver. */
export interface KubeApiserverFlagInput {
  readonly address: string;
  readonly row: KubernetesRow;
  readonly timing: Timing;
  readonly etcdServers: string[];
  readonly etcdFiles: { readonly ca: string; readonly cert: string; readonly key: string };
  readonly serviceRanges: string[];
  readonly domain: string;
  readonly admissionPlugins: string[];
  /** Whether clients are spread over several apiservers. */
  readonly balanced: boolean;
}

/** Every flag of one kube-apiserver. */
export function kubeApiserverFlags(input: KubeApiserverFlagInput): Flags {
  return { ...asKubeadm(input), ...hardening(input), ...availability(input) };
}

/** What kubeadm sets, with the same values. */
function asKubeadm(input: KubeApiserverFlagInput): Flags {
  return {
    'advertise-address': input.address,
    'allow-privileged': 'true',
    'authorization-mode': 'Node,RBAC',
    'client-ca-file': `${PKI}/ca.crt`,
    'enable-bootstrap-token-auth': 'true',
    'etcd-cafile': input.etcdFiles.ca,
    'etcd-certfile': input.etcdFiles.cert,
    'etcd-keyfile': input.etcdFiles.key,
    'etcd-servers': input.etcdServers.join(','),
    'kubelet-client-certificate': `${PKI}/apiserver-kubelet-client.crt`,
    'kubelet-client-key': `${PKI}/apiserver-kubelet-client.key`,
    'kubelet-preferred-address-types': 'InternalIP,ExternalIP,Hostname',
    'proxy-client-cert-file': `${PKI}/front-proxy-client.crt`,
    'proxy-client-key-file': `${PKI}/front-proxy-client.key`,
    'requestheader-allowed-names': 'front-proxy-client',
    'requestheader-client-ca-file': `${PKI}/front-proxy-ca.crt`,
    'requestheader-extra-headers-prefix': 'X-Remote-Extra-',
    'requestheader-group-headers': 'X-Remote-Group',
    'requestheader-username-headers': 'X-Remote-User',
    'secure-port': '6443',
    'service-account-issuer': `https://kubernetes.default.svc.${input.domain}`,
    'service-account-key-file': `${PKI}/sa.pub`,
    'service-account-signing-key-file': `${PKI}/sa.key`,
    'service-cluster-ip-range': input.serviceRanges.join(','),
    'tls-cert-file': `${PKI}/apiserver.crt`,
    'tls-private-key-file': `${PKI}/apiserver.key`,
  };
}

/** The automated checks of the CIS benchmarks, and the manual ones that cost nothing. */
function hardening(input: KubeApiserverFlagInput): Flags {
  const plugins = new Set(['DenyServiceExternalIPs', 'EventRateLimit', 'NodeRestriction', ...input.admissionPlugins]);
  return {
    'admission-control-config-file': `${API_SERVER_CONFIG}/admission.yaml`,
    'audit-log-maxage': '30',
    'audit-log-maxbackup': '10',
    'audit-log-maxsize': '100',
    'audit-log-path': `${AUDIT_LOG}/audit.log`,
    'audit-policy-file': `${API_SERVER_CONFIG}/audit-policy.yaml`,
    // With the file the flag --anonymous-auth must not be given; before 1.32 RBAC alone limits what anonymous requests reach.
    'authentication-config': input.row.features.authenticationConfig ? `${API_SERVER_CONFIG}/authentication.yaml` : undefined,
    'enable-admission-plugins': [...plugins].sort().join(','),
    'encryption-provider-config': `${API_SERVER_CONFIG}/encryption.yaml`,
    'encryption-provider-config-automatic-reload': 'true',
    'kubelet-certificate-authority': `${PKI}/ca.crt`,
    profiling: 'false',
    'service-account-extend-token-expiration': 'false',
    'service-account-lookup': 'true',
    'tls-cipher-suites': CIPHER_SUITES.tls12.join(','),
    'tls-min-version': 'VersionTLS12',
  };
}

function availability(input: KubeApiserverFlagInput): Flags {
  const { apiserverShutdownDelay, defaultToleration } = input.timing;
  const seconds = defaultToleration.toMilliseconds() === KUBERNETES_TOLERATION.toMilliseconds() ? undefined : String(defaultToleration.toSeconds());
  return {
    'default-not-ready-toleration-seconds': seconds,
    'default-unreachable-toleration-seconds': seconds,
    ...etcdCheckTimeouts(input.timing),
    // One request in a thousand asks its HTTP/2 client to connect anew, so that an apiserver that came back gets its share. Useless with one.
    'goaway-chance': input.balanced ? '0.001' : undefined,
    'shutdown-delay-duration': apiserverShutdownDelay.toMilliseconds() === 0 ? undefined : goDuration(apiserverShutdownDelay),
  };
}

/** Kubernetes' own timeout of both checks of etcd that /readyz makes, one after the other. */
const ETCD_CHECK_MS = 2000;

/** What of a balancer's check timeout is left for everything else. */
const ANSWER_MS = 100;

/**
 * Together shorter than the balancer's check timeout: an apiserver whose etcd hangs then says in time that it is not ready, and is drained. One that
 * says nothing in time is taken for dead, and its sessions are cut.
 */
function etcdCheckTimeouts(timing: Timing): Flags {
  const each = Math.floor((timing.proxyCheckTimeout.toMilliseconds() - ANSWER_MS) / 2);
  const flag = each > 0 && each < ETCD_CHECK_MS ? `${each}ms` : undefined;
  return { 'etcd-healthcheck-timeout': flag, 'etcd-readycheck-timeout': flag };
}
