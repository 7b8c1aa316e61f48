import { Flags } from '../../lib/availability/read/flags';
import { etcdFeatures, parseEtcdVersion } from '../../lib/versions/etcd';
import { InputError } from '../command/errors';
import { PlannedCluster, PlannedHost, PlannedPath, StaticPod } from '../stream/model';
import { podOf } from './pods';

/** One etcd member as its static pod and its data directory describe it. */
export interface Member {
  readonly host: string;
  /** Name of the static pod. */
  readonly pod: string;
  readonly name: string;
  readonly image: string;
  /** As in `3.6`; undefined where the image does not say. */
  readonly minor?: string;
  readonly token: string;
  /** `--initial-cluster`: every member with its peer URLs. */
  readonly cluster: string;
  /** Its own peer URLs. */
  readonly peerUrls: string;
  /** The data directory, with its owner and mode. */
  readonly data: PlannedPath;
  /** Host, port and path at which it says without a certificate whether it is ready. */
  readonly health: { readonly host: string; readonly port: string; readonly path: string };
}

/**
 * The members that the YAML describes, by host.
 *
 * @throws InputError where a member lacks what a restoration needs
 */
export function membersOf(cluster: PlannedCluster): Member[] {
  return cluster.hosts.flatMap((host) => {
    const pod = podOf(host, 'etcd');
    return pod ? [memberOf(host, pod)] : [];
  });
}

function memberOf(host: PlannedHost, pod: StaticPod): Member {
  const flags = Flags.of(pod.spec.containers[0]);
  const needed = (name: string): string => {
    const value = flags.value(name);
    if (value === undefined)
      throw new InputError(
        `${host.name}: static pod ${pod.metadata.name}: got no --${name}; allowed: what HaCluster renders; fix: remove the patch that took it away`,
      );
    return value;
  };
  const path = needed('data-dir');
  const { image } = pod.spec.containers[0]!;
  return {
    host: host.name,
    pod: pod.metadata.name,
    name: needed('name'),
    image,
    ...minorOf(image),
    token: needed('initial-cluster-token'),
    cluster: needed('initial-cluster'),
    peerUrls: needed('initial-advertise-peer-urls'),
    data: host.directories.find((directory) => directory.path === path) ?? { path, mode: '0700', owner: 'root', group: 'root' },
    health: healthOf(needed('listen-metrics-urls'), image),
  };
}

function minorOf(image: string): { minor?: string } {
  const version = parseEtcdVersion(tagOf(image));
  return version ? { minor: `${version[0]}.${version[1]}` } : {};
}

function healthOf(urls: string, image: string): Member['health'] {
  const url = new URL(urls.split(',')[0]!);
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port: url.port, path: etcdFeatures(tagOf(image)).readyz ? '/readyz' : '/health' };
}

function tagOf(image: string): string {
  return /:([^:/@]+)(@.*)?$/.exec(image)?.[1] ?? '';
}
