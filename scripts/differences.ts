import { CIPHER_SUITES } from '../lib/node/cipher-suites';

/** One place where a static pod of the blueprint is not what kubeadm writes for the same node. */
export interface DifferenceRow {
  /** The pods that it is about. */
  readonly components: string[];
  /** The place: a flag, a volume with its mount, a probe, or another field. */
  readonly what: string;
  /** What the blueprint writes; nothing where it leaves the place out. */
  readonly ours?: string;
  /** What kubeadm writes; nothing where it leaves the place out. */
  readonly kubeadm?: string;
  /** First Kubernetes minor that differs; 28 where it is not given. */
  readonly since?: number;
  /** Last Kubernetes minor that differs; 36 where it is not given. */
  readonly until?: number;
  /** Only with etcd on the same hosts, or only on hosts of its own. */
  readonly topology?: 'stacked' | 'external';
  /** Why, for an operator. */
  readonly reason: string;
}

const ETCD = ['etcd'];
const API = ['kube-apiserver'];
const MANAGER = ['kube-controller-manager'];
const SCHEDULER = ['kube-scheduler'];
const LEADERS = [...MANAGER, ...SCHEDULER];
const CLIENTS = [...API, ...LEADERS];
const ALL = [...ETCD, ...CLIENTS];
const CA_USERS = [...API, ...MANAGER];

const SUITES = CIPHER_SUITES.tls12.join(',');
const LEASE = 'one lease for both, which kubeadm leaves at 15 s, 10 s and 2 s: another leader is found after 5 to 10 s instead of 13 to 24 s, and the renew deadline still outlasts an etcd election';
const KUBECONFIG = 'a file that is mounted by itself stays the old one when it is replaced, so the kubeconfig has a directory of its own; the place is one that benchmark tools know';
const HOST_CA = 'kubeadm mounts it where the host has it, which cannot be known when the YAML is made; Red Hat keeps its CA certificates there, elsewhere it is an empty directory';
const MADE = 'the directory is made with the files in it; an empty one that the kubelet made instead would hide that they are missing';
const CIS = 'asked for by the CIS benchmark';
const BY_ETCD = 'what the probes ask follows from the etcd version and not from the Kubernetes version: /livez and /readyz exist from etcd 3.5.11';
const RESTARTS = 'without etcd an apiserver is not ready, but a restart would not help: 80 s without quorum would restart every one of them, and none would come up again';
const ETCD_CHECKS = 'with 2 s each, which is the default, a hung etcd makes /readyz answer after 4 s: HAProxy gives up after 1 s and cuts the sessions of an apiserver that it should only drain';
const SHUTDOWN_ORDER = 'its price: to the kernel short of memory it is an ordinary pod, and no longer one that is killed last; when a host shuts down the kubelet stops lower priorities first: the apiserver is drained while its own etcd still runs';

