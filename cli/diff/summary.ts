import { Change, ClusterDiff, SEVERITIES, Severity } from '../../lib/availability/diff';
import { count } from '../availability/lines';
import { blocksOf } from './groups';

/** One line about a cluster: `2 dangers, 3 restarts, 1 reload; less is tolerated or survived than before`. */
export function summaryOf({ changes, worse }: ClusterDiff): string {
  const counts = SEVERITIES.flatMap((severity) => {
    const number = countOf(
      changes.filter((change) => change.severity === severity),
      severity,
    );
    return number === 0 ? [] : [count(number, severity)];
  });
  return `${counts.join(', ')}${worse ? '; less is tolerated or survived than before' : ''}`;
}

/** Restarts and reloads count for each program of each host, whatever the number of reasons; all else once, whatever the number of hosts. */
function countOf(changes: Change[], severity: Severity): number {
  if (severity === 'danger' || severity === 'note') return blocksOf(changes, true).length;
  return new Set(changes.map(({ host, subject }) => `${host} ${subject}`)).size;
}
