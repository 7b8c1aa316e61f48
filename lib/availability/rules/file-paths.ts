import { renderedRule } from './rule';

/** HA305. */
export const FILE_PATHS = renderedRule(
  {
    id: 'HA305',
    title: 'each file of a host is described once',
    cause: 'the later of two files at one path overwrites the earlier one, and which one that is depends on the order in which they are copied',
    fix: 'remove one of the two, or patch the first instead of adding a second',
  },
  (cluster) =>
    cluster.hosts.flatMap((host) =>
      host.allFiles
        .filter((file) => host.files.get(file.path) !== file)
        .map((file) => ({
          host: host.name,
          field: file.path,
          got: `HostFile ${file.name}`,
          allowed: `one HostFile at this path; HostFile ${host.files.get(file.path)?.name ?? ''} is there`,
        })),
    ),
);
