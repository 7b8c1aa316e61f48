import { RunningHost } from './running-host';

/** What a row of the benchmark finds on a host. */
export type Found =
  /** It is as the benchmark wants it. */
  | { readonly is: 'fine' }
  /** It is not; `what` says what was found and what is allowed. */
  | { readonly is: 'wrong'; readonly what: string }
  /** Nothing here could break it; `why` says so. */
  | { readonly is: 'elsewhere'; readonly why: string }
  /** No program can say; `look` says what a human should look at. */
  | { readonly is: 'open'; readonly look: string };

/** One check of the benchmark. */
export interface Row {
  /** Its number in cis-1.12 of kube-bench, as in `1.2.15`. */
  readonly id: string;
  /** Whether the benchmark decides it by itself. */
  readonly automated: boolean;
  readonly title: string;
  /** Where versions of the benchmark differ. */
  readonly note?: string;
  /** Rules of the description of which any accepts it: its own, and that of the check whose twin it is. */
  readonly acknowledgedBy: string[];
  /** Looks at one host. */
  find(host: RunningHost): Found;
}

/** As the benchmark wants it. */
export const FINE: Found = { is: 'fine' };

/** Not as the benchmark wants it. */
export function wrong(what: string): Found {
  return { is: 'wrong', what };
}

/** Nothing here could break it. */
export function elsewhere(why: string): Found {
  return { is: 'elsewhere', why };
}

/** For a human. */
export function open(look: string): Found {
  return { is: 'open', look };
}

/** Id of the rule about rendered objects that has the number of a check. */
export function ruleOf(id: string): string {
  return `CIS-${id}`;
}

/** Why a check about hosts of a role says nothing about this one; undefined where it has the role. */
export function otherRole(host: RunningHost, roles: string[]): string | undefined {
  return roles.some((role) => host.roles.includes(role)) ? undefined : `no host of the role ${roles.join(' or ')}`;
}
