import { parseEtcdVersion } from '../../versions/etcd';
import { describedRule } from './description-rule';

/** The oldest etcd that kubeadm of 1.31 and later takes for a cluster (its `MinExternalEtcdVersion`). */
const SINCE_131 = '3.5.24';

/** 3.5.0 to 3.5.2 can lose the consistency of a member that is killed; etcd's maintainers withdrew them for production. */
const BEFORE_131 = '3.5.3';

/** HA129. */
export const ETCD_VERSION = describedRule(
  {
    id: 'HA129',
    acknowledgeable: true,
    title: 'etcd is recent enough for the Kubernetes version',
    cause: 'older releases lose data or members in ways that were corrected later: inconsistent data after a kill, members that come back after their removal',
    fix: 'leave etcd.version out to get the version that belongs to Kubernetes, or give a newer one',
    needs: ['etcd', 'version'],
  },
  ({ etcd, row, version }) => {
    const least = row.minor >= 31 ? SINCE_131 : BEFORE_131;
    if (etcd.kind === 'existing' || !older(etcd.version, least)) return [];
    return [{ path: 'etcd.version', got: etcd.version, allowed: `${least} or later with Kubernetes ${version.version}` }];
  },
);

function older(tag: string, than: string): boolean {
  const [a, b] = [parseEtcdVersion(tag), parseEtcdVersion(than)];
  if (!a || !b) return false;
  const index = a.findIndex((part, position) => part !== b[position]);
  return index >= 0 && (a[index] as number) < (b[index] as number);
}
