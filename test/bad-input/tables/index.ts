import { BadInput } from '../given';
import { BACKUP } from './backup';
import { CLUSTER_PROPS } from './cluster-props';
import { ENDPOINT } from './endpoint';
import { ETCD_AND_NETWORKS } from './etcd-and-networks';
import { FILES_AND_PATCHES } from './files-and-patches';
import { HOSTS } from './hosts';
import { INJECTION } from './injection';
import { OPTIONS } from './options';
import { TIMING } from './timing';

/** Every wrong description. */
export const BAD_INPUT: BadInput[] = [
  ...CLUSTER_PROPS,
  ...HOSTS,
  ...ENDPOINT,
  ...ETCD_AND_NETWORKS,
  ...OPTIONS,
  ...TIMING,
  ...FILES_AND_PATCHES,
  ...INJECTION,
  ...BACKUP,
];
