import { isUtf8 } from 'buffer';
import { lstatSync, readdirSync, readFileSync, statSync } from 'fs';
import { join } from 'path';
import { SERVICES, TreeFile } from '../../lib/availability/read/host-tree';
import { Unread } from '../../lib/availability/read/observation';
import { KEY_FILE } from '../../lib/availability/read/tree-content';
import { insidePath } from './inside';

/** Folders of a host that are read with all that is below them. */
const FOLDERS = [
  '/etc/etcd',
  '/etc/haproxy',
  '/etc/keepalived',
  '/etc/kubernetes',
  '/etc/ssl/etcd',
  '/var/lib/kube-controller-manager',
  '/var/lib/kube-scheduler',
  '/var/lib/kubelet/config.d',
  '/var/lib/kubelet/pki',
];

/** Single files that are read. */
const FILES = [
  '/etc/default/kubelet',
  '/etc/hosts',
  '/etc/sysconfig/kubelet',
  '/var/lib/kubelet/config.yaml',
  '/var/lib/kubelet/instance-config.yaml',
  '/var/lib/kubelet/kubeadm-flags.env',
];

/** Folders of units, of which only those that matter here are read. */
const UNIT_FOLDERS = [
  '/etc/systemd/system',
  '/lib/systemd/system',
  '/run/systemd/system',
  '/usr/lib/systemd/system',
  '/usr/local/lib/systemd/system',
];
const UNITS = ['haproxy', 'keepalived', 'kubelet', ...SERVICES].map((name) => `${name}.service`);

/** What may matter if it cannot be read; anything else in these folders is left out without a word. */
const TELLING = /\.(ya?ml|json|conf|cfg|crt|pem|env|service)$/;

/** Configuration that decides the answers. */
const LINKED = /\.(ya?ml|json|conf|cfg)$/;

/** What kubeadm keeps of earlier states, data of etcd among it. */
const LEFT_OUT = ['/etc/kubernetes/tmp'];

/** No configuration is larger; what is, is data. */
const MOST_BYTES = 1024 * 1024;

/** No host has more; a tree that has is something else. */
const MOST_FILES = 2000;
const MOST_LEVELS = 8;

/** What was found in the tree of a host. */
export interface TreeFiles {
  readonly files: TreeFile[];
  readonly unread: Unread[];
}

/**
 * The files of a host that availability depends on. Keys are not opened, data is not looked for, and no link leads out of the tree.
 *
 * @param host its name
 * @param root folder that holds its files
 * @param more files to read besides, and folders of which the files are read
 */
export function filesOfTree(host: string, root: string, more: string[] = []): TreeFiles {
  const walk = new Walk(host, root);
  const units = UNIT_FOLDERS.flatMap((folder) => UNITS.flatMap((unit) => [`${folder}/${unit}`, `${folder}/${unit}.d`]));
  for (const path of [...FOLDERS, ...FILES, ...units]) walk.visit(path);
  for (const path of more) walk.visitNamed(path);
  return { files: [...walk.files.values()], unread: walk.unread };
}

class Walk {
  public readonly files = new Map<string, TreeFile>();
  public readonly unread: Unread[] = [];
  private readonly visited = new Set<string>();
  private opened = 0;

  constructor(
    private readonly host: string,
    private readonly root: string,
  ) {}

  public visit(path: string, level = 0): void {
    if (LEFT_OUT.includes(path) || KEY_FILE.test(path) || this.visited.has(path)) return;
    this.visited.add(path);
    const place = insidePath(this.root, path);
    if (place === undefined) return this.isMissing(path);
    try {
      const found = statSync(place);
      if (found.isDirectory()) this.enter(path, place, level);
      else if (found.isFile()) this.read(path, place, found.size);
      else this.isNoText(path, 'is a pipe, socket or device');
    } catch (error) {
      this.cannot(path, `cannot be read (${(error as NodeJS.ErrnoException).code ?? 'error'})`);
    }
  }

  /** What another file names may be anything, also a folder with all of the host in it: no folder within it is entered. */
  public visitNamed(path: string): void {
    const place = insidePath(this.root, path);
    try {
      const below = place !== undefined && statSync(place).isDirectory() ? readdirSync(place, { withFileTypes: true }) : undefined;
      if (!below) this.visit(path);
      else for (const entry of below) if (!entry.isDirectory()) this.visit(`${path}/${entry.name}`);
    } catch (error) {
      this.cannot(path, `cannot be read (${(error as NodeJS.ErrnoException).code ?? 'error'})`);
    }
  }

  /** Configuration that is a link out of the tree, or to what nobody copied, is there on the host. */
  private isMissing(path: string): void {
    if (LINKED.test(path) && isLink(join(this.root, path))) this.cannot(path, 'is a link to something that is not in the tree');
  }

  private enter(path: string, place: string, level: number): void {
    if (level >= MOST_LEVELS) return this.cannot(path, `is deeper than ${MOST_LEVELS} folders`);
    for (const name of readdirSync(place).sort()) this.visit(`${path}/${name}`, level + 1);
  }

  private read(path: string, place: string, size: number): void {
    this.opened += 1;
    if (this.opened === MOST_FILES + 1) this.cannot('/', `has more than ${MOST_FILES} files; left out are ${path} and what follows`);
    if (this.opened > MOST_FILES) return;
    if (size > MOST_BYTES) return this.isNoText(path, `is larger than ${MOST_BYTES / 1024} KiB`);
    const bytes = readFileSync(place);
    if (bytes.includes(0) || !isUtf8(bytes)) return this.isNoText(path, 'is no text');
    this.files.set(path, { path, content: bytes.toString('utf8') });
  }

  private isNoText(path: string, problem: string): void {
    if (TELLING.test(path)) this.cannot(path, problem);
  }

  private cannot(path: string, problem: string): void {
    this.unread.push({ host: this.host, path, problem });
  }
}

function isLink(place: string): boolean {
  try {
    return lstatSync(place).isSymbolicLink();
  } catch {
    return false;
  }
}