/** Every difference there is. A test compares with kubeadm's own files, and fails for one that is not here and for one that is no more. */
export const DIFFERENCES: DifferenceRow[] = [
  // Every pod
  { components: ALL, what: 'spec schedulerName', ours: 'static-pod-only', reason: 'a static pod that was applied to an API server by mistake stays Pending, because no scheduler has that name; the kubelet ignores the field' },
  { components: ALL, what: 'metadata.labels.ha-cluster.local/cluster', ours: 'prod', reason: 'every tool finds what belongs together by labels, never by file names' },
  { components: ALL, what: 'metadata.labels.ha-cluster.local/host', ours: 'cp-1', reason: 'says which host the manifest is for' },
  { components: ALL, what: 'status', kubeadm: '{}', reason: 'an empty field that kubeadm writes and nobody reads' },
  { components: ALL, what: 'metadata.creationTimestamp', kubeadm: 'null', until: 33, reason: 'an empty field that kubeadm wrote before 1.34 and nobody reads' },
  { components: CLIENTS, what: 'spec priorityClassName', ours: 'system-cluster-critical', kubeadm: 'system-node-critical', reason: SHUTDOWN_ORDER },
  { components: CLIENTS, what: 'spec priority', ours: '2000000000', kubeadm: '2000001000', reason: 'the number of the class' },
  { components: CA_USERS, what: 'volume k8s-certs', ours: '/etc/kubernetes/pki, Directory, readOnly', kubeadm: '/etc/kubernetes/pki, DirectoryOrCreate, readOnly', reason: MADE },
  { components: CA_USERS, what: 'volume etc-pki', ours: '/etc/pki, DirectoryOrCreate, readOnly', until: 30, reason: HOST_CA },
  { components: CA_USERS, what: 'volume etc-pki-ca-trust', ours: '/etc/pki/ca-trust, DirectoryOrCreate, readOnly', since: 31, reason: HOST_CA },
  { components: CA_USERS, what: 'volume etc-pki-tls-certs', ours: '/etc/pki/tls/certs, DirectoryOrCreate, readOnly', since: 31, reason: HOST_CA },
  { components: CLIENTS, what: 'flag --profiling', ours: 'false', reason: `${CIS}: profiles tell about memory and load, and cost time to make` },

  // etcd
  { components: ETCD, what: 'flag --initial-cluster', ours: 'cp-1=https://10.0.0.11:2380,cp-2=https://10.0.0.12:2380,cp-3=https://10.0.0.13:2380', kubeadm: 'cp-1=https://10.0.0.11:2380', reason: 'all members found the cluster together; with kubeadm the first one founds it and the others join later' },
  { components: ETCD, what: 'flag --snapshot-count', kubeadm: '10000', since: 34, reason: 'the default of etcd 3.6, where the flag is deprecated: 3.6.5 warns about it at every start' },
  { components: ETCD, what: 'flag --initial-cluster-state', ours: 'new', reason: 'said in so many words because it must become `existing` after the first boot: EtcdBootstrap.EXISTING' },
  { components: ETCD, what: 'flag --initial-cluster-token', ours: 'prod', reason: 'members of two clusters never take each other for their own' },
  { components: ETCD, what: 'flag --heartbeat-interval', ours: '100', reason: 'etcd\'s default, written down because the failover time is computed from it' },
  { components: ETCD, what: 'flag --election-timeout', ours: '1000', reason: 'etcd\'s default, written down because the failover time is computed from it' },
  { components: ETCD, what: 'flag --quota-backend-bytes', ours: '8589934592', reason: 'at etcd\'s default of 2 GiB a cluster with many objects stops accepting writes; 8 GiB is the most that its maintainers suggest' },
  { components: ETCD, what: 'flag --cipher-suites', ours: SUITES, reason: 'the suites with forward secrecy and authenticated encryption only' },
  { components: ETCD, what: 'flag --experimental-compact-hash-check-enabled', ours: 'true', until: 33, reason: 'members compare hashes after each compaction, so that a member whose data went wrong is found while it runs and not only when it starts' },
  { components: ETCD, what: 'flag --feature-gates', ours: 'CompactHashCheck=true,InitialCorruptCheck=true', kubeadm: 'InitialCorruptCheck=true', since: 34, reason: 'members compare hashes after each compaction, so that a member whose data went wrong is found while it runs and not only when it starts' },
  { components: ETCD, what: 'livenessProbe path', ours: '/livez', kubeadm: '/health?exclude=NOSPACE&serializable=true', until: 30, reason: BY_ETCD },
  { components: ETCD, what: 'startupProbe path', ours: '/livez', kubeadm: '/health?serializable=false', until: 30, reason: 'a member that waits for the others to boot is not broken: it is not restarted for lack of quorum' },
  { components: ETCD, what: 'startupProbe path', ours: '/livez', kubeadm: '/readyz', since: 31, reason: 'a member that waits for the others to boot is not broken: it is not restarted for lack of quorum' },
  { components: ETCD, what: 'readinessProbe path', ours: '/readyz', until: 30, reason: BY_ETCD },
  { components: ETCD, what: 'readinessProbe address', ours: 'HTTP 127.0.0.1:2381', until: 30, reason: BY_ETCD },
  { components: ETCD, what: 'readinessProbe numbers', ours: 'failureThreshold 3, periodSeconds 1, timeoutSeconds 15', until: 30, reason: BY_ETCD },
  { components: ETCD, what: 'volume etcd-certs', ours: '/etc/kubernetes/pki/etcd, Directory, readOnly', kubeadm: '/etc/kubernetes/pki/etcd, DirectoryOrCreate', reason: 'etcd only reads them; the description makes the directory' },
  { components: ETCD, what: 'volume etcd-data', ours: '/var/lib/etcd, Directory', kubeadm: '/var/lib/etcd, DirectoryOrCreate', reason: 'the description makes it with mode 0700; where a disk of its own failed to mount, an empty directory that the kubelet made would be a member that lost its data' },

  // kube-apiserver
  { components: API, what: 'livenessProbe path', ours: '/livez?exclude=etcd', kubeadm: '/livez', reason: RESTARTS },
  { components: API, what: 'startupProbe path', ours: '/livez?exclude=etcd', kubeadm: '/livez', reason: RESTARTS },
  { components: API, what: 'flag --etcd-healthcheck-timeout', ours: '450ms', reason: ETCD_CHECKS },
  { components: API, what: 'flag --etcd-readycheck-timeout', ours: '450ms', reason: ETCD_CHECKS },
  { components: API, what: 'flag --shutdown-delay-duration', ours: '5s', reason: 'it keeps serving until every balancer has seen that it is no longer ready' },
  { components: API, what: 'spec terminationGracePeriodSeconds', ours: '80', reason: 'the delay above, a minute for long requests, and time to close watches; the kubelet kills after 30 s otherwise' },
  { components: API, what: 'flag --goaway-chance', ours: '0.001', reason: 'one request in a thousand asks its client to connect anew, so that an apiserver that came back gets its share of connections' },
  { components: API, what: 'flag --enable-admission-plugins', ours: 'DenyServiceExternalIPs,EventRateLimit,NodeRestriction', kubeadm: 'NodeRestriction', reason: `${CIS}: external addresses of Services can take traffic of others (CVE-2020-8554), and a flood of events can fill etcd` },
  { components: API, what: 'flag --admission-control-config-file', ours: '/etc/kubernetes/kube-apiserver/admission.yaml', reason: 'limits of EventRateLimit, and a Pod Security level for namespaces that say nothing' },
  { components: API, what: 'flag --audit-policy-file', ours: '/etc/kubernetes/kube-apiserver/audit-policy.yaml', reason: `${CIS}: who did what` },
  { components: API, what: 'flag --audit-log-path', ours: '/var/log/kubernetes/audit/audit.log', reason: CIS },
  { components: API, what: 'flag --audit-log-maxage', ours: '30', reason: `${CIS}: days` },
  { components: API, what: 'flag --audit-log-maxbackup', ours: '10', reason: `${CIS}: files` },
  { components: API, what: 'flag --audit-log-maxsize', ours: '100', reason: `${CIS}: megabytes for each file, so the log takes 1.1 GB at most` },
  { components: API, what: 'flag --authentication-config', ours: '/etc/kubernetes/kube-apiserver/authentication.yaml', since: 32, reason: 'requests without a certificate or token reach the health paths and nothing else; kubelets and balancers need those' },
  { components: API, what: 'flag --encryption-provider-config', ours: '/etc/kubernetes/kube-apiserver/encryption.yaml', reason: `${CIS}: Secrets are encrypted in etcd and in its backups` },
  { components: API, what: 'flag --encryption-provider-config-automatic-reload', ours: 'true', reason: 'a new key is taken up without a restart' },
  { components: API, what: 'flag --kubelet-certificate-authority', ours: '/etc/kubernetes/pki/ca.crt', reason: `${CIS}: every declared node has a serving certificate of the cluster's CA, so logs and exec go to the right kubelet and to no one else` },
  { components: API, what: 'flag --service-account-extend-token-expiration', ours: 'false', reason: `${CIS}: tokens of pods live for an hour instead of a year; client libraries have renewed them since 1.21` },
  { components: API, what: 'flag --service-account-lookup', ours: 'true', reason: `${CIS}: the default, written down` },
  { components: API, what: 'flag --tls-cipher-suites', ours: SUITES, reason: CIS },
  { components: API, what: 'flag --tls-min-version', ours: 'VersionTLS12', reason: 'the default, written down' },
  { components: API, what: 'volume audit-log', ours: '/var/log/kubernetes/audit, Directory', reason: 'where the audit log is written' },
  { components: API, what: 'volume config', ours: '/etc/kubernetes/kube-apiserver, Directory, readOnly', reason: 'the files that the flags name; a directory, because a file that is mounted by itself stays the old one when it is replaced' },
  { components: API, what: 'metadata.annotations.ha-cluster.local/config-hash', ours: '(a hash)', reason: 'the kubelet watches manifests only: a changed file must show in the manifest, or the apiserver would not restart with it' },
  { components: API, what: 'volume etcd-certs-0', kubeadm: '/etc/kubernetes/pki, DirectoryOrCreate, readOnly', topology: 'external', reason: 'kubeadm mounts the directory a second time, under the same path' },

  // kube-controller-manager and kube-scheduler
  { components: LEADERS, what: 'flag --leader-elect-lease-duration', ours: '6s', reason: LEASE },
  { components: LEADERS, what: 'flag --leader-elect-renew-deadline', ours: '4s', reason: LEASE },
  { components: LEADERS, what: 'flag --leader-elect-retry-period', ours: '1s', reason: LEASE },
  { components: MANAGER, what: 'flag --node-monitor-grace-period', ours: '50s', reason: 'the default from 1.32 on, in every version: with 40 s a lost watch of 45 s marked healthy nodes as not ready' },
  { components: MANAGER, what: 'flag --terminated-pod-gc-threshold', ours: '12500', reason: `${CIS}: the default, written down` },
  ...['--kubeconfig', '--authentication-kubeconfig', '--authorization-kubeconfig'].flatMap((flag) => [
    { components: MANAGER, what: `flag ${flag}`, ours: '/var/lib/kube-controller-manager/kubeconfig', kubeadm: '/etc/kubernetes/controller-manager.conf', reason: KUBECONFIG },
    { components: SCHEDULER, what: `flag ${flag}`, ours: '/var/lib/kube-scheduler/kubeconfig', kubeadm: '/etc/kubernetes/scheduler.conf', reason: KUBECONFIG },
  ]),
  { components: MANAGER, what: 'volume kubeconfig', ours: '/var/lib/kube-controller-manager, Directory, readOnly', kubeadm: '/etc/kubernetes/controller-manager.conf, FileOrCreate, readOnly', reason: KUBECONFIG },
  { components: SCHEDULER, what: 'volume kubeconfig', ours: '/var/lib/kube-scheduler, Directory, readOnly', kubeadm: '/etc/kubernetes/scheduler.conf, FileOrCreate, readOnly', reason: KUBECONFIG },
];
