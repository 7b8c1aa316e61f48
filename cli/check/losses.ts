import { Loss } from '../../lib/availability/model';
import { grouped, groupFailures } from '../availability/groups';

/** Failures after which the same is missing. */
export interface LossGroup {
  /** `cp-1 lost`, `any of the zones a, b lost`. */
  readonly failures: string[];
  /** What is missing for as long as they last, in words. */
  readonly missing: string[];
  /** Nobody but the host that fails is concerned. */
  readonly ownHostOnly: boolean;
}

/** Losses with equal hosts said once: those that concern others first, then in the order in which they come. */
export function groupLosses(losses: Loss[]): LossGroup[] {
  const groups = grouped(losses, (loss) => JSON.stringify([loss.ownHostOnly, missingOf(loss)])).map((group) => ({
    failures: groupFailures(group.map(({ failure }) => failure)).map(({ text }) => text),
    missing: missingOf(group[0]!),
    ownHostOnly: group[0]!.ownHostOnly,
  }));
  return [...groups.filter(({ ownHostOnly }) => !ownHostOnly), ...groups.filter(({ ownHostOnly }) => ownHostOnly)];
}

/** Where only the failing host is cut off, its name says nothing. */
function missingOf({ failure, missing, ownHostOnly }: Loss): string[] {
  const end = 'host' in failure ? ` on ${failure.host}` : undefined;
  const short = (text: string) => (ownHostOnly && end !== undefined && text.endsWith(end) ? `${text.slice(0, -end.length)} on that host` : text);
  return missing.map(short);
}
