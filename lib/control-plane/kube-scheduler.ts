import { Construct } from 'constructs';
import { FailoverTiming } from '../cluster/timing';
import { checkedProps } from '../node/checked-props';
import { PodPriority, renderComponentPod } from '../node/component-pod';
import { StaticPod } from '../node/static-pod';
import { componentImage } from '../versions/images';
import { KubernetesVersion } from '../versions/kubernetes-version';
import { CONTROLLER_SHAPE, ControllerProps } from './controller-props';
import { leaderElectionFlags } from './leader-election-flags';
import { SCHEDULER } from './paths';

/** Properties of KubeScheduler. */
export interface KubeSchedulerProps extends ControllerProps {}

/**
 * kube-scheduler of one control-plane node as a static pod, elected among all of them.
 *
 * Its kubeconfig is expected at `/var/lib/kube-scheduler/kubeconfig` and should name the apiserver of the same node.
 */
export class KubeScheduler extends Construct {
  /** The static pod, for patches. */
  public readonly pod: StaticPod;

  /**
   * @param scope a chart, or a construct in one
   * @param id the construct id
   * @param props the scheduler
   */
  constructor(scope: Construct, id: string, props: KubeSchedulerProps) {
    super(scope, id);
    const checked = checkedProps<KubeSchedulerProps>(this, CONTROLLER_SHAPE, props);
    this.pod = checked ? this.place(checked) : new StaticPod(this, 'pod', { pod: { metadata: { name: 'kube-scheduler' } } });
  }

  private place(props: KubeSchedulerProps): StaticPod {
    const row = props.version._row() ?? KubernetesVersion.V1_36._row()!;
    const timing = (props.timing ?? FailoverTiming.balanced())._resolve('timing', []);
    const kubeconfig = `${SCHEDULER}/kubeconfig`;
    const health = (path: string) => ({ host: '127.0.0.1', path, scheme: 'HTTPS' as const });
    const readyz = row.features.schedulerReadyz;
    return new StaticPod(this, 'pod', {
      pod: renderComponentPod({
        name: 'kube-scheduler',
        image: componentImage(props.imageRegistry, 'kube-scheduler', props.version.version),
        flags: {
          'authentication-kubeconfig': kubeconfig,
          'authorization-kubeconfig': kubeconfig,
          'bind-address': '127.0.0.1',
          kubeconfig,
          profiling: 'false',
          ...leaderElectionFlags(timing),
        },
        options: props.options ?? {},
        mounts: [{ name: 'kubeconfig', path: SCHEDULER, readOnly: true, type: 'Directory' }],
        port: 10259,
        namedPort: row.features.namedProbePort,
        liveness: health(readyz ? '/livez' : '/healthz'),
        readiness: readyz ? health('/readyz') : undefined,
        startup: health(readyz ? '/livez' : '/healthz'),
        requests: { cpu: '100m' },
        priority: PodPriority.CLUSTER_CRITICAL,
      }),
    });
  }
}
