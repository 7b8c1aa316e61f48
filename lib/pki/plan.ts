import { Construct } from 'constructs';
import { SecretKind, SecretPart } from '../node/host-file';
import { PKI } from '../node/pki-folder';
import { Certificate, CertificateUsage } from './certificate';
import { HostSecrets, Issuing } from './issuing';
import { Kubeconfig } from './kubeconfig';
import { ADMIN_GROUP, ETCD_CA, FRONT_PROXY_CA, KUBERNETES_CA, SERVICE_ACCOUNT_KEY } from './names';
import { SecretKey } from './secret-key';

const BOTH = [CertificateUsage.SERVER, CertificateUsage.CLIENT];

/** A host as certificates name it. */
export interface PlannedHost {
  readonly name: string;
  /** All its addresses, the primary one first. */
  readonly addresses: string[];
}

/** What the certificate of an apiserver must be valid for beside its own host. */
export interface ApiNames {
  readonly dnsNames: string[];
  readonly ipAddresses: string[];
}

/** What exists once in a cluster: CAs, keys that every apiserver shares, and the operators' kubeconfigs, which are on no host. */
export function planCluster(chart: Construct, issuing: Issuing, endpoint: string, ownEtcd: boolean, encryptionKey: string): void {
  const { caValidity: validity, keyAlgorithm, cluster } = issuing;
  for (const [name, commonName] of [
    [KUBERNETES_CA, 'kubernetes'],
    [FRONT_PROXY_CA, 'front-proxy-ca'],
    ...(ownEtcd ? [[ETCD_CA, 'etcd-ca']] : []),
  ] as [string, string][]) {
    new Certificate(chart, name, { name, commonName, validity, keyAlgorithm });
  }
  new SecretKey(chart, SERVICE_ACCOUNT_KEY, { name: SERVICE_ACCOUNT_KEY, pair: keyAlgorithm });
  new SecretKey(chart, encryptionKey, { name: encryptionKey });
  const operator = (name: string, user: string, group: string) =>
    new Kubeconfig(chart, name, {
      name,
      user,
      groups: [group],
      server: endpoint,
      issuer: KUBERNETES_CA,
      cluster,
      validity: issuing.certificateValidity,
      keyAlgorithm,
    });
  operator('admin', 'kubernetes-admin', ADMIN_GROUP);
  operator('super-admin', 'kubernetes-super-admin', 'system:masters');
}

/** What every Node needs: trust, a serving certificate, and a first client certificate, which the kubelet renews by itself from then on. */
export function planNode(chart: Construct, issuing: Issuing, host: PlannedHost, server: string): void {
  const secrets = new HostSecrets(chart, host.name, issuing);
  const unit = 'kubelet.service';
  secrets.trust(`${PKI}/ca.crt`, KUBERNETES_CA, unit);
  secrets.kubeconfig(
    'kubelet',
    '/etc/kubernetes/kubelet.conf',
    { server, user: `system:node:${host.name}`, groups: ['system:nodes'], issuer: KUBERNETES_CA },
    unit,
  );
  secrets.certificate(
    'kubelet-server',
    '/var/lib/kubelet/pki/kubelet',
    {
      commonName: `system:node:${host.name}`,
      organizations: ['system:nodes'],
      dnsNames: [host.name],
      ipAddresses: host.addresses,
      usages: [CertificateUsage.SERVER],
      issuer: KUBERNETES_CA,
    },
    unit,
  );
}

/** What a control-plane host needs beside. The CA's key is there because kube-controller-manager signs the kubelets' client certificates. */
export function planControlPlane(chart: Construct, issuing: Issuing, host: PlannedHost, own: string, api: ApiNames, ownEtcd: boolean): void {
  const secrets = new HostSecrets(chart, host.name, issuing);
  const client = (purpose: string, file: string, commonName: string, issuer: string) =>
    secrets.certificate(purpose, `${PKI}/${file}`, { commonName, usages: [CertificateUsage.CLIENT], issuer });
  secrets.file(`${PKI}/ca.key`, SecretKind.CERTIFICATE, KUBERNETES_CA, SecretPart.TLS_KEY);
  secrets.certificate('apiserver', `${PKI}/apiserver`, {
    commonName: 'kube-apiserver',
    dnsNames: [host.name, 'localhost', ...api.dnsNames],
    ipAddresses: [...host.addresses, '127.0.0.1', '::1', ...api.ipAddresses],
    usages: [CertificateUsage.SERVER],
    issuer: KUBERNETES_CA,
  });
  client('apiserver-kubelet-client', 'apiserver-kubelet-client', 'kube-apiserver-kubelet-client', KUBERNETES_CA);
  secrets.trust(`${PKI}/front-proxy-ca.crt`, FRONT_PROXY_CA);
  client('front-proxy-client', 'front-proxy-client', 'front-proxy-client', FRONT_PROXY_CA);
  secrets.file(`${PKI}/sa.key`, SecretKind.SECRET_KEY, SERVICE_ACCOUNT_KEY, SecretPart.KEY);
  secrets.file(`${PKI}/sa.pub`, SecretKind.SECRET_KEY, SERVICE_ACCOUNT_KEY, SecretPart.KEY_PUB);
  if (ownEtcd) {
    secrets.trust(`${PKI}/etcd/ca.crt`, ETCD_CA);
    client('apiserver-etcd-client', 'apiserver-etcd-client', 'kube-apiserver-etcd-client', ETCD_CA);
  }
  const component = (purpose: string, directory: string, user: string) =>
    secrets.kubeconfig(purpose, `${directory}/kubeconfig`, { server: own, user, issuer: KUBERNETES_CA });
  component('controller-manager', '/var/lib/kube-controller-manager', 'system:kube-controller-manager');
  component('scheduler', '/var/lib/kube-scheduler', 'system:kube-scheduler');
  secrets.kubeconfig('admin', '/etc/kubernetes/admin.conf', { server: own, user: 'kubernetes-admin', groups: [ADMIN_GROUP], issuer: KUBERNETES_CA });
}

/** What an etcd member needs. Its server certificate is a client certificate too, since its gateway dials itself. */
export function planEtcdMember(chart: Construct, issuing: Issuing, host: PlannedHost, sharesHost: boolean): void {
  const secrets = new HostSecrets(chart, host.name, issuing);
  const names = {
    dnsNames: [host.name, 'localhost'],
    ipAddresses: [...host.addresses, '127.0.0.1', '::1'],
    usages: BOTH,
    issuer: ETCD_CA,
    commonName: host.name,
  };
  if (!sharesHost) secrets.trust(`${PKI}/etcd/ca.crt`, ETCD_CA);
  secrets.certificate('etcd-server', `${PKI}/etcd/server`, names);
  secrets.certificate('etcd-peer', `${PKI}/etcd/peer`, names);
  secrets.certificate('etcd-healthcheck-client', `${PKI}/etcd/healthcheck-client`, {
    commonName: 'kube-etcd-healthcheck-client',
    usages: [CertificateUsage.CLIENT],
    issuer: ETCD_CA,
  });
}

/** What kube-vip needs: a user of its own, which may do nothing but hold its lease, and the CA by which it checks the apiserver's health. */
export function planKubeVip(chart: Construct, issuing: Issuing, host: PlannedHost, directory: string, own: string, user: string): void {
  const secrets = new HostSecrets(chart, host.name, issuing);
  secrets.kubeconfig('kube-vip', `${directory}/kubeconfig`, { server: own, user, issuer: KUBERNETES_CA });
  secrets.trust(`${directory}/ca.crt`, KUBERNETES_CA);
}
