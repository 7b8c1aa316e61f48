import { createHash } from 'crypto';
import { existsSync, mkdirSync, readFileSync, realpathSync, renameSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';

/** Folders of a host that lie on its disk without an overlay between: an overlay on an overlay does not work, and etcd shall feel the disk. */
export const PLAIN_FOLDERS = ['/var/lib/containerd', '/var/lib/etcd', '/var/lib/kubelet'];

/** Where one host keeps what it is made of. */
export class HostFolders {
  /**
   * @param folder of this host
   */
  constructor(public readonly folder: string) {}

  /** What the host is: its MachineSpec. */
  public get spec(): string {
    return join(this.folder, 'spec.json');
  }

  /** Its first process, for as long as it has power. */
  public get process(): string {
    return join(this.folder, 'process.json');
  }

  /** What boots it. */
  public get script(): string {
    return join(this.folder, 'boot.sh');
  }

  /** What was said before its journal runs. */
  public get log(): string {
    return join(this.folder, 'boot.log');
  }

  /** What survives without power. */
  public get disk(): string {
    return join(this.folder, 'disk');
  }

  /** What differs from the machine's own files: the upper layer of the host's root. */
  public get upper(): string {
    return join(this.disk, 'upper');
  }

  /** The folder on the disk that is mounted at one of PLAIN_FOLDERS. */
  public plain(path: string): string {
    return join(this.disk, 'plain', path.replace(/^\//, '').replace(/\//g, '-'));
  }
}

/** Where one rehearsal keeps its machines, and how it names what it makes in the kernel. */
export class Layout {
  /** Eight hexadecimal digits that no other state folder has; part of every name outside the hosts. */
  public readonly id: string;
  /** Folder of everything that is kept here. */
  public readonly folder: string;

  /**
   * @param state folder of the rehearsal; need not exist
   */
  constructor(state: string) {
    this.folder = join(real(state), 'machines');
    this.id = createHash('sha256').update(real(state)).digest('hex').slice(0, 8);
  }

  /** Name of the control group, in every hierarchy, that holds every process of the rehearsal. */
  public get group(): string {
    return `ha-rehearsal-${this.id}`;
  }

  /** Folder of the network's record and script. */
  public get network(): string {
    return join(this.folder, 'network');
  }

  /** Folder of the hosts. */
  public get hosts(): string {
    return join(this.folder, 'hosts');
  }

  /** The folders of one host. */
  public host(name: string): HostFolders {
    return new HostFolders(join(this.hosts, name));
  }
}

/** The path without symbolic links; that of the nearest folder that exists, for one that does not yet. */
function real(path: string): string {
  return existsSync(path) || dirname(path) === path ? realpathSync(path) : join(real(dirname(path)), path.slice(dirname(path).length).replace(/^\//, ''));
}

/** Writes a file in one step: a reader sees the old one or the new one. */
export function writeAtomically(path: string, content: string, mode = 0o600): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(`${path}.new`, content, { mode });
  renameSync(`${path}.new`, path);
}

/** What a record says; undefined where there is none, or none that can be read. */
export function readRecord<T>(path: string): T | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as T;
  } catch {
    return undefined;
  }
}
