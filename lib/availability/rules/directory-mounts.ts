import { RuleLevel } from '../../cluster/finding';
import { renderedRule } from './rule';

/** Files of the host itself that containers share with it, and that nobody replaces while they run. */
const SETTLED = ['/etc/localtime', '/etc/timezone', '/etc/hosts', '/etc/resolv.conf'];

/** kubeadm mounts single kubeconfigs from here into programs that read them at their start only, when the mount is new, too. */
const AT_START = '/etc/kubernetes/';

/** HA303. */
export const DIRECTORY_MOUNTS = renderedRule(
  {
    id: 'HA303',
    level: RuleLevel.WARNING,
    title: 'static pods mount directories of /etc, not single files',
    cause:
      'a file that is replaced as a whole is a new file, and a mount of the old one still shows the old content: a changed configuration or a renewed certificate is never seen',
    fix: 'mount the directory that holds the file',
  },
  (cluster) =>
    cluster.hosts.flatMap((host) =>
      host.allPods.flatMap((pod) =>
        pod.hostPaths
          .filter(({ path, type }) => path.startsWith('/etc/') && !SETTLED.includes(path) && !(cluster.observed && path.startsWith(AT_START)) && (type === 'File' || type === 'FileOrCreate' || host.files.has(path)))
          .map(({ volume, path }) => ({
            host: host.name,
            field: `${pod.name} volume ${volume}`,
            got: `the file ${path}`,
            allowed: `its directory ${path.slice(0, path.lastIndexOf('/'))}`,
          })),
      ),
    ),
);
