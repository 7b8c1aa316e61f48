import { checkTable } from './check';
import { ETCD_AND_NETWORKS } from './tables/etcd-and-networks';

checkTable(ETCD_AND_NETWORKS);
