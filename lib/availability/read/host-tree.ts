import { parseAllDocuments } from 'yaml';
import { CLUSTER_LABEL, HOST_LABEL, PLAN_GROUP } from '../../cluster/labels';
import { readKubeconfig } from './kubeconfig-file';
import { Unread } from './observation';
import { isMap, isUndecided, Unreadable } from './reading';
import { RenderedHost } from './rendered-host';
import { keptContent } from './tree-content';
import { hostSpecOf } from './tree-host';
import { Hide, objectWithoutSecrets } from './without-secrets';

/** Where the kubelet looks for static pods unless its configuration says otherwise (kubeadm's place). */
const MANIFESTS = '/etc/kubernetes/manifests';

/** Services that run a part of the control plane without a static pod. What their command lines say is not read. */
export const SERVICES = ['etcd', 'k3s', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler'];

/** Mode and owner of a path, where they are known to be those of the host. */
export interface TreePath {
  /** Absolute, on the host. */
  readonly path: string;
  /**
   * Four octal digits.
   *
   * @default unknown
   */
  readonly mode?: string;
  /**
   * User name.
   *
   * @default unknown
   */
  readonly owner?: string;
  /**
   * Group name.
   *
   * @default unknown
   */
  readonly group?: string;
}

/** A file of a host as it was found. */
export interface TreeFile extends TreePath {
  /**
   * Its text.
   *
   * @default a file that is known to be there and that nobody read, like a key
   */
  readonly content?: string;
}

/** What is known about a host beside its files. */
export interface TreeHost {
  /** Name of its cluster. */
  readonly cluster: string;
  /**
   * The specification of its `Host` object. What it leaves out is taken from the files, the zone excepted.
   *
   * @default everything is taken from the files
   */
  readonly spec?: Readonly<Record<string, unknown>>;
  /**
   * Directories whose mode and owner are known.
   *
   * @default none
   */
  readonly directories?: TreePath[];
  /**
   * What stands in the place of each secret.
   *
   * @default the word `removed`
   */
  readonly hide?: Hide;
}

/** A host's files as the objects that a description would have of them. */
export interface HostTreeObjects {
  readonly objects: any[];
  /** What could not be read. */
  readonly unread: Unread[];
}

/**
 * Turns the files of a host into objects as `readRendered` takes them: `Host`, `HostFile`, `HostDirectory`, `Kubeconfig` and static pods.
 *
 * Never throws, whatever the files hold. No key, password or token gets into an object.
 *
 * @param host its name
 * @param files in any order; the first of a path counts
 */
export function hostTreeObjects(host: string, files: TreeFile[], { cluster, spec, directories = [], hide }: TreeHost): HostTreeObjects {
  const unread: Unread[] = services(host, files);
  const label = (object: any) => labelled(object, cluster, host);
  const sorted = [...new Map([...files].reverse().map((file) => [file.path, file])).values()].sort(byPath);
  const kept = sorted.map((file) => ({ ...file, ...(file.content === undefined ? {} : { content: keptContent(file.path, file.content, hide) }) }));
  const plain = new RenderedHost(host, kept.map(fileObject));
  const manifests = manifestsOf(plain);
  const pods = sorted.filter(({ path }) => isManifest(path, manifests)).flatMap((file) => podOf(host, file, unread, hide));
  const others = kept.filter((file) => !isWithin(file.path, manifests) && (file.content !== undefined || file.mode !== undefined));
  const objects = [
    ...others.map(fileObject),
    ...others.flatMap(kubeconfigObject),
    ...directories.map((directory) => ({ ...plan('HostDirectory', directory.path), spec: { ...directory } })),
    ...pods,
  ];
  const read = new RenderedHost(host, objects);
  unread.push(...undecided(read));
  const hostObject = { ...plan('Host', host), spec: hostSpecOf(read, spec ?? {}) };
  return { objects: [hostObject, ...objects].map(label), unread };
}

/** Where the kubelet of a host looks for static pods. */
export function manifestsOf(host: RenderedHost): string {
  return host.kubelet()?.staticPodPath ?? host.kubeletFlags()?.value('pod-manifest-path') ?? MANIFESTS;
}

function services(host: string, files: TreeFile[]): Unread[] {
  return files.flatMap(({ path }) => {
    const name = /\/systemd\/system\/([^/]+)\.service$/.exec(path)?.[1];
    return name !== undefined && SERVICES.includes(name) ? [{ host, path, problem: `runs ${name} as a service; only static pods are read` }] : [];
  });
}

/** Lines of the front end that only the running program can follow. */
function undecided(host: RenderedHost): Unread[] {
  const of = (path: string, unreadable: Unreadable[] = []) =>
    unreadable.filter(isUndecided).map(({ line, problem }) => ({ host: host.name, path, problem: `line ${line}: ${problem}` }));
  return [...of(host.haproxyPath, host.haproxy()?.unreadable), ...of(host.keepalivedPath, host.keepalived()?.unreadable)];
}

/** Files that the kubelet takes for manifests: every one in the folder whose name does not begin with a dot. */
function isManifest(path: string, folder: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return path === `${trimmed(folder)}/${name}` && !name.startsWith('.');
}

function podOf(host: string, { path, content }: TreeFile, unread: Unread[], hide?: Hide): any[] {
  if (content === undefined) return [];
  const problem = (why: string) => {
    unread.push({ host, path, problem: why });
    return [];
  };
  try {
    const [document] = parseAllDocuments(content, { logLevel: 'error', uniqueKeys: false });
    if (!document || !('errors' in document)) return problem('is empty, and the kubelet starts no pod from it');
    const [error] = document.errors;
    if (error) return problem(`is not YAML, and the kubelet starts no pod from it: ${error.message.split('\n')[0]}`);
    const object: unknown = objectWithoutSecrets(document.toJS({ maxAliasCount: 100 }), hide);
    if (isMap(object) && object.kind === 'Pod' && object.apiVersion === 'v1') return [object];
    return problem(`is no v1 Pod, and the kubelet starts nothing from it`);
  } catch (error) {
    return problem(`is not YAML: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`);
  }
}

function kubeconfigObject({ path, content }: TreeFile): any[] {
  const config = content === undefined ? undefined : readKubeconfig(content);
  if (config?.server === undefined) return [];
  return [{ ...plan('Kubeconfig', path), spec: { server: config.server, ...(config.cluster === undefined ? {} : { cluster: config.cluster }) } }];
}

function fileObject({ path, content, mode, owner, group }: TreeFile): any {
  const spec = { path, content, mode, owner, group };
  return { ...plan('HostFile', path), spec: Object.fromEntries(Object.entries(spec).filter(([, value]) => value !== undefined)) };
}

function plan(kind: string, name: string): any {
  return { apiVersion: `${PLAN_GROUP}/v1alpha1`, kind, metadata: { name: name.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-|-$/g, '') } };
}

function labelled(object: any, cluster: string, host: string): any {
  const metadata = isMap(object.metadata) ? object.metadata : {};
  const labels = isMap(metadata.labels) ? metadata.labels : {};
  return { ...object, metadata: { ...metadata, labels: { ...labels, [CLUSTER_LABEL]: cluster, [HOST_LABEL]: host } } };
}

function isWithin(path: string, folder: string): boolean {
  return path.startsWith(`${trimmed(folder)}/`);
}

function trimmed(folder: string): string {
  return folder.replace(/\/+$/, '');
}

function byPath(a: TreePath, b: TreePath): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
