import { Flags } from './flags';
import { isMap, maps, once, text } from './reading';

/** Pods stop after this many seconds where they say nothing (core/v1, `terminationGracePeriodSeconds`). */
const GRACE_SECONDS = 30;

/** A directory or file of the host that a pod mounts. */
export interface HostPath {
  readonly volume: string;
  readonly path: string;
  /** Empty where nothing is said: whatever is there, or a new directory. */
  readonly type: string;
}

/** A static pod as it is written. */
export class RenderedPod {
  /** The command line of the first container. */
  public readonly flags: () => Flags;

  /** @param object the pod; what it lacks reads as absent */
  constructor(public readonly object: any) {
    this.flags = once(() => Flags.of(this.container));
  }

  /** The pod's name. */
  public get name(): string {
    return text(this.object?.metadata?.name) ?? '';
  }

  private get spec(): Record<string, any> {
    return isMap(this.object?.spec) ? this.object.spec : {};
  }

  /** The containers that run for as long as the pod. */
  public get containers(): Record<string, any>[] {
    return maps(this.spec.containers);
  }

  /** The first container: the component itself. */
  public get container(): Record<string, any> {
    return this.containers[0] ?? {};
  }

  /** The program without its folder, or the container's name where the image decides: `kube-apiserver`, `etcd`, `haproxy`. */
  public get component(): string {
    const binary = this.flags().binary;
    return binary === '' ? (text(this.container.name) ?? '') : binary.slice(binary.lastIndexOf('/') + 1);
  }

  /** The minor of Kubernetes in the tag of the image, `36` of `v1.36.3`; undefined where the tag says none. */
  public get minor(): number | undefined {
    return minorOf(/:([^:/@]+)(@.*)?$/.exec(text(this.container.image) ?? '')?.[1]);
  }

  /** What the kubelet sorts pods by at shutdown: `priority` alone, the class name of a static pod changes nothing (read at 1.36.3). */
  public get priority(): number {
    return typeof this.spec.priority === 'number' ? this.spec.priority : 0;
  }

  /** How long the kubelet waits for it to stop, in milliseconds. */
  public get graceMillis(): number {
    const given = this.spec.terminationGracePeriodSeconds;
    return (typeof given === 'number' ? given : GRACE_SECONDS) * 1000;
  }

  /** Whether it shares the host's network. */
  public get hostNetwork(): boolean {
    return this.spec.hostNetwork === true;
  }

  /** What it mounts from the host. */
  public get hostPaths(): HostPath[] {
    return maps(this.spec.volumes).flatMap((volume) => {
      const path = isMap(volume.hostPath) ? text(volume.hostPath.path) : undefined;
      return path === undefined
        ? []
        : [{ volume: text(volume.name) ?? '', path: path.replace(/(.)\/+$/, '$1'), type: text(volume.hostPath.type) ?? '' }];
    });
  }

  /** Where on the host the first container finds a file; undefined where it mounts no folder or file of the host there. */
  public hostPathOf(inside: string): string | undefined {
    const mounts = maps(this.container.volumeMounts)
      .map((mount) => ({ volume: text(mount.name), at: (text(mount.mountPath) ?? '').replace(/\/+$/, '') }))
      .filter(({ at }) => inside === at || inside.startsWith(`${at}/`))
      .sort((a, b) => b.at.length - a.at.length);
    const source = this.hostPaths.find(({ volume }) => volume === mounts[0]?.volume);
    return source && `${source.path === '/' ? '' : source.path}${inside.slice(mounts[0]?.at.length)}`;
  }

  /** The value of an environment variable of the first container, where it is given as text. */
  public variable(name: string): string | undefined {
    return text(maps(this.container.env).find((variable) => variable.name === name)?.value);
  }
}

/** The minor of a Kubernetes version, `36` of `v1.36.3` and of `1.36`; undefined for other text. */
export function minorOf(version: unknown): number | undefined {
  const match = /^v?1\.(\d{1,3})(\.|$|-|\+)/.exec(text(version) ?? '');
  return match ? Number(match[1]) : undefined;
}
