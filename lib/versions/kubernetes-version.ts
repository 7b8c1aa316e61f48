import { KUBERNETES_ROWS, KubernetesRow } from './table';

const PATTERN = /^v?(\d+)\.(\d+)\.(\d+)$/;

/**
 * A Kubernetes version that the blueprint knows how to render.
 *
 * What follows from it (images, etcd, flags, probes, API kinds) stands in one table, each row of which says at which patch it was read.
 */
export class KubernetesVersion {
  /** Kubernetes 1.28, at the patch whose sources were read. */
  public static readonly V1_28 = KubernetesVersion.ofMinor(28);
  /** Kubernetes 1.29, at the patch whose sources were read. */
  public static readonly V1_29 = KubernetesVersion.ofMinor(29);
  /** Kubernetes 1.30, at the patch whose sources were read. */
  public static readonly V1_30 = KubernetesVersion.ofMinor(30);
  /** Kubernetes 1.31, at the patch whose sources were read. */
  public static readonly V1_31 = KubernetesVersion.ofMinor(31);
  /** Kubernetes 1.32, at the patch whose sources were read. */
  public static readonly V1_32 = KubernetesVersion.ofMinor(32);
  /** Kubernetes 1.33, at the patch whose sources were read. */
  public static readonly V1_33 = KubernetesVersion.ofMinor(33);
  /** Kubernetes 1.34, at the patch whose sources were read. */
  public static readonly V1_34 = KubernetesVersion.ofMinor(34);
  /** Kubernetes 1.35, at the patch whose sources were read. */
  public static readonly V1_35 = KubernetesVersion.ofMinor(35);
  /** Kubernetes 1.36, at the patch whose sources were read. */
  public static readonly V1_36 = KubernetesVersion.ofMinor(36);

  /**
   * A version at a patch of your choice.
   *
   * A minor that the table does not have is reported at synth, with what to do.
   *
   * @param version like `1.35.4`, with or without a leading `v`
   */
  public static of(version: string): KubernetesVersion {
    return new KubernetesVersion(String(version));
  }

  private static ofMinor(minor: number): KubernetesVersion {
    const row = KUBERNETES_ROWS.find((candidate) => candidate.minor === minor);
    return new KubernetesVersion(row ? row.patch : `1.${minor}.0`);
  }

  /** The version without a leading `v`, like `1.36.3`. */
  public readonly version: string;

  private constructor(version: string) {
    this.version = version.replace(/^v/, '');
  }

  /** The version as text. */
  public toString(): string {
    return this.version;
  }

  /**
   * The row of the table; undefined where the version is not one of them.
   *
   * @internal
   */
  public _row(): KubernetesRow | undefined {
    const match = PATTERN.exec(this.version);
    return match && match[1] === '1' ? KUBERNETES_ROWS.find((row) => row.minor === Number(match[2])) : undefined;
  }
}
