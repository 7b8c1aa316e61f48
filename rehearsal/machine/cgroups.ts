import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import { pauseSync } from './process-record';

/** One tree of control groups: on version 2 there is one, on version 1 about one a controller. */
export interface Hierarchy {
  /** Where it is mounted. */
  readonly mountPoint: string;
  readonly version: 1 | 2;
  /** Version 1: what it is mounted with, as in `cpu,cpuacct` or `name=systemd`; version 2: empty. */
  readonly controllers: string;
}

/** How long the kernel may take to let go of ended processes, in milliseconds. */
const REMOVAL_LIMIT_MS = 30_000;

/** Version 2: the controllers that systemd, the kubelet and runc use. */
const NEEDED = ['cpu', 'cpuset', 'hugetlb', 'io', 'memory', 'pids'];

/** What a mounted hierarchy of version 1 says beside its controllers. */
const GENERIC_OPTIONS = ['rw', 'ro', 'xattr', 'clone_children', 'noprefix', 'cpuset_v2_mode', 'favordynmods'];

/**
 * The hierarchies that a mount table names.
 *
 * @param mountinfo text of /proc/self/mountinfo
 */
export function parseHierarchies(mountinfo: string): Hierarchy[] {
  const found = mountinfo.split('\n').flatMap((line): Hierarchy[] => {
    const [left, right] = line.split(' - ');
    const [type, , options] = (right ?? '').split(' ');
    const mountPoint = left!.split(' ')[4]!;
    if (type === 'cgroup2') return [{ mountPoint, version: 2, controllers: '' }];
    if (type !== 'cgroup') return [];
    const controllers = options!.split(',').filter((option) => !GENERIC_OPTIONS.includes(option) && !option.includes('release_agent='));
    return [{ mountPoint, version: 1, controllers: controllers.join(',') }];
  });
  const key = ({ version, controllers }: Hierarchy) => `${version} ${controllers}`;
  return found.filter((hierarchy, index) => found.findIndex((other) => key(other) === key(hierarchy)) === index);
}

/** The hierarchies of this machine. */
export function hierarchies(): Hierarchy[] {
  return parseHierarchies(readFileSync('/proc/self/mountinfo', 'utf8'));
}

/** Whether resources are controlled by version 1. */
export function isVersion1(all: Hierarchy[]): boolean {
  return all.some(({ version, controllers }) => version === 1 && !controllers.startsWith('name='));
}

/**
 * Makes a group in every hierarchy.
 *
 * @param path below the root of each
 */
export function createGroup(path: string): void {
  for (const hierarchy of hierarchies()) {
    let folder = hierarchy.mountPoint;
    for (const part of path.split('/')) {
      const parent = folder;
      folder = join(folder, part);
      if (hierarchy.version === 2) handDown(parent);
      mkdirSync(folder, { recursive: true });
      if (hierarchy.version === 1 && hierarchy.controllers.split(',').includes('cpuset')) openCpuset(parent, folder);
    }
  }
}

/** Version 2: what a group's children may control must be said one level above. */
function handDown(folder: string): void {
  const controllers = readFileSync(join(folder, 'cgroup.controllers'), 'utf8').trim().split(' ');
  for (const controller of controllers.filter((name) => NEEDED.includes(name))) {
    try {
      writeFileSync(join(folder, 'cgroup.subtree_control'), `+${controller}`);
    } catch {
      // Some cannot be handed down, such as cpu while real-time processes run; a host does without those.
    }
  }
}

/** Version 1: a new cpuset is empty, and nothing can join it. */
function openCpuset(parent: string, folder: string): void {
  for (const file of ['cpuset.cpus', 'cpuset.mems']) {
    if (readFileSync(join(folder, file), 'utf8').trim() === '') writeFileSync(join(folder, file), readFileSync(join(parent, file), 'utf8'));
  }
  writeFileSync(join(folder, 'cgroup.clone_children'), '1');
}

/**
 * The groups of a process, as folders.
 *
 * @param pid as this process sees it
 */
export function groupsOf(pid: number): string[] {
  const lines = readFileSync(`/proc/${pid}/cgroup`, 'utf8').trim().split('\n');
  const mounted = hierarchies();
  return lines.flatMap((line) => {
    const [, number, controllers, path] = /^(\d+):([^:]*):(.*)$/.exec(line)!;
    const hierarchy = mounted.find((one) => (number === '0' ? one.version === 2 : one.version === 1 && sameControllers(one.controllers, controllers!)));
    return hierarchy ? [join(hierarchy.mountPoint, path!)] : [];
  });
}

function sameControllers(a: string, b: string): boolean {
  return a.split(',').sort().join() === b.split(',').sort().join();
}

/** Whether a group is there in any hierarchy. */
export function groupExists(path: string): boolean {
  return hierarchies().some(({ mountPoint }) => existsSync(join(mountPoint, path)));
}

/** Names of the groups right below a group, in any hierarchy. */
export function groupsBelow(path: string): string[] {
  const names = hierarchies().flatMap(({ mountPoint }) => foldersIn(join(mountPoint, path)));
  return [...new Set(names)].sort();
}

/** The processes in a group and below it, in every hierarchy. */
export function groupMembers(path: string): number[] {
  const folders = hierarchies().flatMap(({ mountPoint }) => withDescendants(join(mountPoint, path)));
  return [...new Set(folders.flatMap(membersOf))].sort((a, b) => a - b);
}

/**
 * Ends every process of a group and removes it, with all below it, from every hierarchy.
 *
 * A process that is about to join finds the group gone, or is ended: nothing slips through.
 *
 * @param path below the root of each
 * @throws Error when a process does not end
 */
export function removeGroup(path: string): void {
  if (!/^ha-rehearsal-[0-9a-f]{8}(\/|$)/.test(path)) throw new Error(`${path}: is no group of a rehearsal`);
  const end = Date.now() + REMOVAL_LIMIT_MS;
  for (const { mountPoint } of hierarchies()) {
    while (!removeTree(join(mountPoint, path))) {
      for (const pid of withDescendants(join(mountPoint, path)).flatMap(membersOf)) end9(pid);
      if (Date.now() > end) throw new Error(`${join(mountPoint, path)}: processes ${groupMembers(path).join(', ')} do not end; look at what they wait for with ps, and try again`);
      pauseSync(5);
    }
  }
}

function end9(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Ended by itself.
  }
}

/** A group's folder and those below it, deepest last; none where it is not there. */
function withDescendants(folder: string): string[] {
  return existsSync(folder) ? [folder, ...foldersIn(folder).flatMap((name) => withDescendants(join(folder, name)))] : [];
}

function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
  } catch {
    return [];
  }
}

function membersOf(folder: string): number[] {
  try {
    const text = readFileSync(join(folder, 'cgroup.procs'), 'utf8').trim();
    // A process of another PID namespace is shown as 0.
    return text === '' ? [] : text.split('\n').map(Number).filter((pid) => pid > 0);
  } catch {
    return [];
  }
}

/** @returns whether nothing is left */
function removeTree(folder: string): boolean {
  for (const group of withDescendants(folder).reverse()) {
    try {
      rmdirSync(group);
    } catch {
      // Somebody is still in it, or somebody else has removed it.
    }
  }
  return !existsSync(folder);
}
