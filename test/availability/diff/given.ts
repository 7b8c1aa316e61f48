import { join } from 'path';
import { surveysOf } from '../../../cli/diff/compare';
import { readDocuments } from '../../../cli/stream/documents';
import { StaticPod } from '../../../cli/stream/model';
import { readingOf } from '../../../cli/stream/reloading';
import { Change, ClusterDiff, diffClusters, DiffOptions } from '../../../lib/availability/diff';
import { readRendered, RenderedCluster } from '../../../lib/availability/read/rendered';

const REFERENCE = readDocuments(join(__dirname, '../../../dist')).map(({ object }) => object);

/** What the command gives to a comparison. */
export const OPTIONS: DiffOptions = {
  readingOf: (pod, path, settings) => readingOf(pod as StaticPod, path, settings),
  surveysOf,
};

/** The same without the failure model, which takes most of the time. */
export const NO_SURVEY: DiffOptions = { ...OPTIONS, surveysOf: () => undefined };

/** The objects of the reference blueprint, to be changed. */
export function referenceObjects(): any[] {
  return structuredClone(REFERENCE);
}

/** The one cluster of these objects. */
export function clusterOf(objects: any[]): RenderedCluster {
  const [cluster] = readRendered(objects);
  if (!cluster) throw new Error('no cluster');
  return cluster;
}

/** What nobody changes, so that it is read once. */
const UNCHANGED = clusterOf(REFERENCE);

/**
 * What differs between the reference blueprint and itself after a change.
 *
 * @param before makes the old side another one, too
 */
export function diffAfter(change: (objects: any[]) => any[] | void, before?: (objects: any[]) => any[]): ClusterDiff {
  const objects = referenceObjects();
  return diffClusters(before ? clusterOf(before(referenceObjects())) : UNCHANGED, clusterOf(change(objects) ?? objects), OPTIONS);
}

/** The same without what the failure model says, which takes most of the time. */
export function plainAfter(change: (objects: any[]) => any[] | void, before?: (objects: any[]) => any[]): ClusterDiff {
  const objects = referenceObjects();
  return diffClusters(before ? clusterOf(before(referenceObjects())) : UNCHANGED, clusterOf(change(objects) ?? objects), NO_SURVEY);
}

/** Which objects are meant: of these hosts, or of the cluster; of a kind; of a name or path. */
export function find(objects: any[], kind: string, name: string, host?: string): any {
  const found = objects.find(
    (object) =>
      object.kind === kind && object.metadata.labels?.['ha-cluster.local/host'] === host && [object.metadata.name, object.spec?.path].includes(name),
  );
  if (!found) throw new Error(`no ${kind} ${name} on ${host}`);
  return found;
}

/** Changes a flag of a static pod of some hosts. */
export function setFlag(objects: any[], hosts: string[], pod: string, flag: string, value: string | undefined): void {
  for (const host of hosts) {
    const [container] = find(objects, 'Pod', pod, host).spec.containers;
    const others = container.command.filter((word: string) => !word.startsWith(`--${flag}=`));
    container.command = value === undefined ? others : [...others.slice(0, 1), ...[...others.slice(1), `--${flag}=${value}`].sort()];
  }
}

/** Changes the text of a file of some hosts. */
export function editFile(objects: any[], hosts: string[], path: string, from: string | RegExp, to: string): void {
  for (const host of hosts) {
    const file = find(objects, 'HostFile', path, host);
    const edited = file.spec.content.replace(from, to);
    if (edited === file.spec.content) throw new Error(`${path} has no ${String(from)}`);
    file.spec.content = edited;
  }
}

/** One line for each change: section, severity, host, subject, effect, text. */
export function lines(diff: ClusterDiff): string[] {
  return diff.changes.map(line);
}

function line({ section, severity, host, subject, effect, text }: Change): string {
  return `${section} ${severity} ${[host, subject].filter(Boolean).join(' ')}${effect === undefined ? '' : ` ${effect}`} | ${text}`;
}

/** The control-plane hosts of the reference blueprint. */
export const CONTROL_PLANES = ['cp-1', 'cp-2', 'cp-3'];
