import { hostsOf } from '../description';
import { describedRule } from './description-rule';
import { enumerated } from './places';

/** HA126. */
export const HOST_FILE_HOSTS = describedRule(
  {
    id: 'HA126',
    title: 'host files name hosts that exist',
    cause: 'a file for a host that does not exist is rendered nowhere, and nobody misses it until it is needed',
    fix: 'correct the name, or remove it; without `hosts` every host gets the file',
    needs: ['controlPlanes', 'workers', 'etcd'],
  },
  (description) => {
    const names = hostsOf(description).map((host) => host.name);
    return description.hostFiles.flatMap((file) =>
      (file.hosts ?? [])
        .filter((name) => !names.includes(name))
        .map((name) => ({ path: `hostFiles (${file.path}).hosts`, got: JSON.stringify(name), allowed: `one of ${enumerated([...new Set(names)], 'or')}` })),
    );
  },
);
