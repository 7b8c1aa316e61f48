import { Control } from './api-servers';
import { ActingAnswer } from './assessment';
import { byRoute } from './clients';
import { ModelHost, ModelLease } from './cluster-model';
import { CertificateUse, Process } from './failure';
import { Reach } from './reach';
import { leaseTime } from './terms';
import { either, longer, millisOf, NO_TIME, Time } from './time';

/** An elected component: where its settings are, and what it needs. */
export interface Elected {
  readonly process: Process;
  readonly certificate: CertificateUse;
  of(host: ModelHost): ModelLease | undefined;
}

/** kube-controller-manager. */
export const CONTROLLERS: Elected = {
  process: 'kube-controller-manager',
  certificate: 'controller-manager-client',
  of: (host) => host.controllerManager,
};

/** kube-scheduler. */
export const SCHEDULER: Elected = { process: 'kube-scheduler', certificate: 'scheduler-client', of: (host) => host.scheduler };

interface Candidate {
  readonly lease: ModelLease;
  /** What it gets of the API; undefined where it does not run, or cannot write. */
  readonly reach?: Reach;
}

/** Whether somebody does the work of a component, and since when. Whoever led before is where it hurts most. */
export function acting(control: Control, component: Elected): ActingAnswer {
  const { world } = control;
  const candidates = world.model.hosts.flatMap((host): Candidate[] => {
    const lease = component.of(host);
    if (!lease) return [];
    const reach = world.runs(host.name, component.process)
      ? byRoute(control, host.name, lease.server, !world.isExpired(host.name, component.certificate))
      : undefined;
    return [reach === undefined || reach.writes === 'no' ? { lease } : { lease, reach }];
  });
  const able = candidates.flatMap(({ reach }) => (reach ? [reach] : []));
  const [first] = able;
  if (first === undefined) return { acts: false, interruption: NO_TIME };
  const api = either(first.interruption, ...able.slice(1).map(({ interruption }) => interruption));
  return { acts: true, interruption: candidates.map((leader) => underLeader(leader, candidates, api)).reduce(longer, NO_TIME) };
}

function underLeader({ lease, reach }: Candidate, candidates: Candidate[], api: Time): Time {
  if (!lease.elected) return reach ? reach.interruption : NO_TIME;
  // A leader that cannot renew in time ends, and its lease has to run out as if it were dead. Its last attempt may begin one period early.
  if (reach && millisOf(reach.interruption) + lease.retryMs < lease.renewMs) return reach.interruption;
  const times = candidates.map((candidate) => candidate.lease);
  const slowest = { leaseMs: Math.max(...times.map(({ leaseMs }) => leaseMs)), retryMs: Math.max(...times.map(({ retryMs }) => retryMs)) };
  return leaseTime(slowest, api);
}
