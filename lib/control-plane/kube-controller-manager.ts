import { Construct } from 'constructs';
import { list, optional, Shape } from '../cluster/shape';
import { FailoverTiming, goDuration } from '../cluster/timing';
import { ADDRESS_RANGE } from '../cluster/values/address-range';
import { checkedProps } from '../node/checked-props';
import { hostCaMounts, Mount, PodPriority, renderComponentPod } from '../node/component-pod';
import { PKI } from '../node/pki-folder';
import { StaticPod } from '../node/static-pod';
import { componentImage } from '../versions/images';
import { KubernetesVersion } from '../versions/kubernetes-version';
import { CONTROLLER_SHAPE, ControllerProps } from './controller-props';
import { leaderElectionFlags } from './leader-election-flags';
import { CONTROLLER_MANAGER } from './paths';

/** Properties of KubeControllerManager. */
export interface KubeControllerManagerProps extends ControllerProps {
  /**
   * The ranges of pods, the primary family first.
   *
   * @default - 10.244.0.0/16
   */
  readonly podRanges?: string[];

  /**
   * The ranges of Services, the primary family first.
   *
   * @default - 10.96.0.0/12
   */
  readonly serviceRanges?: string[];
}

const SHAPE: Shape = { ...CONTROLLER_SHAPE, podRanges: optional(list(ADDRESS_RANGE, 1)), serviceRanges: optional(list(ADDRESS_RANGE, 1)) };

const FLEX_VOLUMES: Mount = {
  name: 'flexvolume-dir',
  path: '/usr/libexec/kubernetes/kubelet-plugins/volume/exec',
  readOnly: false,
  type: 'DirectoryOrCreate',
};

/**
 * kube-controller-manager of one control-plane node as a static pod, elected among all of them.
 *
 * Its kubeconfig is expected at `/var/lib/kube-controller-manager/kubeconfig` and should name the apiserver of the same node, so that it never
 * meets an apiserver older than itself, and certificates at kubeadm's places.
 */
export class KubeControllerManager extends Construct {
  /** The static pod, for patches. */
  public readonly pod: StaticPod;

  /**
   * @param scope a chart, or a construct in one
   * @param id the construct id
   * @param props the controller manager
   */
  constructor(scope: Construct, id: string, props: KubeControllerManagerProps) {
    super(scope, id);
    const checked = checkedProps<KubeControllerManagerProps>(this, SHAPE, props);
    this.pod = checked ? this.place(checked) : new StaticPod(this, 'pod', { pod: { metadata: { name: 'kube-controller-manager' } } });
  }

  private place(props: KubeControllerManagerProps): StaticPod {
    const row = props.version._row() ?? KubernetesVersion.V1_36._row()!;
    const timing = (props.timing ?? FailoverTiming.balanced())._resolve('timing', []);
    const kubeconfig = `${CONTROLLER_MANAGER}/kubeconfig`;
    const health = { host: '127.0.0.1', path: '/healthz', scheme: 'HTTPS' as const };
    return new StaticPod(this, 'pod', {
      pod: renderComponentPod({
        name: 'kube-controller-manager',
        image: componentImage(props.imageRegistry, 'kube-controller-manager', props.version.version),
        flags: {
          'allocate-node-cidrs': 'true',
          'authentication-kubeconfig': kubeconfig,
          'authorization-kubeconfig': kubeconfig,
          'bind-address': '127.0.0.1',
          'client-ca-file': `${PKI}/ca.crt`,
          'cluster-cidr': (props.podRanges ?? ['10.244.0.0/16']).join(','),
          'cluster-name': 'kubernetes',
          'cluster-signing-cert-file': `${PKI}/ca.crt`,
          'cluster-signing-key-file': `${PKI}/ca.key`,
          controllers: '*,bootstrapsigner,tokencleaner',
          kubeconfig,
          'node-monitor-grace-period': goDuration(timing.nodeMonitorGrace),
          profiling: 'false',
          'requestheader-client-ca-file': `${PKI}/front-proxy-ca.crt`,
          'root-ca-file': `${PKI}/ca.crt`,
          'service-account-private-key-file': `${PKI}/sa.key`,
          'service-cluster-ip-range': (props.serviceRanges ?? ['10.96.0.0/12']).join(','),
          // Kubernetes' own default, given because the CIS benchmark wants to see that it was thought of.
          'terminated-pod-gc-threshold': '12500',
          'use-service-account-credentials': 'true',
          ...leaderElectionFlags(timing),
        },
        options: props.options ?? {},
        mounts: [
          { name: 'k8s-certs', path: PKI, readOnly: true, type: 'Directory' },
          { name: 'kubeconfig', path: CONTROLLER_MANAGER, readOnly: true, type: 'Directory' },
          ...(row.features.flexVolume ? [FLEX_VOLUMES] : []),
          ...hostCaMounts(row.features.hostCaDirectories),
        ],
        port: 10257,
        namedPort: row.features.namedProbePort,
        liveness: health,
        startup: health,
        requests: { cpu: '200m' },
        priority: PodPriority.CLUSTER_CRITICAL,
      }),
    });
  }
}
