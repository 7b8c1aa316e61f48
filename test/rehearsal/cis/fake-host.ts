import { PlannedHost } from '../../../cli/stream/model';
import { Ground } from '../../../rehearsal/ground';

const KUBELET_DROP_IN = '/etc/systemd/system/kubelet.service.d/10-kubeadm.conf';

/** Mode, owner, group and type of a file, as `find` prints them. */
type Look = [mode: string, owner: string, group: string, type: string];

/** A host that holds what the description says, to be spoilt by tests. */
export class FakeHost {
  public readonly name: string;
  /** Command lines by component. */
  public readonly processes: Map<string, string[]>;
  public readonly variables = new Map<string, string[]>();
  public readonly files: Map<string, Look>;
  public readonly contents = new Map<string, string>();
  public units = ['/etc/systemd/system/kubelet.service', KUBELET_DROP_IN];

  constructor(planned: PlannedHost) {
    const content = (path: string) => planned.files.find((file) => file.path === path)?.content;
    this.name = planned.name;
    this.files = new Map<string, Look>([
      ...planned.files.map(({ path, mode, owner, group }): [string, Look] => [path, [mode, owner, group, 'f']]),
      ...planned.directories.map(({ path, mode, owner, group }): [string, Look] => [path, [mode, owner, group, 'd']]),
      ...planned.staticPods.map((pod): [string, Look] => [`/etc/kubernetes/manifests/${pod.metadata.name}.yaml`, ['0600', 'root', 'root', 'f']]),
    ]);
    this.processes = new Map([
      ...planned.staticPods.map((pod): [string, string[]] => [pod.metadata.name, [...(pod.spec.containers[0]!.command ?? [])]]),
      ['kubelet', commandOf(content(KUBELET_DROP_IN)!)],
    ]);
    for (const path of ['/var/lib/kubelet/config.yaml', '/etc/kubernetes/kube-apiserver/encryption.yaml']) {
      const text = content(path);
      if (text !== undefined) this.contents.set(path, text);
    }
  }

  /** What the collecting script would print. */
  public lines(): string {
    return [
      ...[...this.files].map(([path, look]) => ['file', ...look, path]),
      ...this.units.map((path) => ['unit', path]),
      ...[...this.processes].map(([name, argv]) => ['process', name, encoded(argv), encoded(this.variables.get(name) ?? [])]),
      ...[...this.contents].map(([path, text]) => ['content', path, Buffer.from(text).toString('base64')]),
      ['end', ''],
    ]
      .map((fields) => fields.join('\t').trimEnd())
      .join('\n');
  }

  /** Gives a flag of a component another value; undefined takes the flag away. */
  public flag(component: string, name: string, value?: string): void {
    const rest = this.processes.get(component)!.filter((word) => !word.startsWith(`--${name}=`));
    this.processes.set(component, value === undefined ? rest : [...rest, `--${name}=${value}`]);
  }

  /** Gives a file another mode. */
  public chmod(path: string, mode: string): void {
    this.files.set(path, this.change(path, 0, mode));
  }

  /** Gives a file another owner. */
  public chown(path: string, owner: string): void {
    this.files.set(path, this.change(path, 1, owner));
  }

  /** Gives a file another group. */
  public chgrp(path: string, group: string): void {
    this.files.set(path, this.change(path, 2, group));
  }

  /** Writes a drop-in of the kubelet. */
  public dropIn(name: string, content: string): void {
    const path = `/etc/kubernetes/kubelet.conf.d/${name}`;
    this.files.set(path, ['0600', 'root', 'root', 'f']);
    this.contents.set(path, content);
  }

  private change(path: string, field: number, value: string): Look {
    const look = this.files.get(path);
    if (!look) throw new Error(`${path}: no such file on ${this.name}; there are ${[...this.files.keys()].join(', ')}`);
    return look.map((old, index) => (index === field ? value : old)) as Look;
  }
}

/** Hosts that answer as the script would. */
export function groundOf(hosts: FakeHost[]): Ground {
  return {
    on: async (name) => ({ status: 0, stdout: `${hosts.find((host) => host.name === name)!.lines()}\n`, stderr: '' }),
    client: () => Promise.reject(new Error('nobody asks')),
    powered: () => true,
  };
}

function commandOf(dropIn: string): string[] {
  return dropIn
    .slice(dropIn.lastIndexOf('ExecStart=') + 'ExecStart='.length)
    .replace(/\\\n/g, ' ')
    .split(/\s+/)
    .filter(Boolean);
}

function encoded(words: string[]): string {
  return Buffer.from(words.map((word) => `${word}\0`).join('')).toString('base64');
}
