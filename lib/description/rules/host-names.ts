import { Description, hostsOf } from '../description';
import { describedRule, Fault } from './description-rule';

/** The longest DNS label: chart names become file names and label values. */
const LONGEST = 63;

/** The longest common name of a certificate (RFC 5280, ub-common-name), less `system:node:`: longer ones are refused by OpenSSL. */
const LONGEST_NODE = 52;

/** HA102. */
export const HOST_NAMES = describedRule(
  {
    id: 'HA102',
    title: 'every host has a name of its own, which leaves room for the chart names',
    cause: 'a name is the Node, the etcd member, the file and the folder of secrets: of two hosts with one name only one would exist',
    fix: 'give every host a name of its own',
  },
  (description) => [...duplicates(description), ...taken(description), ...long(description)],
);

function duplicates(description: Description): Fault[] {
  const first = new Map<string, string>();
  return hostsOf(description).flatMap((host) => {
    const other = first.get(host.name);
    if (other === undefined) first.set(host.name, host.path);
    return other === undefined ? [] : [{ path: `${host.path}.name`, got: JSON.stringify(host.name), allowed: `a name that ${other} does not have`, host: host.name }];
  });
}

function taken(description: Description): Fault[] {
  return hostsOf(description)
    .filter((host) => host.name === 'api')
    .map((host) => ({
      path: `${host.path}.name`,
      got: '"api"',
      allowed: `another name: the chart ${description.name}-api holds the objects that are applied to the API`,
      fix: 'rename the host',
      host: host.name,
    }));
}

function long(description: Description): Fault[] {
  const room = LONGEST - description.name.length - 1;
  const own = room < 'api'.length ? [{ path: 'id', got: JSON.stringify(description.name), allowed: `at most ${LONGEST - 4} characters, so that <cluster>-api has no more than ${LONGEST}`, fix: 'shorten the name of the cluster' }] : [];
  const hosts = hostsOf(description)
    .filter((host) => host.name.length > Math.min(room, LONGEST_NODE))
    .map((host) => ({
      path: `${host.path}.name`,
      got: JSON.stringify(host.name),
      allowed:
        room < LONGEST_NODE
          ? `at most ${Math.max(room, 0)} characters, so that ${description.name}-<host> has no more than ${LONGEST}`
          : `at most ${LONGEST_NODE} characters, so that system:node:<host> has no more than 64, which is all that a certificate can name`,
      fix: 'shorten the name of the host or of the cluster',
      host: host.name,
    }));
  return [...own, ...hosts];
}
