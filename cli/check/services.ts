import { Assessment, Client, ClientAnswer, Failure, longer, NO_TIME, Service, Time } from '../../lib/availability/model';

/** What a failure does to one service. */
export interface ServiceAnswer {
  /** It comes back for all but the failing host itself, while the failure lasts. */
  readonly survives: boolean;
  /** From the failure until it is back; of no meaning where it is not. */
  readonly time: Time;
  /** Whose time it is. */
  readonly client?: Client;
  /** What is missing, where something is. */
  readonly missing: string[];
}

/** Whose access a service is. What runs beside an apiserver has no other one, by design: it counts through controllers and scheduler. */
const CLIENTS_OF: Readonly<Partial<Record<Service, Client[]>>> = {
  api: ['users', 'workers'],
  connections: ['users', 'workers'],
  pods: ['pods'],
};

/** What a single failure does to a service. */
export function serviceAnswer(assessment: Assessment, service: Service): ServiceAnswer {
  if (service === 'controllers' || service === 'scheduler') {
    const { acts, interruption } = assessment[service];
    return { survives: acts, time: interruption, missing: acts ? [] : ['nobody acts'] };
  }
  const hosts = assessment.failures.flatMap((failure: Failure) => ('host' in failure ? [failure.host] : []));
  const answers = assessment.clients.filter(({ client, present }) => present > 0 && CLIENTS_OF[service]?.includes(client));
  return answers.map((answer) => clientAnswer(answer, service, hosts)).reduce(worse, { survives: true, time: NO_TIME, missing: [] });
}

function clientAnswer(answer: ClientAnswer, service: Service, failing: string[]): ServiceAnswer {
  const { client, reads, writes, cutOff } = answer;
  const ownHostOnly = cutOff.length > 0 && cutOff.every((host) => failing.includes(host));
  const survives = ownHostOnly || (reads === 'yes' && writes === 'yes');
  const time = service === 'connections' ? answer.openConnections : answer.interruption;
  return { survives, client, time, missing: survives ? [] : [`${client}: reads ${reads}, writes ${writes}`] };
}

function worse(a: ServiceAnswer, b: ServiceAnswer): ServiceAnswer {
  const slower = a.client === undefined || longer(a.time, b.time) === b.time ? b : a;
  return { survives: a.survives && b.survives, time: slower.time, client: slower.client, missing: [...a.missing, ...b.missing] };
}
