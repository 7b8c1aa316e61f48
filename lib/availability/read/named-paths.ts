import { RenderedHost } from './rendered-host';
import { RenderedPod } from './rendered-pod';

/** Flags of components that name certificates. */
const CERTIFICATES = [
  'cert-file',
  'client-ca-file',
  'etcd-cafile',
  'etcd-certfile',
  'kubelet-client-certificate',
  'peer-cert-file',
  'peer-trusted-ca-file',
  'proxy-client-cert-file',
  'requestheader-client-ca-file',
  'root-ca-file',
  'tls-cert-file',
  'trusted-ca-file',
];

/** Flags of components that name configuration. */
const CONFIGURATION = ['authentication-kubeconfig', 'config', 'encryption-provider-config', 'kubeconfig'];

/** Files and folders of a host that its other files name, and that matter to its availability. */
export function namedPaths(host: RenderedHost): string[] {
  const flags = host.kubeletFlags();
  const kubelet = ['config', 'config-dir', 'kubeconfig', 'pod-manifest-path'].flatMap((flag) => flags?.value(flag) ?? []);
  const manifests = host.kubelet()?.staticPodPath;
  const scripts = (host.keepalived()?.scripts ?? []).flatMap(({ command }) => command.split(/\s+/)[0] ?? []);
  const found = [
    ...kubelet,
    ...(manifests === undefined ? [] : [manifests]),
    host.haproxyPath,
    host.keepalivedPath,
    ...scripts,
    ...kubeletCertificates(host),
    ...host.allPods.flatMap(podPaths),
  ];
  return [...new Set(found.filter((path) => path.startsWith('/')).map((path) => path.replace(/(.)\/+$/, '$1')))].sort();
}

function kubeletCertificates(host: RenderedHost): string[] {
  const kubelet = host.kubelet();
  return [kubelet?.clientCaFile, kubelet?.tlsCertFile].filter((path): path is string => path !== undefined);
}

function podPaths(pod: RenderedPod): string[] {
  const flags = pod.flags();
  return [...CERTIFICATES, ...CONFIGURATION].flatMap((flag) => flags.value(flag) ?? []).map((path) => pod.hostPathOf(path) ?? path);
}
