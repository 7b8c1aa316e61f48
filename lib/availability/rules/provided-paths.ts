import { RenderedHost } from '../read/rendered-host';
import { renderedRule } from './rule';

/** Folders whose content this project describes completely. */
const DESCRIBED = ['/etc/kubernetes', '/etc/haproxy', '/etc/keepalived'];

/** HA304. */
export const PROVIDED_PATHS = renderedRule(
  {
    id: 'HA304',
    title: 'what a static pod mounts from /etc is part of the description',
    cause:
      'the kubelet makes an empty file or directory where nothing is, and the component starts without its configuration or not at all; without leave to make one, the pod never starts',
    fix: 'add a HostFile or HostDirectory for the path, or remove the volume',
    needsWhole: true,
  },
  (cluster) =>
    cluster.hosts.flatMap((host) =>
      host.allPods.flatMap((pod) =>
        pod.hostPaths
          .filter(({ path }) => DESCRIBED.some((folder) => within(path, folder)) && !provided(host, path))
          .map(({ volume, path }) => ({
            host: host.name,
            field: `${pod.name} volume ${volume}`,
            got: path,
            allowed: 'a path that a HostFile or HostDirectory of this host provides',
          })),
      ),
    ),
);

function within(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

function provided(host: RenderedHost, path: string): boolean {
  return [...host.files.keys(), ...host.directories.keys()].some((given) => within(given, path));
}
