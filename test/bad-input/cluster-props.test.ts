import { checkTable } from './check';
import { CLUSTER_PROPS } from './tables/cluster-props';

checkTable(CLUSTER_PROPS);
