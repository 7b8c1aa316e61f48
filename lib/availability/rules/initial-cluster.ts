import { EtcdMember, etcdMembersOf } from '../read/etcd-members';
import { renderedRule } from './rule';

/** HA220. */
export const INITIAL_CLUSTER = renderedRule(
  {
    id: 'HA220',
    title: 'the etcd members belong to one cluster',
    cause: 'members that do not name each other found clusters of their own: apiservers behind one address then have different data',
    fix: 'name every member in --initial-cluster of every member',
  },
  (cluster) => {
    const groups = joined(etcdMembersOf(cluster).filter((member) => listOf(member).length > 0));
    const [first, ...others] = groups;
    if (!first || others.length === 0) return [];
    const allowed = `a list that also names a member of ${first.map(({ host }) => host.name).join(', ')}`;
    return others.map(([member]) => ({
      host: member!.host.name,
      field: 'etcd --initial-cluster',
      got: member!.pod.flags().value('initial-cluster') ?? 'nothing',
      allowed,
    }));
  },
);

/** Who a member says that there are; nothing where it does not say. */
function listOf({ pod }: EtcdMember): string[] {
  const given = pod.flags().list('initial-cluster');
  return (given.length > 0 ? given : (pod.variable('ETCD_INITIAL_CLUSTER') ?? '').split(',')).map((entry) => entry.split('=')[0] ?? '').filter((name) => name !== '');
}

/** Members that name each other, directly or by way of others. */
function joined(members: EtcdMember[]): EtcdMember[][] {
  const groups: { members: EtcdMember[]; names: Set<string> }[] = [];
  for (const member of members) {
    const flags = member.pod.flags();
    const own = flags.value('name') ?? member.host.name;
    const names = new Set([own, ...listOf(member)]);
    const touching = groups.filter((group) => [...group.names].some((name) => names.has(name)));
    const merged = {
      members: [...touching.flatMap((group) => group.members), member],
      names: new Set([...names, ...touching.flatMap((group) => [...group.names])]),
    };
    groups.splice(0, groups.length, ...groups.filter((group) => !touching.includes(group)), merged);
  }
  return groups.map((group) => group.members).sort((a, b) => b.length - a.length || (a[0]!.host.name < b[0]!.host.name ? -1 : 1));
}
