/** What follows from an etcd version, which is chosen apart from the Kubernetes version. */
export interface EtcdFeatures {
  /** Flags have left `experimental-`, and feature gates exist: from 3.6. */
  readonly featureGates: boolean;
  /** /livez and /readyz are served on the metrics URL: from 3.5.11. */
  readonly readyz: boolean;
}

/** `3.6.8-0`, `v3.6.8` or `3.6.8` as numbers; undefined for other text. */
export function parseEtcdVersion(tag: string): [number, number, number] | undefined {
  const match = /^v?(\d+)\.(\d+)\.(\d+)(-\d+)?$/.exec(tag);
  return match ? [Number(match[1]), Number(match[2]), Number(match[3])] : undefined;
}

/** How to talk to that etcd. */
export function etcdFeatures(tag: string): EtcdFeatures {
  const [, minor = 6, patch = 0] = parseEtcdVersion(tag) ?? [3, 6, 0];
  return { featureGates: minor >= 6, readyz: minor >= 6 || (minor === 5 && patch >= 11) };
}
