/** Everything else that kube-apiserver reads: one directory, mounted as a whole, so that a file that is replaced is seen. */
export const API_SERVER_CONFIG = '/etc/kubernetes/kube-apiserver';

/** Where the audit log is written. */
export const AUDIT_LOG = '/var/log/kubernetes/audit';

/** Directory of the kubeconfig of kube-controller-manager; one of the places that benchmark tools know. */
export const CONTROLLER_MANAGER = '/var/lib/kube-controller-manager';

/** Directory of the kubeconfig of kube-scheduler; one of the places that benchmark tools know. */
export const SCHEDULER = '/var/lib/kube-scheduler';
