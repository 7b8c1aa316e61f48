import { Description, HostDescription } from '../description';
import { describedRule, Fault } from './description-rule';
import { enumerated } from './places';

/** HA123. */
export const ZONE_QUORUM = describedRule(
  {
    id: 'HA123',
    acknowledgeable: true,
    title: 'the loss of any one zone leaves a quorum of etcd and a control plane',
    cause: 'hosts of one zone fail together: without a majority of its members etcd refuses every write, and nothing in the cluster can change until the zone is back',
    fix: 'spread the hosts over three zones or more, so that no zone has half of them; where there are only two, accept the loss by name',
    needs: ['controlPlanes', 'etcd'],
  },
  (description) => (description.etcd.kind === 'single' ? [] : [...members(description), ...controlPlanes(description)]),
);

function members({ etcd }: Description): Fault[] {
  const total = etcd.members.length;
  // Counts that bear no failure at all are HA101.
  if (total < 3 || total % 2 === 0) return [];
  const majority = Math.floor(total / 2) + 1;
  return zonesOf(etcd.members)
    .filter(([, hosts]) => total - hosts.length < majority)
    .map(([zone, hosts]) => ({
      path: etcd.kind === 'external' ? 'etcd.members' : 'controlPlanes',
      got: `zone ${JSON.stringify(zone)} with ${enumerated(names(hosts))}, ${hosts.length} of ${total} etcd members`,
      allowed: `at most ${total - majority} of ${total} members in one zone: its loss leaves ${total - hosts.length}, writes need ${majority}`,
    }));
}

/** Without stacked etcd the members say nothing about apiservers. */
function controlPlanes(description: Description): Fault[] {
  const { etcd, controlPlanes: given, workers } = description;
  if (etcd.kind === 'stacked') return [];
  const [only, ...others] = zonesOf(given);
  const elsewhere = [...etcd.members, ...workers].some((host) => host.zone !== only?.[0]);
  if (!only || others.length > 0 || given.some((host) => host.zone === undefined) || !elsewhere) return [];
  return [{ path: 'controlPlanes', got: `all of ${enumerated(names(only[1]))} in zone ${JSON.stringify(only[0])}`, allowed: 'control planes in two zones or more: the loss of this one takes every apiserver' }];
}

function names(hosts: HostDescription[]): string[] {
  return hosts.map((host) => host.name);
}

/** Hosts by zone; one without a zone is a zone of its own, and cannot take others with it. */
function zonesOf(hosts: HostDescription[]): [string, HostDescription[]][] {
  const zones = new Map<string, HostDescription[]>();
  for (const host of hosts) {
    const zone = host.zone ?? `of ${host.name}`;
    zones.set(zone, [...(zones.get(zone) ?? []), host]);
  }
  return [...zones].sort(([a], [b]) => (a < b ? -1 : 1));
}
