import { assess } from './assess';
import { Assessment, Client } from './assessment';
import { ClusterModel } from './cluster-model';
import { Failure } from './failure';
import { expiries, singleFailures } from './single-failures';
import { Loss, lossOf } from './survives';
import { millisOf, Time } from './time';
import { Tolerance, toleranceOf } from './tolerance';

/** What is asked how fast it is back. */
export const SERVICES = ['api', 'connections', 'pods', 'controllers', 'scheduler'] as const;

/**
 * One such question: `api` is the slowest of users, workers and components with new connections; `connections` the same for connections that were
 * open; `pods` is the API through the `kubernetes` Service.
 */
export type Service = (typeof SERVICES)[number];

/** The slowest recovery of one service. */
export interface Recovery {
  readonly service: Service;
  /** The single failure, of those that the cluster survives, after which it takes longest. */
  readonly failure: Failure;
  readonly client?: Client;
  readonly time: Time;
}

/** Everything that one look at a cluster tells. */
export interface Survey {
  /** Every single failure: each process, each host, each network, each zone. */
  readonly singles: Assessment[];
  /** Every certificate that runs out, each alone. */
  readonly certificates: Assessment[];
  readonly tolerance: Tolerance;
  /** By service; only those that take any time. */
  readonly recoveries: Recovery[];
  /** Single failures that the cluster does not survive whole; certificates are not among them. */
  readonly losses: Loss[];
}

/** Looks at every single failure of a cluster, and at how much of it may be lost. */
export function surveyOf(model: ClusterModel): Survey {
  const singles = singleFailures(model).map((failure) => assess(model, [failure]));
  return {
    singles,
    certificates: expiries(model).map((failure) => assess(model, [failure])),
    tolerance: toleranceOf(model),
    recoveries: SERVICES.flatMap((service) => slowest(singles, service)),
    losses: singles.flatMap(lossOf),
  };
}

/** How long a service is away after a failure, with the kind of client that waits longest; undefined where it does not come back. */
export function recoveryOf(assessment: Assessment, service: Service): Recovery | undefined {
  const [failure] = assessment.failures;
  if (!failure || lossOf(assessment).some(({ ownHostOnly }) => !ownHostOnly)) return undefined;
  if (service === 'controllers' || service === 'scheduler') return { service, failure, time: assessment[service].interruption };
  const answers = assessment.clients.filter(({ client }) => (client === 'pods') === (service === 'pods') && client !== 'components');
  const times = answers.map(({ client, interruption, openConnections }) => ({
    service,
    failure,
    client,
    time: service === 'connections' ? openConnections : interruption,
  }));
  return times.reduce<Recovery | undefined>((worst, next) => (worst && millisOf(worst.time) >= millisOf(next.time) ? worst : next), undefined);
}

function slowest(assessments: Assessment[], service: Service): Recovery[] {
  const all = assessments.flatMap((assessment) => recoveryOf(assessment, service) ?? []).filter(({ time }) => millisOf(time) > 0);
  const most = Math.max(0, ...all.map(({ time }) => millisOf(time)));
  return all.filter(({ time }) => millisOf(time) === most).slice(0, 1);
}
