import { canonical } from '../../cluster/address';
import { showMillis } from '../read/durations';
import { VrrpInstance } from '../read/keepalived-file';
import { inInstance, RouterMember, VirtualRouter, virtualRoutersOf } from '../read/virtual-routers';
import { Fault, renderedRule } from './rule';

/** HA213. */
export const ROUTER_AGREEMENT = renderedRule(
  {
    id: 'HA213',
    title: 'the hosts of a virtual IP agree on its router',
    cause:
      'hosts of equal priority take the address at the same time; hosts that differ in router id, version or interval do not hear each other and all take it',
    fix: 'give each host a priority of its own, all of them the same router id, version and advert_int, and each the others as unicast_peer',
  },
  (cluster) => virtualRoutersOf(cluster).flatMap((router) => [...ranges(router), ...priorities(router), ...agreement(router), ...peers(router)]),
);

function fault({ host, instance }: RouterMember, field: string, got: string, allowed: string): Fault {
  return { host: host.name, field: inInstance(instance, field), got, allowed };
}

function ranges({ members }: VirtualRouter): Fault[] {
  return members.flatMap((member) => {
    const { priority, routerId } = member.instance;
    const faults: Fault[] = [];
    if (priority < 1 || priority > 254)
      faults.push(fault(member, 'priority', String(priority), '1 to 254: 255 is for the owner of an address, and no script can lower it'));
    if (routerId === undefined || routerId < 1 || routerId > 255)
      faults.push(fault(member, 'virtual_router_id', String(routerId ?? 'nothing'), '1 to 255'));
    return faults;
  });
}

function priorities({ members }: VirtualRouter): Fault[] {
  const holders = new Map<number, string>();
  return members.flatMap((member) => {
    const { priority } = member.instance;
    const holder = holders.get(priority);
    holders.set(priority, holder ?? member.host.name);
    return holder === undefined ? [] : [fault(member, 'priority', String(priority), `a priority of its own; ${holder} has ${priority} too`)];
  });
}

const SHARED: [string, (instance: VrrpInstance) => string][] = [
  ['virtual_router_id', (instance) => String(instance.routerId ?? 'nothing')],
  ['version', (instance) => String(instance.version)],
  ['advert_int', (instance) => showMillis(instance.advertMs)],
];

function agreement({ members: [first, ...others] }: VirtualRouter): Fault[] {
  if (!first) return [];
  return others.flatMap((member) =>
    SHARED.filter(([, shown]) => shown(member.instance) !== shown(first.instance)).map(([field, shown]) =>
      fault(member, field, shown(member.instance), `${shown(first.instance)}, as on ${first.host.name}`),
    ),
  );
}

/** Where one host speaks to single addresses, each must speak to all the others: who hears nobody takes the address as well. */
function peers({ members }: VirtualRouter): Fault[] {
  if (members.every(({ instance }) => instance.unicastPeers.length === 0)) return [];
  return members.flatMap((member) => {
    const named = member.instance.unicastPeers.map(canonical);
    const unheard = members.filter((other) => other !== member && !addressesOf(other).some((address) => named.includes(address)));
    if (unheard.length === 0) return [];
    const allowed = `the addresses of the other hosts; ${unheard.map(({ host }) => host.name).join(', ')} would not hear this one`;
    return [fault(member, 'unicast_peer', named.join(', ') || 'nothing', allowed)];
  });
}

function addressesOf({ host, instance }: RouterMember): string[] {
  return (instance.unicastSource === undefined ? host.addresses : [instance.unicastSource]).map(canonical);
}
