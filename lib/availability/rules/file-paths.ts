import { RenderedHost } from '../read/rendered-host';
import { Fault, renderedRule } from './rule';

/** HA305. */
export const FILE_PATHS = renderedRule(
  {
    id: 'HA305',
    title: 'each file of a host is described once',
    cause: 'the later of two files at one path overwrites the earlier one, and which one that is depends on the order in which they are copied',
    fix: 'remove one of the two, or patch the first instead of adding a second',
  },
  (cluster) =>
    cluster.hosts.flatMap((host) => [
      ...overManifests(host),
      ...host.allFiles
        .filter((file) => host.files.get(file.path) !== file)
        .map((file) => ({
          host: host.name,
          field: file.path,
          got: `HostFile ${file.name}`,
          allowed: `one HostFile at this path; HostFile ${host.files.get(file.path)?.name ?? ''} is there`,
        })),
    ]),
);

/** Every static pod becomes a file of its name in the folder that the kubelet watches. */
function overManifests(host: RenderedHost): Fault[] {
  return [...host.files.values()].flatMap((file) => {
    const pod = /^\/etc\/kubernetes\/manifests\/(.+)\.yaml$/.exec(file.path)?.[1];
    return pod !== undefined && host.pods.has(pod)
      ? [{ host: host.name, field: file.path, got: `HostFile ${file.name}`, allowed: `the manifest of the static pod ${pod} at this path` }]
      : [];
  });
}
