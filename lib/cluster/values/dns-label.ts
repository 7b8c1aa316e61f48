import { textRule } from './value-rule';

/** Names of clusters, hosts and members. */
export const DNS_LABEL = textRule(
  {
    id: 'HA010',
    title: 'a name that is no DNS label',
    allowed: 'a DNS label: 1 to 63 lower-case letters, digits and dashes, a letter or digit at both ends, not digits only',
    cause: 'the name becomes a host name, a Node name, an etcd member name and part of file names, each of which refuses or changes other text; digits alone are read as an address',
    fix: 'use lower-case letters, digits and dashes',
  },
  /^(?!\d+$)[a-z0-9]([a-z0-9-]*[a-z0-9])?$/,
  63,
);
