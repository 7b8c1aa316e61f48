import { existsSync } from 'fs';
import { SecretStore } from '../secrets/store';
import { looseModes } from '../secrets/tighten';
import { PlannedCluster } from '../stream/model';
import { Calendar, calendarOf } from './calendar';
import { comparePlan, SecretProblem } from './compare';

/** What to look at. */
export interface CheckOptions {
  readonly cluster: PlannedCluster;
  /** Folder of all clusters' secrets. */
  readonly secrets: string;
  /** What ends within this time, in milliseconds, is due. */
  readonly within: number;
  /**
   * The time to judge by.
   *
   * @default - the clock's
   */
  readonly now?: Date;
}

/** What was found. */
export interface CheckReport {
  readonly cluster: string;
  /** Whether nothing has to be done. */
  readonly good: boolean;
  readonly calendar: Calendar;
  /** Where secrets and plan differ. */
  readonly problems: SecretProblem[];
  /** Files and folders that others may read. */
  readonly open: string[];
}

/** Compares the secrets with the plan and with the clock. It changes nothing, and takes no lock. */
export async function checkPki({ cluster, secrets, within, now = new Date() }: CheckOptions): Promise<CheckReport> {
  const store = new SecretStore(secrets, cluster.name);
  const calendar = calendarOf(cluster, store, now, within);
  const problems = comparePlan(cluster, store, now);
  const open = existsSync(store.folder) ? (await looseModes(store.folder)).map(({ path, got, allowed }) => `${path}: got mode ${got}; allowed: ${allowed}`) : [];
  const good = problems.length === 0 && open.length === 0 && calendar.every(({ state }) => state === 'good');
  return { cluster: cluster.name, good, calendar, problems, open };
}
