import { Size } from 'cdk8s';
import { Family } from '../cluster/address';
import { EtcdBackup } from '../cluster/backup-props';
import { ComponentOptions } from '../cluster/component-options';
import { EndpointKind } from '../cluster/endpoint';
import { Finding } from '../cluster/finding';
import { NodeTaint } from '../cluster/nodes';
import { Acknowledgement, ResolvedPatch } from '../cluster/patch';
import { PkiOptions } from '../cluster/pki-props';
import { FailoverTiming, FrontEndStyle, Timing } from '../cluster/timing';
import { EtcdBootstrap, EtcdKind } from '../cluster/topology';
import { KubernetesVersion } from '../versions/kubernetes-version';
import { KubernetesRow } from '../versions/table';
import { ApiServerOptions, ClusterHostFile, KubeletOptions } from './ha-cluster-props';

/** What a host is for. */
export type Role = 'control-plane' | 'etcd' | 'worker';

/** One host, with everything filled in. */
export interface HostDescription {
  readonly name: string;
  /** The primary address, in canonical form. */
  readonly address: string;
  /** All addresses, the primary one first. */
  readonly addresses: string[];
  readonly zone?: string;
  readonly networkInterface?: string;
  readonly roles: Role[];
  readonly labels: { [key: string]: string };
  readonly taints: NodeTaint[];
  readonly vrrpPriority?: number;
  /** Where the user wrote it, like `controlPlanes[1]`. */
  readonly path: string;
}

/** The etcd cluster, with everything filled in. */
export interface EtcdDescription {
  readonly kind: EtcdKind;
  readonly bootstrap: EtcdBootstrap;
  readonly quota: Size;
  /** Tag of the image. */
  readonly version: string;
  readonly token: string;
  readonly dataDirectory: string;
  /** Hosts that the blueprint renders a member for, sorted by name. */
  readonly members: HostDescription[];
  /** Client URLs of an etcd that exists; empty otherwise. */
  readonly endpoints: string[];
  /** Where the apiserver finds its certificate for etcd. */
  readonly clientFiles: { readonly ca: string; readonly cert: string; readonly key: string };
}

/** The endpoint, with everything filled in. */
export interface EndpointDescription {
  readonly kind: EndpointKind;
  /** Address or name that clients use. */
  readonly host: string;
  readonly port: number;
  /** Virtual addresses with the prefix of their network, like `10.0.0.100/24`. */
  readonly virtualAddresses: string[];
  readonly workerLoadBalancer: boolean;
  readonly certificateNames: string[];
  /** VRRP router id; 0 where there is no VRRP. */
  readonly routerId: number;
  readonly neighbourRouterIds: number[];
  /** The checked properties of the factory. */
  readonly props: any;
}

/** The address ranges, with everything filled in, the primary family first. */
export interface NetworksDescription {
  readonly nodes: string[];
  readonly pods: string[];
  readonly services: string[];
  readonly domain: string;
}

/**
 * A cluster with every default filled in, and without what could not be used.
 *
 * Lists are sorted, so that the order in which the user wrote them has no meaning.
 */
export interface Description {
  readonly name: string;
  readonly version: KubernetesVersion;
  readonly row: KubernetesRow;
  readonly registry?: string;
  readonly controlPlanes: HostDescription[];
  readonly workers: HostDescription[];
  readonly etcd: EtcdDescription;
  readonly endpoint?: EndpointDescription;
  readonly families: Family[];
  readonly networks: NetworksDescription;
  /** As the user gave it, for the constructs. */
  readonly failoverTiming: FailoverTiming;
  readonly timing: Timing;
  readonly style: FrontEndStyle;
  readonly preset: string;
  readonly apiServer: ApiServerOptions;
  readonly controllerManager: ComponentOptions;
  readonly scheduler: ComponentOptions;
  readonly etcdMember: ComponentOptions;
  readonly etcdBackup: EtcdBackup;
  readonly kubelet: KubeletOptions;
  readonly pki: Required<PkiOptions>;
  readonly hostFiles: ClusterHostFile[];
  readonly patches: ResolvedPatch[];
  readonly acknowledgements: Acknowledgement[];
  /** Accepted by the design of the blueprint or of a preset. */
  readonly builtIn: Acknowledgement[];
  /** Whether nothing had to be left out: rules about the whole cluster make no sense otherwise. */
  readonly complete: boolean;
  /** Properties of the cluster, like `controlPlanes`, in which something had to be left out. */
  readonly leftOut: string[];
}

/** Every host that the blueprint renders, each once, sorted by name. */
export function hostsOf(description: Description): HostDescription[] {
  const all = [...description.controlPlanes, ...description.workers, ...description.etcd.members];
  return [...new Set(all)].sort(byName);
}

/** A description and what was wrong with its parts. */
export interface Resolved {
  readonly description: Description;
  readonly findings: Finding[];
}

/** Order by name, the same on every machine. */
export function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
