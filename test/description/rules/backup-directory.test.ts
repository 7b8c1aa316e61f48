import { EtcdTopology } from '../../../lib';
import { BACKUP_DIRECTORY } from '../../../lib/description/rules/backup-directory';
import { linesOf } from '../given';

const said = (directory: string, data: string) => [
  `HA133 etcdBackup.directory: got ${directory}; allowed: a directory that neither holds ${data} nor is in it; fix: choose a directory outside, best on another disk`,
];

test.each(['/var/lib/etcd', '/var/lib/etcd/member', '/var/lib'])('%s and the data directory would be lost together', (directory) => {
  expect(linesOf(BACKUP_DIRECTORY, { etcdBackup: { directory } })).toEqual(said(directory, '/var/lib/etcd'));
});

test('the data directory may be another one', () => {
  const etcd = EtcdTopology.stacked({ dataDirectory: '/var/backups/etcd/data' });
  expect(linesOf(BACKUP_DIRECTORY, { etcd })).toEqual(said('/var/backups/etcd', '/var/backups/etcd/data'));
});

test('a directory beside it is right', () => {
  expect(linesOf(BACKUP_DIRECTORY, { etcdBackup: { directory: '/var/lib/etcd-backup' } })).toEqual([]);
});

test('where nothing is backed up, the directory does not matter', () => {
  expect(linesOf(BACKUP_DIRECTORY, { etcdBackup: { enabled: false, directory: '/var/lib/etcd' } })).toEqual([]);
  const etcd = EtcdTopology.existing({ endpoints: ['https://10.0.0.21:2379'] });
  expect(linesOf(BACKUP_DIRECTORY, { etcd, etcdBackup: { directory: '/var/lib/etcd' } })).toEqual([]);
});
