import { ControlPlaneEndpoint, ControlPlaneNode, ExternalEtcdOptions, EtcdTopology, HaClusterProps, HaproxyKeepalivedProps, KubeVipEndpointProps, KubeVipMode } from '../../lib';
import { describe } from '../../lib/cluster/finding';
import { resolve } from '../../lib/description/resolve';
import { DescriptionRule } from '../../lib/description/rules/description-rule';
import { referenceProps } from '../reference';

/** What a rule says about the reference blueprint with a change, line by line. */
export function linesOf(rule: DescriptionRule, change: Partial<HaClusterProps>, cluster = 'prod'): string[] {
  return rule.check(resolve(cluster, { ...referenceProps(), ...change }).description).map(describe);
}

/** Control planes cp-1, cp-2 and so on with addresses from 10.0.0.11. */
export function controlPlanes(count: number): ControlPlaneNode[] {
  return at(...Array.from({ length: count }, (_, index) => `10.0.0.${11 + index}`));
}

/** Control planes with these addresses. */
export function at(...addresses: string[]): ControlPlaneNode[] {
  return addresses.map((address, index) => ({ name: `cp-${index + 1}`, address }));
}

/** Control planes in these zones; undefined is no zone. */
export function zoned(...zones: (string | undefined)[]): ControlPlaneNode[] {
  return controlPlanes(zones.length).map((host, index) => ({ ...host, zone: zones[index] }));
}

/** Control planes with an address of each family, IPv4 first. */
export function dualStack(): ControlPlaneNode[] {
  return controlPlanes(3).map((host, index) => ({ ...host, addresses: [`fd00::1${index + 1}`] }));
}

/** External etcd with members etcd-1, etcd-2 and so on in these zones. */
export function external(zones: (string | undefined)[], options?: Partial<ExternalEtcdOptions>): EtcdTopology {
  return EtcdTopology.external({ members: zones.map((zone, index) => ({ name: `etcd-${index + 1}`, address: `10.0.0.${21 + index}`, zone })), ...options });
}

/** The reference endpoint with a change. */
export function vrrp(change: Partial<HaproxyKeepalivedProps>): ControlPlaneEndpoint {
  return ControlPlaneEndpoint.haproxyKeepalived({ virtualIp: '10.0.0.100', networkInterface: 'eth0', ...change });
}

/** kube-vip with one router, by BGP, with a change. */
export function bgp(change: Partial<KubeVipEndpointProps>): ControlPlaneEndpoint {
  return ControlPlaneEndpoint.kubeVip({ virtualIp: '10.9.9.9', networkInterface: 'lo', mode: KubeVipMode.BGP, bgpPeers: [{ address: '10.0.0.1', asNumber: 65001 }], ...change });
}
