/** A path of a host with its owner and mode. */
export interface PlannedPath {
  /** Absolute. */
  readonly path: string;
  /** Four octal digits. */
  readonly mode: string;
  /** User name. */
  readonly owner: string;
  /** Group name. */
  readonly group: string;
}

/** The unit that has to take notice when a file changes. */
export interface OnChange {
  readonly unit: string;
  readonly action: 'reload' | 'restart';
}

/** One value of one planned secret. */
export interface SecretRef {
  /** Certificate, Kubeconfig or SecretKey. */
  readonly kind: string;
  /** The planned object. */
  readonly name: string;
  /** tls.crt, tls.key, ca.crt, ca.key, ca-bundle.crt, kubeconfig, key or key.pub. */
  readonly part: string;
}

/** A file of a host: its content is text, in which `${secret:Kind/name#part}` stands for a value, or one value as a whole. */
export interface PlannedFile extends PlannedPath {
  readonly content?: string;
  readonly contentFrom?: SecretRef;
  readonly onChange?: OnChange;
}

/** Who a certificate is for. */
export interface PlannedSubject {
  readonly commonName: string;
  readonly organizations?: string[];
}

/** The plan of a certificate and its key. */
export interface CertificateSpec {
  readonly ca: boolean;
  readonly issuer?: string;
  readonly subject: PlannedSubject;
  readonly dnsNames?: string[];
  readonly ipAddresses?: string[];
  /** `server auth`, `client auth`. */
  readonly usages?: string[];
  readonly validityDays: number;
  /** As in `ECDSA-P256` or `RSA-2048`. */
  readonly keyAlgorithm: string;
}

/** The plan of a kubeconfig with a client certificate of its own. */
export interface KubeconfigSpec {
  /** URL. */
  readonly server: string;
  readonly cluster: string;
  readonly issuer: string;
  readonly subject: PlannedSubject;
  readonly validityDays: number;
  readonly keyAlgorithm: string;
}

/** The plan of a key pair, or of random bytes. */
export interface SecretKeySpec {
  readonly type: 'pair' | 'random';
  readonly keyAlgorithm?: string;
  readonly bytes?: number;
}

/** What is the same for every planned secret. */
interface Planned<K extends string, S> {
  readonly kind: K;
  readonly name: string;
  /** The host that it is for; none for what belongs to the cluster. */
  readonly host?: string;
  readonly spec: S;
}

/** A Certificate object. */
export type PlannedCertificate = Planned<'Certificate', CertificateSpec>;
/** A Kubeconfig object. */
export type PlannedKubeconfig = Planned<'Kubeconfig', KubeconfigSpec>;
/** A SecretKey object. */
export type PlannedSecretKey = Planned<'SecretKey', SecretKeySpec>;
/** What must be issued. */
export type PlannedSecret = PlannedCertificate | PlannedKubeconfig | PlannedSecretKey;

/** What a host is, and what must be there before its files make sense. */
export interface HostSpec {
  /** The primary one first. */
  readonly addresses: string[];
  readonly zone?: string;
  readonly networkInterface?: string;
  readonly kubeletVersion?: string;
  /** control-plane, etcd, worker. */
  readonly roles: string[];
  readonly packages?: string[];
  readonly kernelModules?: string[];
  readonly sysctls?: Record<string, string>;
  readonly users?: { readonly name: string; readonly home: string }[];
  /** To enable and start, in this order. */
  readonly units?: string[];
  readonly staticPods?: string[];
}

/** Metadata of an object, as far as these tools look into it. */
export interface ObjectMeta {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Record<string, string>;
  readonly annotations?: Record<string, string>;
}

/** An object of Kubernetes, as far as these tools look into it. */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMeta;
  readonly [field: string]: unknown;
}

/** A volume of a static pod. */
export interface PodVolume {
  readonly name: string;
  readonly hostPath?: { readonly path: string; readonly type?: string };
}

/** A container of a static pod. */
export interface PodContainer {
  readonly name: string;
  readonly image: string;
  readonly command?: string[];
  readonly args?: string[];
  readonly volumeMounts?: { readonly name: string; readonly mountPath: string; readonly readOnly?: boolean }[];
}

/** A static pod. */
export interface StaticPod extends KubeObject {
  readonly spec: {
    readonly containers: PodContainer[];
    readonly initContainers?: PodContainer[];
    readonly volumes?: PodVolume[];
    readonly [field: string]: unknown;
  };
}

/** A host with all that belongs on it. */
export interface PlannedHost {
  readonly name: string;
  readonly spec: HostSpec;
  /** By path. */
  readonly files: PlannedFile[];
  /** By path. */
  readonly directories: PlannedPath[];
  /** By name. */
  readonly staticPods: StaticPod[];
}

/** What no file and no host says. */
export interface ClusterSpec {
  /** Of Kubernetes, as in `1.36.3`. */
  readonly version: string;
  readonly etcd: { readonly topology: 'stacked' | 'external' | 'existing' | 'single'; readonly endpoints?: string[] };
  readonly endpoint?: { readonly kind: string; readonly host: string; readonly port: number };
  readonly networks: { readonly nodes?: string[]; readonly pods: string[]; readonly services: string[]; readonly domain: string };
  readonly timing: string;
  readonly acknowledgements?: { readonly rule: string; readonly reason: string; readonly host?: string }[];
}

/** A cluster as the YAML describes it. */
export interface PlannedCluster {
  readonly name: string;
  readonly spec: ClusterSpec;
  /** By name. */
  readonly hosts: PlannedHost[];
  /** Of the cluster and of its hosts, by kind and name. */
  readonly secrets: PlannedSecret[];
  /** The objects for the API, in the order of the YAML. */
  readonly api: KubeObject[];
}
