/** What follows from a Kubernetes minor. */
export interface KubernetesRow {
  readonly minor: number;
  /** The patch at which kubeadm's and the components' sources were read; images below are that kubeadm's defaults. */
  readonly patch: string;
  /** Tag of registry.k8s.io/etcd. */
  readonly etcd: string;
  /** Tag of registry.k8s.io/pause. */
  readonly pause: string;
  /** Tag of registry.k8s.io/coredns/coredns. */
  readonly coredns: string;
  /** How many minors older than the apiserver a kubelet may be. */
  readonly kubeletSkew: number;
  readonly features: Features;
}

/** Where the minors differ, by what a renderer asks. */
export interface Features {
  /** kube-scheduler is probed at /livez and /readyz instead of /healthz. */
  readonly schedulerReadyz: boolean;
  /** Probes name a declared container port instead of a number. */
  readonly namedProbePort: boolean;
  /** kube-controller-manager mounts the flexvolume directory. */
  readonly flexVolume: boolean;
  /** The CA directories of the host beside /etc/ssl/certs that kubeadm mounts where they exist. */
  readonly hostCaDirectories: string[];
  /** apiVersion of AuthenticationConfiguration with the `anonymous` block on by default; undefined before that. */
  readonly authenticationConfig?: string;
  /** The kubelet reads a directory of drop-ins given by --config-dir without an environment variable. */
  readonly kubeletConfigDir: boolean;
  /** The kubelet refuses a cgroup v1 host unless told otherwise. */
  readonly failsOnCgroupV1: boolean;
  /** kube-controller-manager can release its lease when it stops, behind ControllerManagerReleaseLeaderElectionLockOnExit. */
  readonly controllerManagerReleasesLease: boolean;
  /** Which rehearsal booted this minor with real components, as text for the documentation; empty if none. */
  readonly run: string;
}

const CA_OLD = ['/etc/ca-certificates', '/etc/pki', '/usr/local/share/ca-certificates', '/usr/share/ca-certificates'];
const CA_NEW = ['/etc/ca-certificates', '/etc/pki/ca-trust', '/etc/pki/tls/certs', '/usr/local/share/ca-certificates', '/usr/share/ca-certificates'];
const CONFIG_V1BETA1 = 'apiserver.config.k8s.io/v1beta1';
const CONFIG_V1 = 'apiserver.config.k8s.io/v1';

/** 1.28; later rows say only what changed. */
const V28: Features = {
  schedulerReadyz: false,
  namedProbePort: false,
  flexVolume: true,
  hostCaDirectories: CA_OLD,
  kubeletConfigDir: false,
  failsOnCgroupV1: false,
  controllerManagerReleasesLease: false,
  run: '',
};
const V30: Features = { ...V28, kubeletConfigDir: true };
const V31: Features = { ...V30, hostCaDirectories: CA_NEW };
const V32: Features = { ...V31, schedulerReadyz: true, authenticationConfig: CONFIG_V1BETA1 };
const V34: Features = { ...V32, namedProbePort: true, authenticationConfig: CONFIG_V1 };
const V35: Features = { ...V34, failsOnCgroupV1: true };
const V36: Features = { ...V35, flexVolume: false, controllerManagerReleasesLease: true };

/** By test/system/flags.test.ts: real etcd, apiserver and controllers with the rendered flags and files; kubelets up to their runtime. */
const BOOTED = 'control plane booted, stacked and external etcd; kubelet configuration read';

/** By test/rehearse: whole clusters, every host with its systemd, kubelet and front end. */
const REHEARSED = 'whole clusters booted from the YAML (`ha-cluster rehearse`)';

/** Every minor that can be rendered, oldest first. */
export const KUBERNETES_ROWS: KubernetesRow[] = [
  { minor: 28, patch: '1.28.15', etcd: '3.5.15-0', pause: '3.9', coredns: 'v1.10.1', kubeletSkew: 3, features: { ...V28, run: BOOTED } },
  { minor: 29, patch: '1.29.15', etcd: '3.5.16-0', pause: '3.9', coredns: 'v1.11.1', kubeletSkew: 3, features: V28 },
  { minor: 30, patch: '1.30.14', etcd: '3.5.15-0', pause: '3.9', coredns: 'v1.11.3', kubeletSkew: 3, features: V30 },
  { minor: 31, patch: '1.31.14', etcd: '3.5.24-0', pause: '3.10', coredns: 'v1.11.3', kubeletSkew: 3, features: V31 },
  { minor: 32, patch: '1.32.13', etcd: '3.5.24-0', pause: '3.10', coredns: 'v1.11.3', kubeletSkew: 3, features: V32 },
  { minor: 33, patch: '1.33.13', etcd: '3.5.24-0', pause: '3.10', coredns: 'v1.12.0', kubeletSkew: 3, features: V32 },
  { minor: 34, patch: '1.34.4', etcd: '3.6.5-0', pause: '3.10.1', coredns: 'v1.12.1', kubeletSkew: 3, features: { ...V34, run: BOOTED } },
  { minor: 35, patch: '1.35.4', etcd: '3.6.6-0', pause: '3.10.1', coredns: 'v1.13.1', kubeletSkew: 3, features: { ...V35, run: REHEARSED } },
  { minor: 36, patch: '1.36.3', etcd: '3.6.8-0', pause: '3.10.2', coredns: 'v1.14.2', kubeletSkew: 3, features: { ...V36, run: REHEARSED } },
];
