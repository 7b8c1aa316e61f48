import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { App } from 'cdk8s';
import { ControlPlaneEndpoint, EtcdTopology, FailoverTiming, HaCluster, HaClusterProps, KubernetesVersion, Patch, writeDist } from '../../lib';
import { referenceProps } from '../reference';

/** A description that is wrong in one way, what synth says about it, and the same property when it is only just right. */
export interface BadInput {
  /** What of the public API is given wrong, as `Struct.field` or `Class.factory(parameter)`, and the ids of the rules that say so. */
  readonly covers: string[];
  /** What is wrong, as a sentence. */
  readonly name: string;
  readonly change: Change;
  /** The whole error at synth, line by line, without the name of the cluster. */
  readonly message: string[];
  /** Left out where a good value of the same property stands in another case of the same table. */
  readonly good?: Change;
}

/** Plain JavaScript may pass anything. */
export type Change = (props: HaClusterProps) => any;

/** The factories as JavaScript sees them, which checks no types. */
export const Js: { [name: string]: any } = { ControlPlaneEndpoint, EtcdTopology, FailoverTiming, KubernetesVersion, Patch };

/** The description with some properties replaced. */
export function having(change: Record<string, unknown>): Change {
  return (props) => ({ ...props, ...change });
}

/** The first control plane with some properties replaced. */
export function cp1(change: Record<string, unknown>): Change {
  return (props) => ({ ...props, controlPlanes: props.controlPlanes.map((host, index) => (index === 0 ? { ...host, ...change } : host)) });
}

/** The reference endpoint with some properties replaced. */
export function vrrp(change: Record<string, unknown>): Change {
  return having({ endpoint: Js.ControlPlaneEndpoint.haproxyKeepalived({ virtualIp: '10.0.0.100', networkInterface: 'eth0', workerLoadBalancer: true, ...change }) });
}

/** kube-vip with some properties replaced. */
export function kubeVip(change: Record<string, unknown>): Change {
  return having({ endpoint: Js.ControlPlaneEndpoint.kubeVip({ virtualIp: '10.0.0.100', networkInterface: 'eth0', ...change }) });
}

/** kube-vip by BGP with some properties replaced. */
export function bgp(change: Record<string, unknown>): Change {
  return kubeVip({ mode: 'bgp', networkInterface: 'lo', bgpPeers: [{ address: '10.0.0.1', asNumber: 65001 }], ...change });
}

/** A load balancer that exists, with some properties replaced. */
export function balancer(change: Record<string, unknown>): Change {
  return having({ endpoint: Js.ControlPlaneEndpoint.external({ host: 'api.example.com', ...change }) });
}

/** Stacked etcd with these options. */
export function stacked(options: unknown): Change {
  return having({ etcd: Js.EtcdTopology.stacked(options) });
}

/** External etcd with three members and some options replaced. */
export function external(options: Record<string, unknown>): Change {
  return having({ etcd: Js.EtcdTopology.external({ members: members(), ...options }) });
}

/** Three external members, the first with some properties replaced. */
export function members(change: Record<string, unknown> = {}): any[] {
  return ['a', 'b', 'c'].map((zone, index) => ({ name: `etcd-${index + 1}`, address: `10.0.0.${21 + index}`, zone, ...(index === 0 ? change : {}) }));
}

/** An etcd that exists, with some options replaced. */
export function existing(options: Record<string, unknown>): Change {
  return having({ etcd: Js.EtcdTopology.existing({ endpoints: [21, 22, 23].map((last) => `https://10.0.0.${last}:2379`), ...options }) });
}

/** The default preset with some numbers replaced. */
export function timing(overrides: unknown): Change {
  return having({ timing: Js.FailoverTiming.balanced(overrides) });
}

/** One host file with some properties replaced. */
export function file(change: Record<string, unknown>): Change {
  return having({ hostFiles: [{ path: '/etc/motd', content: 'hello\n', ...change }] });
}

/** One taint of the first control plane with some properties replaced. */
export function taint(change: Record<string, unknown>): Change {
  return cp1({ taints: [{ key: 'example.com/gpu', effect: 'NoSchedule', ...change }] });
}

/** One volume of kube-apiserver with some properties replaced. */
export function volume(change: Record<string, unknown>): Change {
  return having({ apiServer: { extraVolumes: [{ name: 'extra', hostPath: '/srv/extra', ...change }] } });
}

/** What synth says about the reference blueprint with a change; empty when it writes the files. */
export function synth(change: Change): { readonly error: string[]; readonly written: string[] } {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'bad-input-'));
  try {
    const app = new App();
    new HaCluster(app, 'prod', change(referenceProps()));
    return { error: errorOf(() => writeDist(app, { outdir })), written: fs.readdirSync(outdir) };
  } finally {
    fs.rmSync(outdir, { recursive: true });
  }
}

function errorOf(run: () => unknown): string[] {
  try {
    run();
    return [];
  } catch (error) {
    const [headline, ...lines] = (error as Error).message.split('\n');
    // Anything else than findings is a fault of the code, and no answer to a wrong description.
    if (headline !== 'Validation failed with the following errors:') throw error;
    return lines.map((line) => line.trim().replace(/^\[prod\] /, ''));
  }
}
