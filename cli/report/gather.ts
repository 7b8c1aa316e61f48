import { ClusterModel, Recovery, Service, Survey } from '../../lib/availability/model';
import { RenderedCluster } from '../../lib/availability/read/rendered';
import { endingsOf } from '../check/endings';
import { checkCluster, CheckReport } from '../check/report';
import { InputError } from '../command/errors';
import { readObserved, Source } from '../stream/observed';
import { compare, Compared } from './rehearsal/compare';
import { versionsOf, VersionTable } from './versions';

/** What a report is made of. */
export interface ReportQuestion {
  readonly source: Source;
  /**
   * Folder of all clusters' secrets.
   *
   * @default certificates as they are planned
   */
  readonly secrets?: string;
  /**
   * File with what was measured.
   *
   * @default bounds only
   */
  readonly rehearsal?: string;
  /** The time to judge certificates by. */
  readonly now: Date;
}

/** Everything that the page says. */
export interface Report {
  readonly check: CheckReport;
  /** The first address of each host that says one. */
  readonly addresses: ReadonlyMap<string, string>;
  readonly versions: VersionTable;
  /** Undefined where nothing was measured. */
  readonly measured?: Compared[];
  /** The day by which certificates were judged, as in `2027-01-31`; undefined where none was looked at. */
  readonly day?: string;
}

/**
 * Looks at one cluster.
 *
 * @throws InputError where something cannot be read, or there are several clusters and nobody says which
 */
export async function gather({ source, secrets, rehearsal, now }: ReportQuestion): Promise<Report> {
  const cluster = only(source);
  const endings = await endingsOf(cluster, { dist: source.dist ?? 'dist', secrets, now });
  const check = await checkCluster(cluster, { budget: new Map(), endings });
  return {
    check,
    addresses: new Map(cluster.hosts.flatMap(({ name, addresses: [first] }) => (first === undefined ? [] : [[name, first] as const]))),
    versions: versionsOf(cluster),
    ...(rehearsal === undefined ? {} : { measured: await measured(rehearsal, check.model) }),
    ...(endings === undefined ? {} : { day: now.toISOString().slice(0, 10) }),
  };
}

/** The slowest recovery of a service. */
export function recoveryOf({ recoveries }: Survey, service: Service): Recovery | undefined {
  return recoveries.find((recovery) => recovery.service === service);
}

function only(source: Source): RenderedCluster {
  const clusters = readObserved(source);
  const names = clusters.map(({ name }) => name).join(', ');
  if (clusters.length > 1)
    throw new InputError(`${source.hosts ?? source.dist ?? 'dist'} describes ${names}; allowed: one cluster; fix: add --cluster NAME`);
  return clusters[0]!;
}

/** The validator is loaded only where there is something to validate. */
async function measured(file: string, model: ClusterModel): Promise<Compared[]> {
  const { readResults } = await import('./rehearsal/results');
  return compare(model, readResults(file, model));
}
