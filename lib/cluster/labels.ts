/** Label of everything that belongs to one cluster. */
export const CLUSTER_LABEL = 'ha-cluster.local/cluster';

/** Label of everything that belongs to one host. */
export const HOST_LABEL = 'ha-cluster.local/host';

/** Group of the objects that are the plan and are never sent to an API server. */
export const PLAN_GROUP = 'ha-cluster.local';
