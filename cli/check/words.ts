import {
  Client,
  ClusterModel,
  decidingTerms,
  Failure,
  millisOf,
  Recovery,
  Service,
  SERVICES,
  Survey,
  Time,
  Tolerance,
} from '../../lib/availability/model';
import { groupFailures } from '../availability/groups';
import { count } from '../availability/lines';
import { showMillis } from '../availability/times';
import { ServiceAnswer, serviceAnswer } from './services';

/** What is asked of each service, in words. */
export const SERVICE_WORDS: Readonly<Record<Service, string>> = {
  api: 'new connections to the API',
  connections: 'connections to the API that were open',
  pods: 'the API for pods, by the `kubernetes` Service',
  controllers: 'controllers act',
  scheduler: 'the scheduler acts',
};

const CLIENT_WORDS: Readonly<Record<Client, string>> = {
  users: 'users',
  workers: 'the kubelets of workers',
  pods: 'pods',
  components: 'control-plane components',
};

/** Who waits longest, in words. */
export function clientWords(client: Client): string {
  return CLIENT_WORDS[client];
}

const ENDPOINTS: Readonly<Record<ClusterModel['endpoint']['kind'], string>> = {
  vrrp: 'a virtual IP by keepalived',
  'kube-vip': 'a virtual IP by kube-vip',
  direct: 'one apiserver',
  elsewhere: 'not described by these files',
};

/** What to do about files that decide the answers and could not be read. */
export const UNREAD_FIX =
  'fix of each error: mend or copy it and check again, or remove what names a host that is gone; until then the answers rest on a guess';

/** What a cluster consists of: `3 apiservers, 3 etcd members (stacked), 1 worker; endpoint 10.0.0.100: a virtual IP by keepalived`. */
export function shapeOf({ hosts, etcd, endpoint }: ClusterModel): string {
  const workers = hosts.filter(({ apiServer, etcd: member }) => !apiServer && !member).length;
  const parts = [
    count(hosts.filter(({ apiServer }) => apiServer).length, 'apiserver'),
    etcd.topology === 'elsewhere' ? 'etcd elsewhere' : `${count(etcd.members.length, 'etcd member')} (${etcd.topology})`,
    ...(workers > 0 ? [count(workers, 'worker')] : []),
  ];
  return `${parts.join(', ')}; endpoint ${endpoint.address}: ${ENDPOINTS[endpoint.kind]}`;
}

/** One row of what may be lost. */
export interface ToleranceRow {
  readonly what: string;
  /** As in `any 1 of 3`; why it is unknown where it is. */
  readonly answer: string;
}

/** How much may be lost, in words. */
export function toleranceRows({ hosts, etcd }: ClusterModel, tolerance: Tolerance): ToleranceRow[] {
  const servers = hosts.filter(({ apiServer }) => apiServer).length;
  const plane = hosts.filter(({ apiServer, etcd: member }) => apiServer || member);
  const zones = new Set(plane.map(({ zone }) => zone)).size;
  return [
    { what: 'hosts of the control plane', answer: anyOfAll(tolerance.hosts, plane.length) },
    { what: 'apiservers', answer: anyOfAll(tolerance.apiServers, servers) },
    {
      what: 'etcd members',
      answer: tolerance.members === undefined ? 'unknown: etcd is not described here' : anyOfAll(tolerance.members, etcd.members.length),
    },
    { what: 'zones', answer: tolerance.zones === undefined ? 'unknown: no Host object says them' : anyOfAll(tolerance.zones, zones) },
  ];
}

function anyOfAll(number: number, all: number): string {
  return number === 0 ? `none of ${all}` : `any ${number} of ${all}`;
}

/** The slowest recovery of a service, with every failure of its kind that takes as long for the same reason. */
export interface RecoveryGroup {
  readonly recovery: Recovery;
  /** `any of cp-1, cp-2, cp-3 lost`. */
  readonly failure: string;
  readonly failures: Failure[];
}

/** The slowest recovery of each service, equal hosts said once, in the order of the services. */
export function recoveryGroups({ recoveries, singles }: Survey): RecoveryGroup[] {
  return SERVICES.flatMap((service) => {
    const recovery = recoveries.find((candidate) => candidate.service === service);
    if (!recovery) return [];
    const terms = shownTerms(recovery.time);
    const alike = singles.filter((single) => takesAsLong(serviceAnswer(single, service), terms)).flatMap(({ failures }) => failures);
    const own = JSON.stringify(recovery.failure);
    const group = groupFailures([recovery.failure, ...alike]).find(({ failures }) => failures.some((failure) => JSON.stringify(failure) === own))!;
    return [{ recovery, failure: group.text, failures: group.failures }];
  });
}

function takesAsLong({ survives, time }: ServiceAnswer, terms: string): boolean {
  return survives && shownTerms(time) === terms;
}

/** What is equal where the same things take as long, to the millisecond that is shown. */
function shownTerms(time: Time): string {
  return [showMillis(millisOf(time)), ...decidingTerms(time).map(({ name }) => name)].join('\u0000');
}
