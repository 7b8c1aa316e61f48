import { posix } from 'path';
import { Flags } from '../../lib/availability/read/flags';
import { PlannedHost, StaticPod } from '../stream/model';

/** The port of an API server that does not say another one. */
const SECURE_PORT = '6443';

/** The static pod of a host whose first container runs a program, by the program's name. */
export function podOf(host: PlannedHost, program: string): StaticPod | undefined {
  return host.staticPods.find((pod) => posix.basename(Flags.of(pod.spec.containers[0]).binary) === program);
}

/** The port at which the kube-apiserver of a pod listens. */
export function securePort(pod: StaticPod): string {
  return Flags.of(pod.spec.containers[0]).value('secure-port') ?? SECURE_PORT;
}
