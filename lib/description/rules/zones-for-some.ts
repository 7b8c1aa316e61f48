import { RuleLevel } from '../../cluster/finding';
import { Description, HostDescription } from '../description';
import { describedRule, Fault } from './description-rule';
import { enumerated } from './places';

/** HA118. */
export const ZONES_FOR_SOME = describedRule(
  {
    id: 'HA118',
    level: RuleLevel.WARNING,
    acknowledgeable: true,
    title: 'zones are given for all members and control planes, or for none',
    cause: 'a host without a zone counts as one of its own, so that a zone may hold more of the quorum than the check of HA123 can see',
    fix: 'give the zone of each, or of none',
    needs: ['controlPlanes', 'etcd'],
  },
  (description) => [...groupFaults('controlPlanes', description.controlPlanes), ...memberFaults(description)],
);

function memberFaults({ etcd }: Description): Fault[] {
  return etcd.kind === 'external' ? groupFaults('etcd.members', etcd.members) : [];
}

function groupFaults(path: string, hosts: HostDescription[]): Fault[] {
  const without = hosts.filter((host) => host.zone === undefined);
  if (without.length === 0 || without.length === hosts.length) return [];
  return [{ path, got: `no zone for ${enumerated(without.map((host) => host.name))}`, allowed: 'a zone for every one of them, or for none' }];
}
