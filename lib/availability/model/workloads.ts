import { Control } from './api-servers';
import { ActingAnswer, WorkloadsAnswer } from './assessment';
import { kubelets } from './clients';
import { ModelHost } from './cluster-model';
import { evictionTime, notReadyTime } from './terms';
import { millisOf, NO_TIME, parallel, serial, Time, unbounded } from './time';

/** What happens to the pods of the workers. */
export function workloads(control: Control, controllers: ActingAnswer, scheduler: ActingAnswer): WorkloadsAnswer {
  const hosts = control.world.model.hosts.filter(({ runsPods }) => runsPods);
  const lost = hosts.filter((host) => !isThere(control, host));
  // Nobody starts anything a second time where no controller manager looks at the nodes.
  const doubted = controllers.acts ? hosts.filter((host) => !lost.includes(host) && !reports(control, host)) : [];
  const left = hosts.length - lost.length - doubted.length;
  const none = lost.length + doubted.length === 0;
  return {
    keepRunning: doubted.length === 0,
    lost: lost.map(({ name }) => name),
    doubted: doubted.map(({ name }) => name),
    replaced: none ? NO_TIME : replaced(control, controllers, scheduler, left),
  };
}

/** Whether the pods of a host are where clients and other pods are. */
function isThere(control: Control, { name }: ModelHost): boolean {
  return control.world.isReachable(name) && control.world.reaches(name, name) && onTheSideOfMost(control, name);
}

function onTheSideOfMost(control: Control, name: string): boolean {
  return control.world.sideOf(name) === control.side();
}

/** Whether a kubelet reports before its pods are started elsewhere: a node that was not ready for less than that keeps them. */
function reports(control: Control, host: ModelHost): boolean {
  // A host of pods without a described kubelet is none that the model can doubt.
  if (!host.kubelet) return true;
  // Where only a share of the connections fails, one of five attempts every heartbeat gets through.
  const { nodeMonitorGraceMs, tolerationMs } = control.world.model;
  const inTime = (...times: Time[]) => times.every((time) => millisOf(time) < nodeMonitorGraceMs + tolerationMs);
  return kubelets(control, host).some(({ writes, interruption, open }) => writes === 'partly' || (writes === 'yes' && inTime(interruption, open)));
}

function replaced(control: Control, controllers: ActingAnswer, scheduler: ActingAnswer, left: number): Time {
  const { nodeMonitorGraceMs, tolerationMs } = control.world.model;
  if (!controllers.acts || !scheduler.acts)
    return unbounded('pods stay away', 'nobody starts them elsewhere', 'kube-controller-manager, kube-scheduler');
  if (left === 0) return unbounded('pods stay away', 'there is no other host for them', 'kube-scheduler');
  // A new leader watches every node for the whole grace period before it says anything of one.
  const noticed = serial(controllers.interruption, notReadyTime(nodeMonitorGraceMs), evictionTime(tolerationMs));
  return parallel(noticed, scheduler.interruption);
}
