import { wantedSecrets } from '../read/secret-references';
import { renderedRule } from './rule';

/** The CA whose key kube-controller-manager needs to sign the certificates of kubelets. */
const SIGNING_CA = 'kubernetes-ca';

/** HA404. */
export const CA_KEYS = renderedRule(
  {
    id: 'HA404',
    title: "no CA's key is on a host, but that of kubernetes-ca on control planes",
    cause: 'whoever takes the host can make certificates for every user and every member of the cluster, and goes on when the host is clean again',
    fix: 'remove the file; keys of CAs stay where certificates are issued',
  },
  (cluster) =>
    wantedSecrets(cluster)
      .filter(({ kind, name, part }) => kind === 'Certificate' && part === 'tls.key' && cluster.authorities.some((ca) => ca.metadata?.name === name))
      .filter(({ host, name }) => name !== SIGNING_CA || !host.roles.includes('control-plane'))
      .map(({ host, path, name }) => ({ host: host.name, field: path, got: `the key of ${name}`, allowed: `the key of ${SIGNING_CA}, on control planes` })),
);
