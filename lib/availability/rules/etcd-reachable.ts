import { isLoopback } from '../../cluster/address';
import { apiServersOf, joined } from '../read/apiservers';
import { EtcdMember, etcdMembersOf } from '../read/etcd-members';
import { isAddressOf } from '../read/host-names';
import { RenderedCluster } from '../read/rendered';
import { RenderedHost } from '../read/rendered-host';
import { placeOfUrl } from '../read/serving-certificates';
import { renderedRule } from './rule';

/** HA310. */
export const ETCD_REACHABLE = renderedRule(
  {
    id: 'HA310',
    title: 'every etcd URL of an apiserver is one on which a member listens',
    cause: 'the apiserver does not start, or keeps the state of the cluster somewhere else',
    fix: 'take back the argument or patch that changed --etcd-servers or --listen-client-urls',
    needsWhole: true,
  },
  (cluster) => {
    const members = etcdMembersOf(cluster);
    if (members.length === 0) return [];
    return apiServersOf(cluster).flatMap(({ host, pod }) =>
      pod
        .flags()
        .list('etcd-servers')
        .filter((url) => !members.some((member) => listens(member, host, url)) && isKnown(cluster, members, host, url))
        .map((url) => ({ host: host.name, field: `${pod.name} --etcd-servers`, got: url, allowed: `a client URL of ${members.map((each) => each.host.name).join(', ')}` })),
    );
  },
);

function listens(member: EtcdMember, from: RenderedHost, url: string): boolean {
  const place = placeOfUrl(url);
  if (!place) return false;
  const there = isLoopback(place.address) ? member.host === from : isAddressOf(place.address, member.host, from);
  const open = member.pod.flags().list('listen-client-urls').flatMap((each) => placeOfUrl(each) ?? []);
  const wanted = joined(place.address, place.port);
  return there && open.some(({ address, port }) => [wanted, joined('0.0.0.0', place.port), joined('::', place.port)].includes(joined(address, port)));
}

/** Of hosts, some may not have been copied, and etcd may run as a service: only a member that was seen can be said not to listen. */
function isKnown(cluster: RenderedCluster, members: EtcdMember[], from: RenderedHost, url: string): boolean {
  if (!cluster.observed) return true;
  const place = placeOfUrl(url);
  return place === undefined || members.some(({ host }) => (isLoopback(place.address) ? host === from : isAddressOf(place.address, host, from)));
}
