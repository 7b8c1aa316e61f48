import { ComponentOptions, COMPONENT_SHAPE } from '../cluster/component-options';
import { optional, required, Shape, struct } from '../cluster/shape';
import { FailoverTiming } from '../cluster/timing';
import { REGISTRY } from '../cluster/values/registry';
import { KNOWN_VERSION, TIMING } from '../node/checked-props';
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

/** Fields that both have. */
export const CONTROLLER_SHAPE: Shape = {
  version: required(KNOWN_VERSION),
  imageRegistry: optional(REGISTRY),
  timing: optional(TIMING),
  options: optional(struct(COMPONENT_SHAPE)),
};
