import { InputError } from '../command/errors';
import { OnChange, PlannedFile, PlannedHost, PlannedPath, SecretRef } from '../stream/model';
import { fillSecrets, refText } from '../stream/secret-refs';
import { kernelFiles } from './kernel-files';
import { staticPodFile } from './static-pod-file';

/** A file with its final content. */
export interface TreeFile extends PlannedPath {
  readonly content: string;
  readonly onChange?: OnChange;
}

/** All that is to be on one host. */
export interface HostTree {
  readonly host: PlannedHost;
  /** In the order in which they are written. */
  readonly files: TreeFile[];
  /** Manifests of static pods, which are written last. */
  readonly pods: TreeFile[];
}

/** What lies beside the files in a tree. */
export const RESERVED = ['/install', '/manifest.json', '/manifest.tsv'];

/** Files that a program checks before they take their place: first, so that a wrong one stops an installation before anything else changed. */
const CHECKED = /^\/etc\/(haproxy|keepalived)\//;

/**
 * The tree of one host: the files of the YAML byte for byte but for filled-in secrets, and its static pods.
 *
 * @param valueOf the text of a secret; throws where it is missing
 * @throws InputError where two files want one place, or a value of several lines is to stand within a line
 */
export function hostTree(host: PlannedHost, valueOf: (ref: SecretRef) => string): HostTree {
  const planned = [...host.files, ...kernelFiles(host)];
  const files = planned.map((file) => filled(host, file, valueOf)).sort(byOrder);
  const pods = host.staticPods.map((pod) => staticPodFile(pod, planned, valueOf));
  const problems = clashes([...files, ...pods].map(({ path }) => path)).map((problem) => `host ${host.name}: ${problem}`);
  if (problems.length > 0) throw new InputError(problems.join('\n'));
  return { host, files, pods };
}

function filled(host: PlannedHost, { content, contentFrom, ...file }: PlannedFile, valueOf: (ref: SecretRef) => string): TreeFile {
  if (contentFrom) return { ...file, content: valueOf(contentFrom) };
  const inLine = (ref: SecretRef) => {
    const value = valueOf(ref).replace(/\n$/, '');
    if (!value.includes('\n')) return value;
    const fix = 'give the file contentFrom instead, or name a part of one line';
    throw new InputError(
      `host ${host.name}: ${file.path}: ${refText(ref)} within the text: got several lines; allowed: a value of one line; fix: ${fix}`,
    );
  };
  return { ...file, content: fillSecrets(content ?? '', inLine) };
}

/** Paths that cannot all be files of one tree. */
function clashes(paths: string[]): string[] {
  const all = new Set(paths);
  const twice = paths.filter((path, index) => paths.indexOf(path) !== index);
  const inside = paths.filter((path) => foldersOf(path).some((folder) => all.has(folder)));
  return [
    ...twice.map((path) => `${path}: got two files; allowed: one; fix: remove one of the objects`),
    ...inside.map((path) => `${path}: got a file where a folder above it is a file, too; allowed: one of both; fix: remove one of the objects`),
    ...paths
      .filter((path) => RESERVED.includes(path))
      .map((path) => `${path}: got the name of a part of the bundle itself; allowed: any other path; fix: put it into a folder`),
  ];
}

function foldersOf(path: string): string[] {
  const parts = path.split('/').slice(1, -1);
  return parts.map((_, index) => `/${parts.slice(0, index + 1).join('/')}`);
}

function byOrder(a: TreeFile, b: TreeFile): number {
  const [first, second] = [CHECKED.test(a.path), CHECKED.test(b.path)];
  if (first !== second) return first ? -1 : 1;
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
