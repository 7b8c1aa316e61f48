import { ComponentOptions } from '../cluster/component-options';
import { FailoverTiming } from '../cluster/timing';
import { KubernetesVersion } from '../versions/kubernetes-version';

/** What kube-controller-manager and kube-scheduler have in common. */
export interface ControllerProps {
  /** The Kubernetes version. */
  readonly version: KubernetesVersion;

  /**
   * Where the image comes from.
   *
   * @default 'registry.k8s.io'
   */
  readonly imageRegistry?: string;

  /**
   * The lease by which one of several leads.
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
