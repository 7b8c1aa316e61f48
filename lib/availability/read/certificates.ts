import { X509Certificate } from 'crypto';
import { canonical } from '../../cluster/address';
import { readKubeconfig } from './kubeconfig-file';
import { namedPaths } from './named-paths';
import { RenderedCluster } from './rendered';
import { RenderedHost } from './rendered-host';

/** The public part of a certificate. */
export interface ReadCertificate {
  /** As in `CN=system:node:cp-1, O=system:nodes`. */
  readonly subject: string;
  /** The same of who signed it. */
  readonly issuer: string;
  /** Every name and address that it is valid for. */
  readonly names: string[];
  readonly ca: boolean;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** A certificate as it lies on a host. */
export interface HostCertificate extends ReadCertificate {
  readonly host: string;
  /** Of its file, or of the kubeconfig that it is part of. */
  readonly path: string;
}

/** Folders in which kubeadm keeps what is in use; certificates elsewhere count where a flag names them. */
const FOLDERS = /^\/etc\/kubernetes\/pki\/(etcd\/)?[^/]+$/;

/** Kubeconfigs in use, likewise. */
const KUBECONFIGS = /^\/etc\/kubernetes\/[^/]+\.conf$/;

/** What the kubelet rotates: a link to the newest, and the older ones beside. */
const ROTATED = /^\/var\/lib\/kubelet\/pki\/kubelet-(client|server)-current\.pem$/;

/**
 * The certificates that the hosts of a cluster use, by host and path: of components, of the kubelet, and of kubeconfigs.
 *
 * Copies that nothing names, such as those of before the last renewal, are not among them. A description has plans and no certificates.
 */
export function certificatesOf(cluster: RenderedCluster): HostCertificate[] {
  return cluster.hosts.flatMap((host) => {
    const used = usedPaths(host);
    return [...host.files.values()]
      .filter(({ path, content }) => content !== undefined && used(path))
      .sort((a, b) => (a.path < b.path ? -1 : 1))
      .flatMap(({ path, content = '' }) =>
        certificatesIn(embedded(content) ?? content).map((certificate) => ({ host: host.name, path, ...certificate })),
      );
  });
}

/** The certificates of a text in PEM, in order; what cannot be read is left out. */
export function certificatesIn(pem: string): ReadCertificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? [];
  return blocks.flatMap((block) => {
    try {
      return [read(new X509Certificate(block))];
    } catch {
      return [];
    }
  });
}

function read(certificate: X509Certificate): ReadCertificate {
  return {
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    names: namesOf(certificate.subjectAltName ?? ''),
    ca: certificate.ca,
    notBefore: new Date(certificate.validFrom),
    notAfter: new Date(certificate.validTo),
  };
}

/** Node gives one part of a name a line, and nothing for an empty name. */
function oneLine(name: string | undefined): string {
  return (name ?? '').split('\n').join(', ');
}

function namesOf(alternative: string): string[] {
  return [...alternative.matchAll(/(?:^|, )(DNS|IP Address):("(?:[^"\\]|\\.)*"|[^,]+)/g)].map(([, kind, value = '']) =>
    kind === 'DNS' ? value : canonical(value.toLowerCase()),
  );
}

function usedPaths(host: RenderedHost): (path: string) => boolean {
  const named = new Set(namedPaths(host));
  const clients = [...host.files.values()]
    .filter(({ path }) => KUBECONFIGS.test(path) || named.has(path))
    .flatMap(({ content = '' }) => (content.includes('kind: Config') ? (readKubeconfig(content)?.certificatePath ?? []) : []));
  const all = new Set([...named, ...clients]);
  return (path) => all.has(path) || FOLDERS.test(path) || KUBECONFIGS.test(path) || ROTATED.test(path);
}

/** The certificate inside a kubeconfig, PEM. */
function embedded(content: string): string | undefined {
  const data = content.includes('kind: Config') ? readKubeconfig(content)?.certificateData : undefined;
  return data === undefined ? undefined : Buffer.from(data, 'base64').toString('utf8');
}
