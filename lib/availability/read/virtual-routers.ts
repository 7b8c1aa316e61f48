import { canonical } from '../../cluster/address';
import { KeepalivedFile, VrrpInstance } from './keepalived-file';
import { RenderedCluster } from './rendered';
import { KEEPALIVED_PATH, RenderedHost } from './rendered-host';

/** One host's part in keeping a virtual IP. */
export interface RouterMember {
  readonly host: RenderedHost;
  readonly file: KeepalivedFile;
  readonly instance: VrrpInstance;
}

/** The hosts that keep the same virtual addresses between them. */
export interface VirtualRouter {
  /** The addresses; the name of the instance where it has none. */
  readonly name: string;
  readonly members: RouterMember[];
}

/** Every instance of every host. */
export function routerMembersOf(cluster: RenderedCluster): RouterMember[] {
  return cluster.hosts.flatMap((host) => {
    const file = host.keepalived();
    return file ? file.instances.map((instance) => ({ host, file, instance })) : [];
  });
}

/** Instances grouped by the addresses they move: that they belong together is what the other fields must agree on. */
export function virtualRoutersOf(cluster: RenderedCluster): VirtualRouter[] {
  const groups = new Map<string, RouterMember[]>();
  for (const member of routerMembersOf(cluster)) {
    const addresses = member.instance.addresses.map(({ address }) => canonical(address)).sort();
    const name = addresses.join(', ') || member.instance.name;
    const members = groups.get(name) ?? [];
    groups.set(name, members);
    members.push(member);
  }
  return [...groups].map(([name, members]) => ({ name, members }));
}

/** A place in keepalived's configuration, for findings: file, block, field. */
export function inInstance(instance: VrrpInstance, field: string): string {
  return `${KEEPALIVED_PATH} vrrp_instance ${instance.name} ${field}`;
}
