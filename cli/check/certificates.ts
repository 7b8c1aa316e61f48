import { isMap } from '../../lib/availability/read/reading';
import { RenderedCluster } from '../../lib/availability/read/rendered';

const DAY = 24 * 60 * 60_000;

/** What ends within so many days is said beforehand: monitoring that looks once a day has time to be heard. */
export const SOON_DAYS = 30;

/** A certificate that exists. */
export interface Ending {
  /** As in `Certificate/cp-1-apiserver`, or the path of its file. */
  readonly name: string;
  /** The host that it is for, or on which it was found; none for what belongs to the cluster. */
  readonly host?: string;
  /** ISO 8601, UTC. */
  readonly notAfter: string;
  /** Whole days; 0 on the last one, below for what has ended. */
  readonly daysLeft: number;
  readonly state: 'ended' | 'soon' | 'later';
}

/** How long certificates of one kind are planned to be valid. */
export interface PlannedValidity {
  readonly kind: 'CA' | 'certificate' | 'kubeconfig';
  readonly count: number;
  /** Each value that occurs, the shortest first. */
  readonly days: number[];
}

/** When certificates end: as they were found, or as they are planned where none was looked at. */
export interface CertificateReport {
  /** The next one first; undefined where nobody looked. */
  readonly endings?: Ending[];
  readonly planned: PlannedValidity[];
}

/** A certificate with the time that is left until its end. */
export function endingOf(name: string, host: string | undefined, notAfter: Date, now: Date): Ending {
  const left = notAfter.getTime() - now.getTime();
  return {
    name,
    ...(host === undefined ? {} : { host }),
    notAfter: notAfter.toISOString(),
    daysLeft: Math.floor(left / DAY),
    state: left <= 0 ? 'ended' : left <= SOON_DAYS * DAY ? 'soon' : 'later',
  };
}

/** The next one first, then by name. */
export function inOrder(endings: Ending[]): Ending[] {
  const key = ({ notAfter, host, name }: Ending) => `${notAfter}\u0000${host ?? ''}\u0000${name}`;
  return [...endings].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** How long the certificates are valid that the plan of a cluster asks for, by kind. */
export function plannedValidity(cluster: RenderedCluster): PlannedValidity[] {
  const specs = (kind: string) => cluster.objects.filter((object) => object.kind === kind && isMap(object.spec)).map((object) => object.spec);
  const [certificates, kubeconfigs] = [specs('Certificate'), specs('Kubeconfig')];
  return [
    validity(
      'CA',
      certificates.filter(({ ca }) => ca === true),
    ),
    validity(
      'certificate',
      certificates.filter(({ ca }) => ca !== true),
    ),
    validity('kubeconfig', kubeconfigs),
  ].filter(({ days }) => days.length > 0);
}

function validity(kind: PlannedValidity['kind'], specs: Record<string, unknown>[]): PlannedValidity {
  const days = specs.map(({ validityDays }) => validityDays).filter((value): value is number => typeof value === 'number');
  return { kind, count: days.length, days: [...new Set(days)].sort((a, b) => a - b) };
}
