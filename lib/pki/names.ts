/** The CA of the API, its clients, and the kubelets' servers. */
export const KUBERNETES_CA = 'kubernetes-ca';

/** The CA of etcd's members and their clients. */
export const ETCD_CA = 'etcd-ca';

/** The CA by which aggregated APIs recognise kube-apiserver. */
export const FRONT_PROXY_CA = 'front-proxy-ca';

/** The key pair that signs the tokens of service accounts. */
export const SERVICE_ACCOUNT_KEY = 'service-account';

/** The group that is bound to cluster-admin by `<cluster>-api`. */
export const ADMIN_GROUP = 'ha-cluster:cluster-admins';
