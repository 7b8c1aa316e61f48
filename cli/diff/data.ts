import { Change, ClusterDiff } from '../../lib/availability/diff';
import { Recovery } from '../../lib/availability/model';
import { timeData } from '../availability/times';
import { textOf } from './words';

/** The differences for programs. `docs/diff.md` says what each field is. */
export function diffData(diffs: ClusterDiff[]): Record<string, unknown> {
  return { different: diffs.length > 0, worse: diffs.some(({ worse }) => worse), clusters: diffs.map(clusterData) };
}

function clusterData({ changes, ...diff }: ClusterDiff): Record<string, unknown> {
  return { ...diff, changes: changes.map(changeData) };
}

function changeData({ was, is, ...change }: Change): Record<string, unknown> {
  return {
    ...change,
    text: textOf({ ...change, ...(was ? { was } : {}), ...(is ? { is } : {}) }),
    ...recoveryData('was', was),
    ...recoveryData('is', is),
  };
}

function recoveryData(name: string, recovery: Recovery | undefined): Record<string, unknown> {
  return recovery ? { [name]: { failure: recovery.failure, time: timeData(recovery.time) } } : {};
}
