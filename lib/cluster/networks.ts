import { list, optional, Shape } from './shape';
import { ADDRESS_RANGE } from './values/address-range';
import { DOMAIN } from './values/domain';

/** The address ranges of the cluster. None of them may overlap another. */
export interface Networks {
  /**
   * The networks that the hosts are in, one for each family: the virtual IP is rendered with the prefix of the one that holds it.
   *
   * @default - the /24 (IPv4) or /64 (IPv6) that holds every control plane and the virtual IP; where there is no such one, it must be given
   */
  readonly nodes?: string[];

  /**
   * The ranges of pods, one for each family.
   *
   * @default - 10.244.0.0/16 and fd00:10:244::/56, for the families that the hosts have
   */
  readonly pods?: string[];

  /**
   * The ranges of Services, one for each family. At most 2^20 addresses large.
   *
   * @default - 10.96.0.0/12 and fd00:10:96::/112, for the families that the hosts have
   */
  readonly services?: string[];

  /**
   * The DNS domain of Services.
   *
   * @default 'cluster.local'
   */
  readonly domain?: string;
}

/** Fields of the networks. */
export const NETWORKS_SHAPE: Shape = {
  nodes: optional(list(ADDRESS_RANGE, 1)),
  pods: optional(list(ADDRESS_RANGE, 1)),
  services: optional(list(ADDRESS_RANGE, 1)),
  domain: optional(DOMAIN),
};

/** Defaults by family: kubeadm's range for Services, flannel's for pods, and unique local ranges of the same digits for IPv6. */
export const DEFAULT_RANGES = {
  ipv4: { pods: '10.244.0.0/16', services: '10.96.0.0/12', nodePrefix: 24 },
  ipv6: { pods: 'fd00:10:244::/56', services: 'fd00:10:96::/112', nodePrefix: 64 },
};
