import { Duration } from 'cdk8s';
import { BadInput, having } from '../given';

const backup = (change: Record<string, unknown>) => having({ etcdBackup: change });
const DIRECTORY = 'fix: choose a directory outside, best on another disk';

/** How members are backed up. */
export const BACKUP: BadInput[] = [
  {
    covers: ['HaClusterProps.etcdBackup', 'HA003'],
    name: 'backups switched off by a bare false',
    change: having({ etcdBackup: false }),
    message: ['HA003 etcdBackup: got false; allowed: an object; fix: give a value of the allowed type'],
    good: having({ etcdBackup: {} }),
  },
  {
    covers: ['EtcdBackupOptions.enabled', 'HA003'],
    name: 'a switch as text',
    change: backup({ enabled: 'no' }),
    message: ['HA003 etcdBackup.enabled: got "no"; allowed: true or false; fix: give a value of the allowed type'],
    good: backup({ enabled: false }),
  },
  {
    covers: ['EtcdBackupOptions.schedule', 'HA040'],
    name: 'a schedule in the form of cron',
    change: backup({ schedule: '0 */6 * * *' }),
    message: [
      'HA040 etcdBackup.schedule: got "0 */6 * * *"; allowed: hourly, daily or weekly, or a calendar time of systemd: weekdays or none, *-*-* or none, then hours:minutes[:seconds] and UTC or nothing; '
      + "fix: write 'hourly', '*-*-* 0/6:15' for every six hours, or 'Mon..Fri 03:30 UTC'; `systemd-analyze calendar` shows what it means",
    ],
    good: backup({ schedule: '*-*-* 0/6:15' }),
  },
  {
    covers: ['EtcdBackupOptions.randomizedDelay', 'HA035'],
    name: 'no delay at all',
    change: backup({ randomizedDelay: Duration.seconds(0) }),
    message: ['HA035 etcdBackup.randomizedDelay: got 0 ms; allowed: a Duration of 1 to 3600 whole seconds; fix: write Duration.seconds(1)'],
    good: backup({ randomizedDelay: Duration.hours(1) }),
  },
  {
    covers: ['EtcdBackupOptions.keep', 'HA026'],
    name: 'no snapshot kept',
    change: backup({ keep: 0 }),
    message: ['HA026 etcdBackup.keep: got 0; allowed: a whole number from 1 to 1000; fix: choose a number within the range'],
    good: backup({ keep: 1 }),
  },
  {
    covers: ['EtcdBackupOptions.directory', 'HA133'],
    name: 'snapshots in the data directory',
    change: backup({ directory: '/var/lib/etcd/snapshots' }),
    message: [`HA133 etcdBackup.directory: got /var/lib/etcd/snapshots; allowed: a directory that neither holds /var/lib/etcd nor is in it; ${DIRECTORY}`],
    good: backup({ directory: '/var/lib/etcd-snapshots' }),
  },
  {
    covers: ['EtcdBackupOptions.copyCommand', 'HA025'],
    name: 'a copy command of two lines',
    change: backup({ copyCommand: ['rsync', 'a\nrm -rf /'] }),
    message: [
      'HA025 etcdBackup.copyCommand[1]: got "a\\nrm -rf /"; allowed: text of one line without control characters and without `${secret:`; fix: remove line breaks and control characters; let the component read a secret from a file of hostFiles',
    ],
    good: backup({ copyCommand: ["it's; $(no) `shell`", '{}'] }),
  },
];
