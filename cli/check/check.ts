import { Source, readObserved } from '../stream/observed';
import { Budget } from './budget';
import { endingsOf } from './endings';
import { checkCluster, CheckReport } from './report';

/** What to look at. */
export interface CheckOptions {
  readonly source: Source;
  /**
   * Folder of all clusters' secrets.
   *
   * @default nobody looks when certificates end that are not among the files of hosts
   */
  readonly secrets?: string;
  /** @default no limit */
  readonly budget?: Budget;
  /** The time to judge certificates by. */
  readonly now: Date;
}

/**
 * Looks at every cluster of a source, by name.
 *
 * @throws InputError where something cannot be read
 */
export async function checkClusters({ source, secrets, budget = new Map(), now }: CheckOptions): Promise<CheckReport[]> {
  const reports: CheckReport[] = [];
  for (const cluster of readObserved(source)) {
    const endings = await endingsOf(cluster, { dist: source.dist ?? 'dist', secrets, now });
    reports.push(await checkCluster(cluster, { budget, endings }));
  }
  return reports;
}
