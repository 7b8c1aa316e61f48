import { describedRule } from './description-rule';

/** HA133. */
export const BACKUP_DIRECTORY = describedRule(
  {
    id: 'HA133',
    title: 'snapshots are not kept in the data directory',
    cause: 'they are lost together with what they are a copy of, and etcd complains about files that are not its own',
    fix: 'choose a directory outside, best on another disk',
    needs: ['etcd', 'etcdBackup'],
  },
  ({ etcd, etcdBackup }) => {
    const { directory } = etcdBackup;
    if (!etcdBackup.enabled || etcd.members.length === 0) return [];
    if (!within(directory, etcd.dataDirectory) && !within(etcd.dataDirectory, directory)) return [];
    return [{ path: 'etcdBackup.directory', got: directory, allowed: `a directory that neither holds ${etcd.dataDirectory} nor is in it` }];
  },
);

function within(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}
