import { etcdStart } from '../bundle/etcd-bootstrap';
import { PlannedCluster } from '../stream/model';

/** The members that the YAML lets found a cluster when they find no data. */
export function unguardedMembers(cluster: PlannedCluster): string[] {
  return cluster.hosts.filter((host) => etcdStart(host) === 'new').map(({ name }) => name);
}

/** How a description says that members must not found a cluster any more. */
export function existingInDescription(cluster: PlannedCluster): string {
  const factory = { stacked: 'stacked', external: 'external', single: 'singleForDevelopment', existing: 'existing' }[cluster.spec.etcd.topology];
  const others = factory === 'external' ? '…, ' : '';
  return `etcd: EtcdTopology.${factory}({ ${others}bootstrap: EtcdBootstrap.EXISTING })`;
}
