/** kubeadm's folder of certificates and keys. */
export const PKI = '/etc/kubernetes/pki';
