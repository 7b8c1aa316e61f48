import { Construct } from 'constructs';
import { describe, Finding, shown, sorted } from '../cluster/finding';
import { Check, instanceOf, Shape, usable, WRONG_TYPE } from '../cluster/shape';
import { FailoverTiming } from '../cluster/timing';
import { KubernetesVersion } from '../versions/kubernetes-version';
import { KUBERNETES_ROWS } from '../versions/table';
import { report } from './report';

/**
 * The properties of a piece where all of them can be used; undefined otherwise, and synth reports what is wrong with which.
 *
 * A piece that is used alone has nobody who checked them before; in a cluster they were checked, and nothing is reported twice.
 */
export function checkedProps<T>(piece: Construct, shape: Shape, props: T): T | undefined {
  const findings: Finding[] = [];
  const good = usable<T>(shape, props, '', findings);
  report(piece, sorted(findings).map(describe));
  return findings.length > 0 ? undefined : good;
}

/** A version that has a row in the table. */
export const KNOWN_VERSION: Check = (value, path, findings) => {
  if (value instanceof KubernetesVersion && value._row()) return true;
  const minors = KUBERNETES_ROWS.map((row) => `1.${row.minor}`);
  findings.push({
    rule: WRONG_TYPE,
    path,
    got: value instanceof KubernetesVersion ? JSON.stringify(value.version) : shown(value),
    allowed: `a KubernetesVersion from ${minors[0]} to ${minors[minors.length - 1]}, like KubernetesVersion.V1_36`,
  });
  return false;
};

/** A timing without an override that cannot be used. */
export const TIMING: Check = (value, path, findings) => {
  if (!instanceOf(FailoverTiming, 'a FailoverTiming, like FailoverTiming.balanced()')(value, path, findings)) return false;
  const before = findings.length;
  (value as FailoverTiming)._resolve(path, findings);
  return findings.length === before;
};
