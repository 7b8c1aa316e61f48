import { manifestsOf, SERVICES } from './host-tree';
import { Unread } from './observation';
import { RenderedCluster } from './rendered';
import { HAPROXY_PATH, KEEPALIVED_PATH, KUBELET_PATH, RenderedHost } from './rendered-host';

/**
 * Whether answers about failures rest on a guess as long as this is unread: a whole tree, a manifest, a part of the control plane that runs as a
 * service, the configuration of HAProxy, keepalived or the kubelet, or a folder above one of them. Certificates and the like decide nothing here.
 */
export function isDecisive({ host, path }: Unread, cluster: RenderedCluster): boolean {
  const name = /\/systemd\/system\/([^/]+)\.service$/.exec(path)?.[1];
  if (name !== undefined && SERVICES.includes(name)) return true;
  const found = cluster.host(host) ?? new RenderedHost(host, []);
  const manifests = manifestsOf(found);
  const files = [HAPROXY_PATH, KEEPALIVED_PATH, KUBELET_PATH, found.haproxyPath, found.keepalivedPath, found.kubeletPath, manifests];
  return isWithin(path, manifests) || files.some((file) => file === path || isWithin(file, path));
}

function isWithin(path: string, folder: string): boolean {
  return path.startsWith(`${folder.replace(/\/+$/, '')}/`);
}
