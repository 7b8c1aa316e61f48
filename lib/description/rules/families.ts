import { Family, familyOf } from '../../cluster/address';
import { Description, HostDescription } from '../description';
import { describedRule, Fault } from './description-rule';
import { enumerated, nodesOf, virtualIps } from './places';
import { FAMILY_NAME } from './ranges';

/** HA109. */
export const FAMILIES = describedRule(
  {
    id: 'HA109',
    title: 'hosts, ranges and virtual IPs agree on IPv4, IPv6 or both',
    cause: 'a kubelet refuses two addresses of one family, and a host without the family that the others use first cannot reach their pods, Services or members',
    fix: 'give every host one address of each family, and one range of pods and of Services for each',
    needs: ['networks', 'controlPlanes'],
  },
  (description) => {
    const reference = description.controlPlanes[0];
    if (!reference) return [];
    return [...hosts(description, reference), ...ranges(description, reference), ...virtual(description, reference)];
  },
);

function familiesOf(host: HostDescription): Family[] {
  return host.addresses.map((address) => familyOf(address) as Family);
}

function named(families: Family[]): string {
  return enumerated(families.map((family) => FAMILY_NAME[family]));
}

function hosts(description: Description, reference: HostDescription): Fault[] {
  const wanted = [...new Set(familiesOf(reference))];
  const nodes = nodesOf(description).flatMap((host) => {
    const got = familiesOf(host);
    if (new Set(got).size !== got.length) {
      return [{ path: `${host.path}.addresses`, got: enumerated(host.addresses), allowed: 'at most one address of each family', host: host.name, fix: 'keep the one that the other hosts reach; the kubelet takes one of each family' }];
    }
    if (got.length === wanted.length && got[0] === wanted[0]) return [];
    return [{ path: `${host.path}.address`, got: `${named(got)}${got.length > 1 ? `, ${FAMILY_NAME[got[0] as Family]} first` : ''}`, allowed: `${named(wanted)}${wanted.length > 1 ? `, ${FAMILY_NAME[wanted[0] as Family]} first` : ''}, like ${reference.path}`, host: host.name }];
  });
  const members = description.etcd.members
    .filter((host) => !host.roles.includes('control-plane') && familiesOf(host)[0] !== wanted[0])
    .map((host) => ({ path: `${host.path}.address`, got: named(familiesOf(host).slice(0, 1)), allowed: `${named(wanted.slice(0, 1))}, like ${reference.path}`, host: host.name }));
  return [...nodes, ...members];
}

function ranges({ networks }: Description, reference: HostDescription): Fault[] {
  const wanted = [...new Set(familiesOf(reference))];
  return (['pods', 'services'] as const).flatMap((name) => {
    const got = networks[name].map((range) => familyOf(range) as Family);
    if (got.length === wanted.length && wanted.every((family) => got.includes(family))) return [];
    return [{ path: `networks.${name}`, got: enumerated(networks[name]), allowed: `one range for ${wanted.map((family) => FAMILY_NAME[family]).join(' and one for ')}, the families of the control planes` }];
  });
}

function virtual(description: Description, reference: HostDescription): Fault[] {
  const [first, second] = virtualIps(description);
  const wanted = [...new Set(familiesOf(reference))];
  const faults: Fault[] = [];
  if (first && familyOf(first.address) !== wanted[0]) {
    faults.push({ path: first.path, got: first.address, allowed: `an ${named(wanted.slice(0, 1))} address: the control planes have that family first`, fix: 'exchange the two virtual IPs, or the order of the hosts\' addresses' });
  }
  if (second && wanted.length < 2) {
    faults.push({ path: second.path, got: second.address, allowed: 'nothing, where the control planes have one family', fix: 'remove it, or give every host an address of the other family' });
  } else if (second && first && familyOf(second.address) === familyOf(first.address)) {
    faults.push({ path: second.path, got: second.address, allowed: `an ${named(wanted.slice(1, 2))} address: the virtual IP has the other family`, fix: 'give one of the other family, or remove it' });
  }
  return faults;
}
