import { Duration } from 'cdk8s';
import { bool, list, optional, Shape } from './shape';
import { ABSOLUTE_PATH } from './values/absolute-path';
import { CALENDAR } from './values/calendar';
import { ONE_LINE } from './values/one-line';
import { wholeNumber } from './values/whole-number';
import { WHOLE_SECONDS } from './values/whole-seconds';

/** How the etcd members that the blueprint renders are backed up: each makes snapshots of its own data on its own host. */
export interface EtcdBackupOptions {
  /**
   * Whether snapshots are made at all.
   *
   * @default true
   */
  readonly enabled?: boolean;

  /**
   * When: `hourly`, `daily`, `weekly`, or another calendar time of systemd (systemd.time(7)), in the host's time zone unless it ends in `UTC`.
   *
   * Every hour costs one read of the database; what is lost with all members is at most the changes since the newest snapshot of any of them.
   *
   * @default 'hourly'
   */
  readonly schedule?: string;

  /**
   * Each host waits for a part of this time, always the same one, so that members do not read their whole databases at once.
   *
   * @default Duration.minutes(30)
   */
  readonly randomizedDelay?: Duration;

  /**
   * How many snapshots each host keeps, the newest ones. A failed one never displaces a good one, nor does one whose revision is lower: after such
   * a step back, which a cluster does not make by itself, the older history stays until somebody removes it.
   *
   * A day, with the default schedule: what was deleted by mistake in the evening is still there in the morning. Room is needed for this many
   * databases, and one more while a snapshot is made; a snapshot is refused when less than twice the database's size is free.
   *
   * @default 24
   */
  readonly keep?: number;

  /**
   * Where they are kept on each host. Not in the data directory, and not shared by hosts.
   *
   * @default '/var/backups/etcd'
   */
  readonly directory?: string;

  /**
   * A program and its arguments, run as root after each good snapshot to take it to another place. `{}` in an argument stands for the path of the
   * snapshot; where none has it, the path is added as the last one. It is no shell command line. When it fails, the backup is reported as failed,
   * and the snapshot stays.
   *
   * @default - snapshots stay on their hosts
   */
  readonly copyCommand?: string[];
}

/** The options with everything filled in. */
export interface EtcdBackup {
  readonly enabled: boolean;
  readonly schedule: string;
  readonly randomizedDelay: Duration;
  readonly keep: number;
  readonly directory: string;
  readonly copyCommand?: string[];
}

/** Fields of the options. More than a thousand snapshots are no retention but a disk that fills. */
export const BACKUP_SHAPE: Shape = {
  enabled: optional(bool),
  schedule: optional(CALENDAR),
  randomizedDelay: optional(WHOLE_SECONDS),
  keep: optional(wholeNumber(1, 1000)),
  directory: optional(ABSOLUTE_PATH),
  copyCommand: optional(list(ONE_LINE, 1)),
};

/** The options with their defaults. */
export function etcdBackup(options: EtcdBackupOptions | undefined): EtcdBackup {
  return {
    enabled: options?.enabled ?? true,
    schedule: options?.schedule ?? 'hourly',
    randomizedDelay: options?.randomizedDelay ?? Duration.minutes(30),
    keep: options?.keep ?? 24,
    directory: options?.directory ?? '/var/backups/etcd',
    copyCommand: options?.copyCommand,
  };
}
