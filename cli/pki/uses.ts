import { posix } from 'path';
import { PlannedCluster, PlannedFile, PlannedHost } from '../stream/model';
import { Reading, readingOf } from '../stream/reloading';
import { refsIn } from '../stream/secret-refs';

/** Somebody who reads a file that holds a secret. */
export interface Use {
  readonly host: string;
  /** The file. */
  readonly path: string;
  /** A static pod, a unit, or another file that names this one. */
  readonly by: string;
  /** What happens there when the file changes. */
  readonly onChange: 'reloads' | 'restarts' | 'reads it next time';
}

/**
 * Who reads a secret, as the YAML says: static pods by the flags that name its files, units by what is to happen when they change, and scripts that
 * name them.
 */
export function usesOf(kind: string, name: string, { hosts }: PlannedCluster): Use[] {
  return hosts.flatMap((host) => filesWith(kind, name, host).flatMap((file) => usesOfFile(file, host)));
}

/** The files of a host that hold a secret. */
function filesWith(kind: string, name: string, { files }: PlannedHost): PlannedFile[] {
  return files.filter(({ content, contentFrom }) => (contentFrom ? [contentFrom] : refsIn(content ?? '')).some((ref) => ref.kind === kind && ref.name === name));
}

function usesOfFile(file: PlannedFile, host: PlannedHost): Use[] {
  const use = (by: string, onChange: Use['onChange']): Use => ({ host: host.name, path: file.path, by, onChange });
  const settings = host.files.filter(({ content }) => content !== undefined && !content.includes('${secret:'));
  const pods = host.staticPods.flatMap((pod) => {
    const read = settings.filter(({ path }) => readingOf(pod, path) !== Reading.NEVER).map(({ content }) => content!);
    const reading = readingOf(pod, file.path, read);
    return reading === Reading.NEVER ? [] : [use(pod.metadata.name, reading === Reading.RELOADS ? 'reloads' : 'restarts')];
  });
  const units = file.onChange ? [use(file.onChange.unit, file.onChange.action === 'reload' ? 'reloads' : 'restarts')] : [];
  if (pods.length + units.length > 0) return [...pods, ...units];
  return settings.filter(({ content }) => names(content!, file.path)).map(({ path }) => use(path, 'reads it next time'));
}

/** Whether a text names a path, its folder perhaps in a variable. */
function names(text: string, path: string): boolean {
  return text.includes(posix.dirname(path)) && text.includes(`/${posix.basename(path)}`);
}
