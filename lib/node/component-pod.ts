import { k8s } from 'cdk8s-plus-28';
import { ComponentOptions, HostVolume } from '../cluster/component-options';
import { Flags, renderFlags } from './component-flags';

/** Nothing schedules pods of this name: a static pod that was applied to an API server by mistake stays Pending. The kubelet ignores it. */
export const NO_SCHEDULER = 'static-pod-only';

/** How soon the kubelet stops a pod when the host shuts down: lower priorities first. */
export enum PodPriority {
  /** Stops last: etcd and the front end, which others need while they stop. */
  NODE_CRITICAL = 'system-node-critical',
  /** Stops before: the apiserver and what talks to it. */
  CLUSTER_CRITICAL = 'system-cluster-critical',
}

/** The numbers behind the class names (scheduling.k8s.io, fixed in Kubernetes). */
export const PRIORITY_VALUE = { [PodPriority.NODE_CRITICAL]: 2_000_001_000, [PodPriority.CLUSTER_CRITICAL]: 2_000_000_000 };

/** A directory of the host in the container at the same path. */
export interface Mount {
  readonly name: string;
  readonly path: string;
  readonly readOnly: boolean;
  /** `Directory` where the description makes it; `DirectoryOrCreate` for directories of the operating system that may be missing. */
  readonly type: 'Directory' | 'DirectoryOrCreate';
}

/** An HTTP probe; numbers are kubeadm's. */
export interface HttpProbe {
  readonly host: string;
  readonly path: string;
  readonly scheme: 'HTTP' | 'HTTPS';
}

/** A control-plane component as a static pod. */
export interface ComponentPod {
  readonly name: string;
  readonly image: string;
  readonly flags: Flags;
  readonly options: ComponentOptions;
  readonly mounts: Mount[];
  readonly port: number;
  /** Probes name a declared port, as kubeadm's do from 1.34 on. */
  readonly namedPort: boolean;
  readonly liveness: HttpProbe;
  readonly readiness?: HttpProbe;
  readonly startup: HttpProbe;
  readonly requests: { readonly [resource: string]: string };
  readonly priority: PodPriority;
  readonly gracePeriodSeconds?: number;
  readonly annotations?: { readonly [key: string]: string };
}

const PORT_NAME = 'probe-port';

/** The pod that kubeadm would make of these, in the typed form of cdk8s-plus-28. */
export function renderComponentPod(pod: ComponentPod): k8s.KubePodProps {
  const extra = [...(pod.options.extraVolumes ?? [])].sort((a, b) => (a.name < b.name ? -1 : 1));
  const mounts = [...pod.mounts].sort((a, b) => (a.name < b.name ? -1 : 1));
  return {
    metadata: {
      name: pod.name,
      namespace: 'kube-system',
      labels: { component: pod.name, tier: 'control-plane' },
      ...(pod.annotations ? { annotations: { ...pod.annotations } } : {}),
    },
    spec: {
      containers: [
        {
          name: pod.name,
          image: pod.options.image ?? pod.image,
          imagePullPolicy: 'IfNotPresent',
          command: [pod.name, ...renderFlags(pod.flags, pod.options.extraArgs)],
          ...env(pod.options),
          ...(pod.namedPort ? { ports: [{ name: PORT_NAME, containerPort: pod.port, protocol: 'TCP' }] } : {}),
          livenessProbe: probe(pod, pod.liveness, { initialDelaySeconds: 10, periodSeconds: 10, failureThreshold: 8 }),
          ...(pod.readiness ? { readinessProbe: probe(pod, pod.readiness, { periodSeconds: 1, failureThreshold: 3 }) } : {}),
          startupProbe: probe(pod, pod.startup, { initialDelaySeconds: 10, periodSeconds: 10, failureThreshold: 24 }),
          resources: { requests: Object.fromEntries(Object.entries(pod.requests).map(([name, value]) => [name, k8s.Quantity.fromString(value)])) },
          volumeMounts: [
            ...mounts.map((mount) => ({ name: mount.name, mountPath: mount.path, ...(mount.readOnly ? { readOnly: true } : {}) })),
            ...extra.map((volume) => ({
              name: volume.name,
              mountPath: volume.mountPath ?? volume.hostPath,
              ...(volume.readOnly === false ? {} : { readOnly: true }),
            })),
          ],
        },
      ],
      hostNetwork: true,
      priority: PRIORITY_VALUE[pod.priority],
      priorityClassName: pod.priority,
      schedulerName: NO_SCHEDULER,
      securityContext: { seccompProfile: { type: 'RuntimeDefault' } },
      ...(pod.gracePeriodSeconds === undefined ? {} : { terminationGracePeriodSeconds: pod.gracePeriodSeconds }),
      volumes: [...mounts.map((mount) => ({ name: mount.name, hostPath: { path: mount.path, type: mount.type } })), ...extra.map(hostVolume)],
    },
  };
}

function probe(
  pod: ComponentPod,
  http: HttpProbe,
  timing: { initialDelaySeconds?: number; periodSeconds: number; failureThreshold: number },
): k8s.Probe {
  const port = pod.namedPort ? k8s.IntOrString.fromString(PORT_NAME) : k8s.IntOrString.fromNumber(pod.port);
  return { ...timing, timeoutSeconds: 15, httpGet: { host: http.host, path: http.path, port, scheme: http.scheme } };
}

function env(options: ComponentOptions): { env?: k8s.EnvVar[] } {
  const variables = Object.entries(options.extraEnv ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return variables.length === 0 ? {} : { env: variables.map(([name, value]) => ({ name, value })) };
}

function hostVolume(volume: HostVolume): k8s.Volume {
  // No type: the user's path may be a file or a directory, and must exist.
  return { name: volume.name, hostPath: { path: volume.hostPath } };
}

/** The CA directories of the operating system, which client libraries in the component may need. */
export function hostCaMounts(directories: string[]): Mount[] {
  return ['/etc/ssl/certs', ...directories].map((path) => ({
    name: path === '/etc/ssl/certs' ? 'ca-certs' : path.slice(1).replace(/\//g, '-'),
    path,
    readOnly: true,
    type: 'DirectoryOrCreate' as const,
  }));
}
