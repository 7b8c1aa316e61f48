import { canonical, familyOf, isLoopback } from '../../cluster/address';
import { EtcdMember, etcdMembersOf } from '../read/etcd-members';
import { isAddressOf } from '../read/host-names';
import { RenderedCluster } from '../read/rendered';
import { placeOfUrl } from '../read/serving-certificates';
import { Fault, renderedRule } from './rule';

/** Where etcd listens for peers without `--listen-peer-urls`. */
const LISTEN_PEER_URLS = 'http://localhost:2380';

/** HA312. */
export const ETCD_PEERS = renderedRule(
  {
    id: 'HA312',
    title: 'an etcd member listens where the others are told to find it',
    cause: 'the others never reach the member, so it does not count for the quorum; if it is so on most of them, etcd never starts',
    fix: 'give --listen-peer-urls the address and port of --initial-advertise-peer-urls, or take back what changed them',
    needsWhole: true,
  },
  (cluster) => {
    const members = etcdMembersOf(cluster);
    return members.length < 2
      ? []
      : members.filter(({ pod }) => !pod.flags().has('config-file')).flatMap((member) => unreached(member, members, cluster));
  },
);

function unreached(member: EtcdMember, members: EtcdMember[], cluster: RenderedCluster): Fault[] {
  const given = setting(member, 'listen-peer-urls');
  const listening = given.length > 0 ? given : [LISTEN_PEER_URLS];
  // A member that is there already ignores what others' lists say about it, and of trees nobody knows how old the lists are.
  const told = cluster.observed ? [member] : members;
  const wanted = [...new Set([...setting(member, 'initial-advertise-peer-urls'), ...told.flatMap((other) => entriesOf(other, member))])];
  return wanted
    .filter((url) => !listening.some((each) => meets(each, url, member, cluster)))
    .map((url) => ({
      host: member.host.name,
      field: `${member.pod.name} --listen-peer-urls`,
      got: listening.join(','),
      allowed: `one that takes ${url}`,
    }));
}

function entriesOf(other: EtcdMember, member: EtcdMember): string[] {
  const name = member.pod.flags().value('name') ?? member.pod.variable('ETCD_NAME') ?? member.host.name;
  return setting(other, 'initial-cluster').flatMap((entry) => (entry.startsWith(`${name}=`) ? [entry.slice(name.length + 1)] : []));
}

/** etcd takes a setting from its flag, otherwise from the environment. */
function setting({ pod }: EtcdMember, name: string): string[] {
  const given = pod.flags().list(name);
  const variable = pod.variable(`ETCD_${name.toUpperCase().replace(/-/g, '_')}`) ?? '';
  return given.length > 0 ? given : variable.split(',').filter((part) => part !== '');
}

/** Whether somebody who asks at a URL finds a member that listens at another. What cannot be read counts as found. */
function meets(listening: string, url: string, { host }: EtcdMember, cluster: RenderedCluster): boolean {
  const [open, wanted] = [placeOfUrl(listening), placeOfUrl(url)];
  if (!open || !wanted) return true;
  if (open.port !== wanted.port) return false;
  if (open.address === '0.0.0.0' || open.address === '::' || open.address === wanted.address) return true;
  if (isLoopback(open.address)) return false;
  // An address may be translated on the way to a host that nobody described.
  if (cluster.observed) return !cluster.hosts.some((other) => other !== host && other.addresses.map(canonical).includes(open.address));
  return familyOf(wanted.address) === undefined && isAddressOf(open.address, host, host);
}
