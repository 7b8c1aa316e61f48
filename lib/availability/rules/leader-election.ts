import { RenderedCluster } from '../read/rendered';
import { Fault, renderedRule } from './rule';

/** HA223. */
export const LEADER_ELECTION = renderedRule(
  {
    id: 'HA223',
    title: 'a component that runs on several hosts elects a leader',
    cause: 'without an election every copy acts at the same time: they create, delete and bind the same objects, and undo what the others did',
    fix: 'remove --leader-elect=false',
  },
  (cluster) => ['kube-controller-manager', 'kube-scheduler'].flatMap((component) => unelected(cluster, component)),
);

function unelected(cluster: RenderedCluster, component: string): Fault[] {
  const copies = cluster.hosts.flatMap((host) => {
    const pod = host.component(component);
    return pod ? [{ host, pod }] : [];
  });
  if (copies.length < 2) return [];
  return copies
    .filter(({ pod }) => pod.flags().bool('leader-elect') === false)
    .map(({ host }) => ({ host: host.name, field: `${component} --leader-elect`, got: 'false', allowed: `true: it runs on ${copies.length} hosts` }));
}
