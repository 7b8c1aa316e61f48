import { RenderedCluster } from '../read/rendered';
import { RenderedRule } from './rule';

/** A rule that was not asked, and why. */
export interface NotAsked {
  readonly rule: RenderedRule;
  readonly reason: string;
}

/** Rules that ask about a description, and so say nothing about files of hosts. */
const ABOUT_DESCRIPTIONS: ReadonlyMap<string, string> = new Map([
  ['HA215', 'the files do not say what spreads the clients of the API'],
  ['HA304', 'a path that nobody copied looks like one that is missing'],
  ['HA305', 'a host cannot have two files at one path'],
  ['HA308', 'the objects are made of files, and nobody wrote them'],
  ['HA311', 'static pods are read from where the kubelet looks'],
  ['HA403', 'there is no plan of secrets'],
  ['HA404', 'keys are not read'],
]);

/** Checks of modes and owners, which copies do not keep. */
const ABOUT_MODES = /^CIS-[14]\.1\./;

/**
 * The rules that make sense for a cluster: all of them for a description, fewer for the files of hosts.
 *
 * @param rules those to choose from
 */
export function rulesFor(cluster: RenderedCluster, rules: RenderedRule[]): RenderedRule[] {
  const reason = reasonsFor(cluster);
  return rules.filter((rule) => reason(rule) === undefined);
}

/** The rules that are left out for a cluster, and why. */
export function notAsked(cluster: RenderedCluster, rules: RenderedRule[]): NotAsked[] {
  const reasonOf = reasonsFor(cluster);
  return rules.flatMap((rule) => {
    const reason = reasonOf(rule);
    return reason === undefined ? [] : [{ rule, reason }];
  });
}

function reasonsFor(cluster: RenderedCluster): (rule: RenderedRule) => string | undefined {
  if (!cluster.observed) return () => undefined;
  const modes = cluster.hosts.some((host) => host.allFiles.some(({ spec }) => spec.mode !== undefined));
  const unknown = modes ? undefined : 'modes and owners on the hosts are not known';
  return ({ id }) => ABOUT_DESCRIPTIONS.get(id) ?? (ABOUT_MODES.test(id) ? unknown : undefined);
}
