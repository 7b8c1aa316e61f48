import { k8s } from 'cdk8s-plus-28';
import { NO_SCHEDULER, PodPriority, PRIORITY_VALUE } from '../node/component-pod';

/** What the static pods of the front end differ in. */
export interface FrontEndPod {
  readonly name: string;
  readonly image: string;
  /** Without it, the entry point of the image. */
  readonly command?: string[];
  readonly args?: string[];
  readonly env?: k8s.EnvVar[];
  /** A directory of the host and where the container sees it, read-only. */
  readonly directory: { readonly host: string; readonly container: string };
  readonly securityContext: k8s.SecurityContext;
  readonly livenessProbe?: k8s.Probe;
  readonly readinessProbe?: k8s.Probe;
  readonly requests: { readonly cpu: string; readonly memory: string };
  readonly gracePeriodSeconds: number;
  readonly hostAliases?: k8s.HostAlias[];
  readonly annotations?: { readonly [key: string]: string };
}

/**
 * The pod, in the typed form of cdk8s-plus-28.
 *
 * It declares no container port: from Kubernetes 1.34 on, apiservers declare theirs, and the kubelet refuses a second pod with the same one.
 * It stops last at shutdown, like etcd, because everything else may still talk through it.
 */
export function renderFrontEndPod(pod: FrontEndPod): k8s.KubePodProps {
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
          image: pod.image,
          imagePullPolicy: 'IfNotPresent',
          ...(pod.command ? { command: pod.command } : {}),
          ...(pod.args ? { args: pod.args } : {}),
          ...(pod.env ? { env: pod.env } : {}),
          ...(pod.livenessProbe ? { livenessProbe: pod.livenessProbe } : {}),
          ...(pod.readinessProbe ? { readinessProbe: pod.readinessProbe } : {}),
          resources: { requests: { cpu: k8s.Quantity.fromString(pod.requests.cpu), memory: k8s.Quantity.fromString(pod.requests.memory) } },
          securityContext: pod.securityContext,
          volumeMounts: [{ name: 'config', mountPath: pod.directory.container, readOnly: true }],
        },
      ],
      ...(pod.hostAliases ? { hostAliases: pod.hostAliases } : {}),
      hostNetwork: true,
      priority: PRIORITY_VALUE[PodPriority.NODE_CRITICAL],
      priorityClassName: PodPriority.NODE_CRITICAL,
      schedulerName: NO_SCHEDULER,
      securityContext: { seccompProfile: { type: 'RuntimeDefault' } },
      terminationGracePeriodSeconds: pod.gracePeriodSeconds,
      // Directory, not DirectoryOrCreate: an empty directory in place of a late one would start the component without its configuration.
      volumes: [{ name: 'config', hostPath: { path: pod.directory.host, type: 'Directory' } }],
    },
  };
}
