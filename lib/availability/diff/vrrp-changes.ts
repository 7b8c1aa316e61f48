import { RenderedCluster } from '../read/rendered';
import { RouterMember, routerMembersOf } from '../read/virtual-routers';
import { Change } from './change';
import { ClusterPair, paired } from './pairs';
import { listed } from './show';

/** What hosts of one virtual IP must agree on, and what happens while a roll is half done. */
interface Agreement {
  readonly kind: string;
  readonly of: (member: RouterMember) => string;
  readonly why: (member: RouterMember) => string | undefined;
}

const APART = 'hosts with the old and with the new one do not hear each other, and both take the address until all are done';

const AGREEMENTS: readonly Agreement[] = [
  { kind: 'virtual_router_id', of: ({ instance }) => String(instance.routerId), why: () => APART },
  { kind: 'VRRP version', of: ({ instance }) => String(instance.version), why: () => APART },
  {
    kind: 'advert_int',
    of: ({ instance }) => `${instance.advertMs / 1000} s`,
    why: ({ instance }) =>
      instance.version === 3
        ? undefined
        : "with version 2, hosts with the old and with the new one drop each other's advertisements, and both take the address until all are done",
  },
  {
    kind: 'addresses',
    of: ({ instance }) =>
      instance.addresses
        .map(({ address }) => address)
        .sort()
        .join(', '),
    why: () => APART,
  },
  {
    kind: 'peers',
    of: ({ instance }) => (instance.unicastPeers.length > 0 ? 'unicast' : 'multicast'),
    why: () => APART,
  },
];

/** What changes about the virtual IPs as the hosts of one router go from the old files to the new ones. */
export function vrrpChanges(pair: ClusterPair): Change[] {
  const members = paired(routerMembersOf(pair.before), routerMembersOf(pair.after), keyOf).flatMap(({ before, after }) =>
    before && after ? [{ before, after }] : [],
  );
  const disagreements = AGREEMENTS.flatMap(({ kind, of, why }) => {
    const changed = members.filter(({ before, after }) => of(before) !== of(after));
    const [first] = changed;
    const reason = first && (why(first.before) ?? why(first.after));
    if (!first || reason === undefined || others(pair, first.after) === 0) return [];
    const hosts = listed(changed.map(({ after }) => after.host.name));
    const fix = 'stop keepalived on all hosts but the holder, install them, and the holder last; start them when it is done';
    return [danger(kind, `${kind}: ${of(first.before)} -> ${of(first.after)} on ${hosts}: ${reason}; ${fix}`, of(first.before), of(first.after))];
  });
  return [...disagreements, ...priorityChanges(pair.after, members), ...preemption(members)];
}

/** A priority that another host has until its own turn comes. */
function priorityChanges(cluster: RenderedCluster, members: { readonly before: RouterMember; readonly after: RouterMember }[]): Change[] {
  const moved = members.filter(({ before, after }) => before.instance.priority !== after.instance.priority);
  return moved.flatMap(({ after }) => {
    const { name, priority } = after.instance;
    const twin = members.find(
      (other) => other.after.host !== after.host && other.after.instance.name === name && other.before.instance.priority === priority,
    );
    if (!twin || cluster.hosts.length < 2) return [];
    const text = `priority ${priority} of ${after.host.name} is still that of ${twin.before.host.name} until it is installed: hosts of equal priority take the address at the same time`;
    return [danger('priority', text, String(twin.before.instance.priority), String(priority))];
  });
}

/** With preemption, a reload with other priorities moves the address. */
function preemption(members: { readonly before: RouterMember; readonly after: RouterMember }[]): Change[] {
  const moved = members.filter(({ before, after }) => before.instance.priority !== after.instance.priority && !after.instance.nopreempt);
  if (moved.length === 0) return [];
  const hosts = listed(moved.map(({ after }) => after.host.name));
  const text = `priorities of ${hosts} change and nothing forbids preemption: the address moves to the highest one as soon as it is reloaded, and open connections end`;
  return [{ section: 'cluster', kind: 'priority', severity: 'restart', subject: 'virtual IP', effect: 'moves', text }];
}

function others(pair: ClusterPair, member: RouterMember): number {
  return routerMembersOf(pair.after).filter((other) => other.instance.name === member.instance.name && other.host !== member.host).length;
}

function keyOf({ host, instance }: RouterMember): string {
  return `${host.name} ${instance.name}`;
}

function danger(kind: string, text: string, from: string, to: string): Change {
  return { section: 'cluster', kind, severity: 'danger', subject: 'virtual IP', text, from, to };
}
