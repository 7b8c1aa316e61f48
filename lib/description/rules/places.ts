import { KubeVipMode } from '../../cluster/endpoint-props';
import { Description, HostDescription, hostsOf } from '../description';

/** An address, the place where the user wrote it, and the host that has it. */
export interface AddressPlace {
  readonly path: string;
  readonly address: string;
  readonly host?: string;
}

/** Every address of one host, the primary one first. */
export function addressesOf(host: HostDescription): AddressPlace[] {
  return host.addresses.map((address, index) => ({ path: `${host.path}.${index === 0 ? 'address' : 'addresses'}`, address, host: host.name }));
}

/** Every address of every host. */
export function hostAddresses(description: Description): AddressPlace[] {
  return hostsOf(description).flatMap(addressesOf);
}

/** The virtual IPs, without their prefix. */
export function virtualIps(description: Description): AddressPlace[] {
  return (description.endpoint?.virtualAddresses ?? []).map((address, index) => ({
    path: `endpoint.${index === 0 ? 'virtualIp' : 'secondVirtualIp'}`,
    address: address.split('/')[0] ?? address,
  }));
}

/** Whether the virtual IP moves within one subnet, by VRRP or by gratuitous ARP, and is not routed. */
export function isOnLink(description: Description): boolean {
  const { endpoint } = description;
  return endpoint?.kind === 'haproxyKeepalived' || (endpoint?.kind === 'kubeVip' && endpoint.props.mode !== KubeVipMode.BGP);
}

/** Hosts that are Nodes of the cluster. */
export function nodesOf(description: Description): HostDescription[] {
  return hostsOf(description).filter((host) => host.roles.includes('control-plane') || host.roles.includes('worker'));
}

/** `a, b and c`. */
export function enumerated(words: string[], last = 'and'): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words[words.length - 1]}`;
}
