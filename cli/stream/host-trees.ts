import { accessSync, constants, Dirent, existsSync, lstatSync, readdirSync, statSync } from 'fs';
import { join } from 'path';
import { absentPeers } from '../../lib/availability/read/absent-peers';
import { HostTreeObjects, hostTreeObjects, TreeHost } from '../../lib/availability/read/host-tree';
import { namedPaths } from '../../lib/availability/read/named-paths';
import { Unread } from '../../lib/availability/read/observation';
import { RenderedCluster } from '../../lib/availability/read/rendered';
import { RenderedHost } from '../../lib/availability/read/rendered-host';
import { Hide } from '../../lib/availability/read/without-secrets';
import { canonical } from '../../lib/cluster/address';
import type { HostManifest } from '../bundle/manifest';
import { InputError } from '../command/errors';
import { insidePath } from './inside';
import { readText } from './text-file';
import { filesOfTree } from './tree-files';
import { modesOfTree, withModes } from './tree-modes';
import { planOfTrees, TreePlan } from './tree-plan';

/** A unit names the kubelet's configuration, that the manifests, and those the certificates. */
const MOST_ROUNDS = 3;

const ALLOWED = '<folder>/<host>/etc/kubernetes/manifests/*.yaml and the other files of each host';

/**
 * The cluster whose hosts' files lie below a folder, one tree for each host.
 *
 * Names, zones and whatever files do not say come from `Cluster` and `Host` objects in YAML beside the trees. What could not be read is in
 * `observed.unread` of the cluster.
 *
 * @param folder holds the trees, each in a folder of its host's name
 * @param hide what stands in the place of each secret; the word `removed` if it is left out
 * @throws InputError where the folder cannot be read, has no host, or has YAML that is wrong
 */
export function readHostTrees(folder: string, hide?: Hide): RenderedCluster {
  const trees = treesIn(folder);
  const plan = planOfTrees(folder);
  const hosts = trees.map((name) => readTree(join(folder, name), name, plan, hide));
  const found = hosts.filter(({ objects }) => objects.length > 0);
  if (found.length === 0) throw new InputError(`${folder}: got no files of any host; allowed: ${ALLOWED}; fix: ${advice(folder, trees)}`);
  const objects = [...(plan.object ? [plan.object] : []), ...found.flatMap((host) => host.objects)];
  const absent = [...plan.hosts.keys()].filter((name) => !found.some((host) => host.name === name));
  const unread = [
    ...hosts.flatMap((host) => host.unread),
    ...absent.map((host) => ({ host, path: '/', problem: 'there is a Host object, and no tree' })),
    ...absentPeers(new RenderedCluster(plan.cluster, objects), (address) => absent.some((host) => isOf(address, host, plan))),
  ];
  return new RenderedCluster(plan.cluster, objects, { unread: unread.sort(byPlace) });
}

function isOf(address: string, host: string, plan: TreePlan): boolean {
  const addresses: unknown = plan.hosts.get(host)?.addresses;
  return address === host || (Array.isArray(addresses) && addresses.some((own) => typeof own === 'string' && canonical(own) === address));
}

interface ReadTree {
  readonly name: string;
  readonly objects: HostTreeObjects['objects'];
  readonly unread: Unread[];
}

/** Files may name others that lie elsewhere: the kubelet's command line its configuration, a manifest its certificates. */
function readTree(root: string, name: string, plan: TreePlan, hide?: Hide): ReadTree {
  if (lstatSync(root).isSymbolicLink()) {
    return {
      name,
      objects: [],
      unread: [{ host: name, path: '/', problem: 'is a symbolic link, which nothing follows; copy the folder here' }],
    };
  }
  const modes = modesOfTree(root);
  const given: TreeHost = {
    cluster: plan.cluster,
    spec: specOf(root, plan.hosts.get(name)),
    directories: [...modes.directories],
    ...(hide ? { hide } : {}),
  };
  const more: string[] = [];
  for (let round = 0; ; round++) {
    const { files, unread } = filesOfTree(name, root, more);
    if (files.length === 0) break;
    const made = hostTreeObjects(name, withModes(files, modes), given);
    const known = new Set([...files.map(({ path }) => path), ...more]);
    const further = namedPaths(new RenderedHost(name, made.objects)).filter((path) => !known.has(path) && insidePath(root, path) !== undefined);
    if (further.length === 0 || round === MOST_ROUNDS) return { name, objects: made.objects, unread: [...unread, ...made.unread] };
    more.push(...further);
  }
  const problem = isReadable(root) ? 'holds none of the files that are read' : 'cannot be read; change its owner or mode';
  return { name, objects: [], unread: [{ host: name, path: '/', problem }] };
}

/** What a bundle says about its host, where no `Host` object does. */
function specOf(root: string, given: Record<string, unknown> = {}): Record<string, unknown> {
  try {
    const manifest = JSON.parse(readText(join(root, 'manifest.json'), 'manifest.json')) as Partial<HostManifest>;
    if (manifest.format !== 1) return given;
    const kubelet: unknown = manifest.versions?.kubelet;
    return { addresses: manifest.addresses, ...(typeof kubelet === 'string' ? { kubeletVersion: kubelet } : {}), ...given };
  } catch {
    return given;
  }
}

function treesIn(folder: string): string[] {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new InputError(`${folder}: got no such folder; allowed: ${ALLOWED}; fix: copy the files of each host into a folder of its name`);
  }
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'error';
    throw new InputError(`${folder}: cannot be read (${code}); allowed: a folder that you may read; fix: change its owner or mode`);
  }
  const names = entries.filter((entry) => isFolder(folder, entry) && !entry.name.startsWith('.')).map(({ name }) => name);
  if (names.length === 0) throw new InputError(`${folder}: got no folder of a host; allowed: ${ALLOWED}; fix: ${advice(folder, names)}`);
  return names.sort();
}

/** A link to a folder, or to nowhere, stands for a host whose files are not here. */
function isFolder(folder: string, entry: Dirent): boolean {
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  try {
    return statSync(join(folder, entry.name)).isDirectory();
  } catch {
    return true;
  }
}

/** What somebody who gave the wrong folder most likely meant. */
function advice(folder: string, names: string[]): string {
  if (existsSync(join(folder, 'etc', 'kubernetes'))) return 'this is the tree of one host; give the folder above it';
  const inner = names.find((name) => namesIn(join(folder, name)).some((below) => existsSync(join(folder, name, below, 'etc'))));
  return inner === undefined ? 'copy the files of each host into a folder of its name' : `--hosts ${join(folder, inner)}`;
}

function isReadable(folder: string): boolean {
  try {
    accessSync(folder, constants.R_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function byPlace(a: Unread, b: Unread): number {
  const [first, second] = [`${a.host} ${a.path}`, `${b.host} ${b.path}`];
  return first < second ? -1 : first > second ? 1 : 0;
}
