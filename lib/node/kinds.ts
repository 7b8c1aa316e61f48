import { createHash } from 'crypto';
import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { PLAN_GROUP } from '../cluster/labels';

/** Group and version of the objects that are ours. */
export const API_VERSION = `${PLAN_GROUP}/v1alpha1`;

/** Tells tools, kustomize among them, that the object is never sent to an API server. */
export const LOCAL_CONFIG = { 'config.kubernetes.io/local-config': 'true' };

/** The first hexadecimal digits of the SHA-256 of a text. */
export function digest(text: string, digits: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, digits);
}

/** Text as a DNS label: lower case, everything else a dash. */
export function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}

const TAKEN = new WeakMap<Chart, Map<string, string>>();

/** An object name from a path: its slug, with 8 digits of its hash where another path of the chart has the same slug. */
export function nameOfPath(scope: Construct, kind: string, path: string): string {
  const chart = Chart.of(scope);
  const taken = TAKEN.get(chart) ?? new Map<string, string>();
  TAKEN.set(chart, taken);
  const plain = slug(path).slice(0, 200) || 'root';
  const key = `${kind}/${plain}`;
  const holder = taken.get(key) ?? path;
  taken.set(key, holder);
  return holder === path ? plain : `${plain}-${digest(path, 8)}`;
}
