import { assess } from './assess';
import { ClusterModel } from './cluster-model';
import { Failure } from './failure';
import { zonesOf } from './single-failures';
import { survives } from './survives';

/** How much may be lost while the API is readable and writable for all, and controllers and scheduler act. */
export interface Tolerance {
  /** Any so many hosts with a part of the control plane. */
  readonly hosts: number;
  /** Any so many hosts with an apiserver, all others running. */
  readonly apiServers: number;
  /** Any so many hosts with an etcd member, all others running; undefined where etcd is not described here. */
  readonly members?: number;
  /** Any so many zones; undefined where zones are unknown. */
  readonly zones?: number;
}

/** Choices of more than this many lost at once are not tried. */
const MOST = 7;

/** How many of each kind may be lost at the same time, whichever they are. */
export function toleranceOf(model: ClusterModel): Tolerance {
  const names = (has: (host: ClusterModel['hosts'][number]) => unknown) => model.hosts.filter(has).map(({ name }) => name);
  const hosts = (lost: string[]) => lost.map((host): Failure => ({ kind: 'host', host }));
  const zones = zonesOf(model);
  const members = model.etcd.members;
  return {
    hosts: most(
      model,
      names(({ apiServer, etcd }) => apiServer ?? etcd),
      hosts,
    ),
    apiServers: most(
      model,
      names(({ apiServer }) => apiServer),
      hosts,
    ),
    ...(members.length > 0 ? { members: most(model, members, hosts) } : {}),
    ...(zones.length > 0 ? { zones: most(model, zones, (lost) => lost.map((zone): Failure => ({ kind: 'zone', zone }))) } : {}),
  };
}

function most(model: ClusterModel, names: string[], failures: (lost: string[]) => Failure[]): number {
  let count = 0;
  while (count < Math.min(MOST, names.length) && choices(names, count + 1).every((lost) => survives(assess(model, failures(lost))))) count++;
  return count;
}

/** Every choice of so many out of a list. */
export function choices<T>(all: T[], count: number): T[][] {
  if (count === 0) return [[]];
  return all.flatMap((first, index) => choices(all.slice(index + 1), count - 1).map((rest) => [first, ...rest]));
}
