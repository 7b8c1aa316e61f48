import { canonical } from '../cluster/address';
import { Finding } from '../cluster/finding';
import { ControlPlaneNode } from '../cluster/nodes';
import { Shape, usable } from '../cluster/shape';
import { FrontEndStyle } from '../cluster/timing';
import { byName, HostDescription, Role } from './description';

/** The hosts of a list that can be used, sorted by name; what is wrong with the others is recorded. */
export function hosts(given: unknown[] | undefined, path: string, shape: Shape, roles: Role[], findings: Finding[]): HostDescription[] {
  const found: HostDescription[] = [];
  (given ?? []).forEach((entry, index) => {
    const at = `${path}[${index}]`;
    const host = usable<ControlPlaneNode>(shape, entry, at, findings);
    if (!host) return;
    const address = canonical(host.address);
    found.push({
      name: host.name,
      address,
      addresses: [...new Set([address, ...(host.addresses ?? []).map(canonical)])],
      zone: host.zone,
      networkInterface: host.networkInterface,
      roles,
      labels: host.labels ?? {},
      taints: [...(host.taints ?? [])].sort((a, b) => (`${a.key}${a.effect}` < `${b.key}${b.effect}` ? -1 : 1)),
      vrrpPriority: host.vrrpPriority,
      path: at,
    });
  });
  return found.sort(byName);
}

/** 200 for the first by name and one less for each further: far below 255, which VRRP reserves for the owner of an address. */
export function withPriorities(controlPlanes: HostDescription[], style: FrontEndStyle): HostDescription[] {
  const taken = new Set(controlPlanes.map((host) => host.vrrpPriority));
  let next = 200;
  controlPlanes.forEach((host, index) => {
    if (host.vrrpPriority !== undefined) return;
    while (taken.has(next)) next--;
    const priority = style === FrontEndStyle.KUBEADM_GUIDE ? guidePriority(index) : next--;
    // In place: stacked members are the same objects, and a host is one object wherever it appears.
    (host as { vrrpPriority?: number }).vrrpPriority = priority;
  });
  return controlPlanes;
}

/** The guide has one number for the host that starts as MASTER, and another for all the others. */
function guidePriority(index: number): number {
  return index === 0 ? 101 : 100;
}
