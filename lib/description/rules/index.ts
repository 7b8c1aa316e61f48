import { BACKUP_DIRECTORY } from './backup-directory';
import { CERTIFICATE_VALIDITY } from './certificate-validity';
import { DescriptionRule } from './description-rule';
import { DUPLICATE_ADDRESSES } from './duplicate-addresses';
import { ENDPOINT_IS_HOST } from './endpoint-is-host';
import { ENDPOINT_PORT } from './endpoint-port';
import { ETCD_VERSION } from './etcd-version';
import { EXISTING_ENDPOINTS } from './existing-endpoints';
import { FAMILIES } from './families';
import { HOST_FILE_HOSTS } from './host-file-hosts';
import { HOST_NAMES } from './host-names';
import { HOSTS_OUTSIDE_RANGES } from './hosts-outside-ranges';
import { MEMBER_COUNTS } from './member-counts';
import { NODE_NETWORKS } from './node-networks';
import { OVERLAPPING_RANGES } from './overlapping-ranges';
import { RANGE_SIZES } from './range-sizes';
import { REMOVED_FLAGS } from './removed-flags';
import { ROUTER_ID_CLASH } from './router-id-clash';
import { SHARED_SUBNET } from './shared-subnet';
import { SINGLE_ACTIVE } from './single-active';
import { SPECIAL_ADDRESSES } from './special-addresses';
import { VIRTUAL_IP_NETWORK } from './virtual-ip-network';
import { VRRP_PRIORITIES } from './vrrp-priorities';
import { ZONE_QUORUM } from './zone-quorum';
import { ZONES_FOR_SOME } from './zones-for-some';

/** The rules about descriptions, in the order of their ids. */
export const DESCRIPTION_RULES: DescriptionRule[] = [
  MEMBER_COUNTS,
  HOST_NAMES,
  DUPLICATE_ADDRESSES,
  VIRTUAL_IP_NETWORK,
  HOSTS_OUTSIDE_RANGES,
  OVERLAPPING_RANGES,
  ROUTER_ID_CLASH,
  ENDPOINT_IS_HOST,
  FAMILIES,
  SHARED_SUBNET,
  NODE_NETWORKS,
  RANGE_SIZES,
  SPECIAL_ADDRESSES,
  ZONES_FOR_SOME,
  ZONE_QUORUM,
  ENDPOINT_PORT,
  VRRP_PRIORITIES,
  HOST_FILE_HOSTS,
  EXISTING_ENDPOINTS,
  CERTIFICATE_VALIDITY,
  ETCD_VERSION,
  REMOVED_FLAGS,
  SINGLE_ACTIVE,
  BACKUP_DIRECTORY,
];
