import { certificatesOf } from '../../lib/availability/read/certificates';
import { RenderedCluster } from '../../lib/availability/read/rendered';
import { Ending, endingOf, inOrder } from './certificates';

/** Where certificates are looked for. */
export interface EndingsQuestion {
  /** Folder of the YAML that plans them. */
  readonly dist: string;
  /**
   * Folder of all clusters' secrets.
   *
   * @default those on the hosts, where files of hosts were read
   */
  readonly secrets?: string;
  /** The time to judge by. */
  readonly now: Date;
}

/**
 * When the certificates of a cluster end, the next one first; undefined where there are plans only, and no secrets were given.
 *
 * @throws InputError where secrets were given that are not this cluster's
 */
export async function endingsOf(cluster: RenderedCluster, { dist, secrets, now }: EndingsQuestion): Promise<Ending[] | undefined> {
  if (secrets !== undefined) {
    // The libraries that read secrets take longer to load than the rest of a check.
    const { issuedEndings } = await import('./issued');
    return issuedEndings(dist, cluster.name, secrets, now);
  }
  if (!cluster.observed) return undefined;
  return inOrder(certificatesOf(cluster).map(({ host, path, notAfter }) => endingOf(path, host, notAfter, now)));
}
