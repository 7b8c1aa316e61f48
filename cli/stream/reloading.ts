import { posix } from 'path';
import { Flags } from '../../lib/availability/read/flags';
import { PodContainer, StaticPod } from './model';

/** Flags of every component that serves by k8s.io/apiserver's options: certificates and client CAs are watched. */
const SERVING = ['client-ca-file', 'requestheader-client-ca-file', 'tls-cert-file', 'tls-private-key-file', 'tls-sni-cert-key'];

/**
 * The flags whose files a program reads again by itself, within a minute or at the next handshake. All other flags are read once, at the start.
 *
 * The same from Kubernetes 1.28 to 1.36 and etcd 3.5 to 3.6 (read in the sources of 1.28.15, 1.34.4 and 1.36.3, and of etcd 3.5.15, 3.5.24 and
 * 3.6.8). Trusted CAs of outgoing connections (`--etcd-cafile`, `--kubelet-certificate-authority`, etcd's `--trusted-ca-file`) are not among them,
 * nor are the keys of service accounts, `--root-ca-file`, and certificates inside kubeconfigs.
 */
export const RELOADED_FLAGS: Readonly<Record<string, readonly string[]>> = {
  etcd: [
    'cert-file',
    'client-cert-file',
    'client-key-file',
    'key-file',
    'peer-cert-file',
    'peer-client-cert-file',
    'peer-client-key-file',
    'peer-key-file',
  ],
  'kube-apiserver': [
    ...SERVING,
    'encryption-provider-config',
    'etcd-certfile',
    'etcd-keyfile',
    'kubelet-client-certificate',
    'kubelet-client-key',
    'proxy-client-cert-file',
    'proxy-client-key-file',
  ],
  'kube-controller-manager': [
    ...SERVING,
    ...['', '-kubelet-serving', '-kubelet-client', '-kube-apiserver-client', '-legacy-unknown'].flatMap((signer) => {
      const prefix = signer === '' ? 'cluster-signing' : `cluster-signing${signer}`;
      return [`${prefix}-cert-file`, `${prefix}-key-file`];
    }),
  ],
  'kube-scheduler': SERVING,
};

/** How a static pod takes notice of a changed file. */
export enum Reading {
  /** It does not read the file. */
  NEVER = 'never',
  /** It reads the file again by itself. */
  RELOADS = 'reloads',
  /** It must be restarted. */
  AT_START = 'at start',
}

/**
 * How a static pod reads a file of its host.
 *
 * etcd, kube-apiserver, kube-controller-manager and kube-scheduler read what their flags name, and what files named there name in turn. Any other
 * program is taken to read everything that it mounts, once.
 *
 * @param path of the file on the host
 * @param settings texts of the other files that the pod mounts
 */
export function readingOf(pod: StaticPod, path: string, settings: string[] = []): Reading {
  const readings = [...pod.spec.containers, ...(pod.spec.initContainers ?? [])].flatMap((container) =>
    pathsInside(pod, container, path).map((inside) => containerReading(container, inside, settings)),
  );
  if (readings.includes(Reading.AT_START)) return Reading.AT_START;
  return readings.includes(Reading.RELOADS) ? Reading.RELOADS : Reading.NEVER;
}

function containerReading(container: PodContainer, path: string, settings: string[]): Reading {
  const flags = Flags.of(container);
  const reloaded = RELOADED_FLAGS[posix.basename(flags.binary)];
  if (!reloaded || settings.some((text) => text.includes(path))) return Reading.AT_START;
  const naming = flags.names().filter((flag) => flags.values(flag).some((value) => value.split(/[,:]/).includes(path)));
  if (naming.length === 0) return Reading.NEVER;
  return naming.every((flag) => reloaded.includes(flag) && isSwitchedOn(flag, flags)) ? Reading.RELOADS : Reading.AT_START;
}

/** kube-apiserver watches its encryption keys only when it is told to. */
function isSwitchedOn(flag: string, flags: Flags): boolean {
  return flag !== 'encryption-provider-config' || flags.bool('encryption-provider-config-automatic-reload') === true;
}

/** Where a container sees a file of the host; nowhere, if it mounts no directory above it. */
function pathsInside(pod: StaticPod, container: PodContainer, path: string): string[] {
  return (container.volumeMounts ?? []).flatMap(({ name, mountPath }) => {
    const source = pod.spec.volumes?.find((volume) => volume.name === name)?.hostPath?.path;
    return source !== undefined && isWithin(path, source) ? [posix.join(mountPath, posix.relative(source, path))] : [];
  });
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder === '/' ? folder : `${folder}/`);
}
