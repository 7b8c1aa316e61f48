import { RenderedCluster } from '../read/rendered';
import { Fault, RenderedRule } from '../rules/rule';
import { cisRule, ownership } from './cis-rule';

const A = true;
const M = false;

/** What the benchmark itself asks of certificates; what is rendered here meets its older editions, too. */
const CERTIFICATES = 0o644;

/** Faults of the files of every host that a pattern names; a host that has none is not asked. */
function files(pattern: RegExp, mask: number, asked: number): (cluster: RenderedCluster) => Fault[] {
  return (cluster) =>
    cluster.hosts.flatMap((host) =>
      [...host.files.values()]
        .filter((file) => pattern.test(file.path))
        .flatMap((file) => ownership(host, file.path, file.spec, cluster.observed ? asked : mask)),
    );
}

function check(number: string, automated: boolean, title: string, pattern: RegExp, mask: number, asked = mask): RenderedRule {
  const fix = mask === 0o777 ? 'leave the file to root:root' : `leave the file at 0${mask.toString(8)} and root:root`;
  return cisRule({ number, automated, title, fix }, files(pattern, mask, asked));
}

/**
 * Modes and owners, each check together with its twin about owners.
 *
 * Manifests (1.1.1 to 1.1.8) are no files of the description: the bundle writes every static pod as 0600 root:root.
 */
export const FILE_CHECKS: RenderedRule[] = [
  check('1.1.13', A, 'mode and owner of admin.conf and super-admin.conf', /^\/etc\/kubernetes\/(super-)?admin\.conf$/, 0o600),
  check('1.1.15', A, 'mode and owner of the kubeconfig of kube-scheduler', /^(\/var\/lib\/kube-scheduler\/kubeconfig|\/etc\/kubernetes\/scheduler\.conf)$/, 0o600),
  check('1.1.17', A, 'mode and owner of the kubeconfig of kube-controller-manager', /^(\/var\/lib\/kube-controller-manager\/kubeconfig|\/etc\/kubernetes\/controller-manager\.conf)$/, 0o600),
  check('1.1.19', A, 'owner of what is below /etc/kubernetes/pki', /^\/etc\/kubernetes\/pki\//, 0o777),
  check('1.1.20', M, 'mode of certificates', /^\/etc\/kubernetes\/pki\/.*\.crt$/, 0o600, CERTIFICATES),
  check('1.1.21', M, 'mode of keys', /^\/etc\/kubernetes\/pki\/.*\.key$/, 0o600),
  check('4.1.1', A, 'mode and owner of the unit of the kubelet', /^\/(etc|usr\/lib|lib)\/systemd\/system\/kubelet\.service(\.d\/10-kubeadm\.conf)?$/, 0o600),
  check('4.1.5', A, 'mode and owner of kubelet.conf', /^\/etc\/kubernetes\/kubelet\.conf$/, 0o600),
  check('4.1.7', M, 'mode and owner of the CA of clients', /^\/etc\/kubernetes\/pki\/ca\.crt$/, 0o600, CERTIFICATES),
  check('4.1.9', A, 'mode and owner of the configuration of the kubelet', /^\/var\/lib\/kubelet\/config\.yaml$/, 0o600),
];
